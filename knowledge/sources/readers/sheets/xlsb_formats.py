"""The number formats of the cells of a binary Excel workbook ([MS-XLSB], BIFF12)."""

import struct
from collections.abc import Iterator

from knowledge.errors import ReadError
from knowledge.sources.readers.office.ooxml import PACKAGE, related, relationships
from knowledge.sources.readers.sheets.number_formats import BUILT_IN, GENERAL
from knowledge.sources.readers.sheets.xls_formats import Codes
from knowledge.sources.readers.zipped import Archive

_ROW = 0
_CELLS = range(1, 12)
"""Empty cells, numbers, errors, truth values, texts, and formulas that come to one of these."""
_FORMAT, _STYLE, _SHEET = 44, 47, 156
_BEGIN_STYLES, _END_STYLES = 617, 618
"""Around the styles of cells; those of named styles stand elsewhere."""


def sheet_formats(content: bytes) -> dict[str, Codes]:
    """Return the number formats of each sheet by its name; none of a damaged or unreasonably large workbook."""
    try:
        return _formats(Archive(content))
    except (ReadError, struct.error, IndexError, UnicodeDecodeError):
        return {}


def _formats(archive: Archive) -> dict[str, Codes]:
    workbook = related(archive, PACKAGE, "officeDocument")
    styles = related(archive, workbook, "styles") if workbook else None
    if workbook is None or styles is None:
        return {}
    shown = _shown(archive.read(styles))
    parts = {to.id: to.target for to in relationships(archive, workbook)}
    sheets = [_sheet(body) for kind, body in _records(archive.read(workbook)) if kind == _SHEET]
    return {
        name: {place: shown[style] for place, style in _cells(archive.read(parts[part])) if style in shown}
        for part, name in sheets
        if part in parts
    }


def _shown(styles: bytes) -> dict[int, str]:
    """Return the number format of each style that has one."""
    codes = dict(BUILT_IN)
    numbers: list[int] = []
    is_of_cells = False
    for kind, body in _records(styles):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in {_BEGIN_STYLES, _END_STYLES}:
            is_of_cells = kind == _BEGIN_STYLES
        elif kind == _STYLE and is_of_cells:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
    return {
        style: codes[number]
        for style, number in enumerate(numbers)
        if codes.get(number, GENERAL) not in {GENERAL, ""}
    }


def _sheet(body: bytes) -> tuple[str, str]:
    """Return the relationship and the name of a sheet."""
    part, end = _text(body, 8)
    return part, _text(body, end)[0]


def _cells(sheet: bytes) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the place and the style of each cell of a sheet."""
    row = 0
    for kind, body in _records(sheet):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in _CELLS:
            column, style = struct.unpack_from("<II", body)
            yield (row, column), style & 0xFFFFFF


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record of a part; one that is cut short ends it."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        size, at = _number(part, at, 4)
        if at + size > len(part):
            return
        yield kind, part[at : at + size]
        at += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, the lowest first, and where it ends; the last byte has no highest bit."""
    number = 0
    for place in range(most):
        byte = part[at + place]
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return number, at + place + 1


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return a text and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end
