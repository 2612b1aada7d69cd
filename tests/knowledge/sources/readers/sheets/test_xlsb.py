"""No free program writes .xlsb files, so the parts of one are written here ([MS-XLSB])."""

import struct
import zipfile
from io import BytesIO

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.sheets.xls import read

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DATE, SHARE, EUROS = 14, 10, 164
"""Numbers of formats; those from 164 on are a workbook's own."""


def record(kind: int, body: bytes = b"") -> bytes:
    ident = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return ident + bytes([len(body)]) + body


def text(written: str) -> bytes:
    return struct.pack("<I", len(written)) + written.encode("utf-16-le")


def cell(column: int, value: str | float, style: int = 0) -> bytes:
    place = struct.pack("<II", column, style)
    return (
        record(6, place + text(value))
        if isinstance(value, str)
        else record(5, place + struct.pack("<d", value))
    )


def row(number: int, *cells: bytes) -> bytes:
    return record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)) + b"".join(cells)


def relations(*targets: tuple[str, str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


@pytest.fixture
def workbook() -> bytes:
    styles = [0, DATE, SHARE, EUROS]
    style_sheet = b"".join(
        [
            record(278),
            record(44, struct.pack("<H", EUROS) + text('#,##0.00" €"')),
            record(626, struct.pack("<I", 1)),
            record(47, struct.pack("<HHIII", 0xFFFF, 0, 0, 0, 0)),
            record(627),
            record(617, struct.pack("<I", len(styles))),
            *(record(47, struct.pack("<HHIII", 0, style, 0, 0, 0)) for style in styles),
            record(618),
            record(279),
        ]
    )
    sheet = b"".join(
        [
            record(129),
            record(148, struct.pack("<IIII", 0, 1, 0, 3)),
            record(145),
            row(0, *(cell(column, name) for column, name in enumerate(("Service", "Price", "Share", "Due")))),
            row(1, cell(0, "Crane lift"), cell(1, 1250.5, 3), cell(2, 0.25, 2), cell(3, 46112.0, 1)),
            record(146),
            record(130),
        ]
    )
    book = b"".join(
        [
            record(131),
            record(143),
            record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Fees")),
            record(144),
            record(132),
        ]
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("_rels/.rels", relations(("rId1", "officeDocument", "xl/workbook.bin")))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            relations(("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "styles", "styles.bin")),
        )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/styles.bin", style_sheet)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return buffer.getvalue()


def test_numbers_and_dates_are_read_as_displayed(outline, workbook):
    assert outline(read(workbook)) == [
        "# Fees",
        "## Service | Price | Share | Due",
        "row: Crane lift | 1,250.50 € | 25.00% | 2026-03-31",
    ]


def test_a_workbook_that_was_cut_short_is_damaged(workbook):
    with pytest.raises(ReadError, match="is damaged or cut short"):
        read(workbook[:900])
