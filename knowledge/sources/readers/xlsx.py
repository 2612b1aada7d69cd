"""Excel workbooks: each visible sheet a heading, each row a claim under its header."""

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.ooxml import core_properties
from knowledge.sources.readers.remedies import DAMAGED
from knowledge.sources.readers.tables import MAX_CELLS, Span, table_blocks
from knowledge.sources.readers.zipped import Archive

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_UNIQUE_COUNT = re.compile(rb'\buniqueCount="([0-9]{1,20})"')
_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read(content: bytes) -> Reading:
    """Read an Excel workbook. Rows have the numbers that Excel shows; formulas stand for their results.

    Number formats are not applied: a share of 25 % is stored, and read, as 0.25.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    archive = Archive(content)
    _check_extent(archive)
    blocks: list[Block] = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                    blocks.append(Block(sheet.name, Kind.HEADING, 1))
                    blocks.extend(_rows(workbook.get_sheet_by_name(sheet.name)))
    except CalamineError as error:
        raise ReadError(DAMAGED) from error
    text, passages = assemble(blocks)
    core = core_properties(archive)
    return Reading(
        text,
        passages,
        title=sensible_title(core.get("dc:title")),
        date=first_date([core.get("dcterms:created"), core.get("dcterms:modified")]),
        language=language_code(core.get("dc:language")),
    )


def _check_extent(archive: Archive) -> None:
    """Refuse what calamine would set aside memory for without end: false counts, and cells far apart."""
    for name in archive.names:
        if not (name.startswith("xl/") and name.endswith(".xml")):
            continue
        part = archive.read(name)
        if any(int(count) > len(part) for count in _UNIQUE_COUNT.findall(part)):
            raise ReadError(DAMAGED)
        cells = [(_column(letters), int(row)) for letters, row in _CELL.findall(part)]
        columns, rows = zip(*cells, strict=True) if cells else ((0,), (0,))
        if (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1) > MAX_CELLS:
            raise ReadError(
                f"has a sheet that reaches over more than {MAX_CELLS:,} cells. Delete what stands far outside "
                "the table, or split the file into smaller ones."
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(sheet: CalamineSheet) -> Iterator[Block]:
    top, left = sheet.start or (0, 0)
    rows = [[_written(value) for value in row] for row in sheet.to_python()]
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        y, x = first_row - top, first_column - left
        bottom, right = min(last_row - top, len(rows) - 1), min(last_column - left, sheet.width - 1)
        sizes[y, x] = bottom - y + 1, right - x + 1
        covered |= {(v, u) for v in range(y, bottom + 1) for u in range(x, right + 1)} - {(y, x)}
    spans = []
    for y, row in enumerate(rows):
        line = []
        for x, text in enumerate(row):
            if (y, x) not in covered:
                height, width = sizes.get((y, x), (1, 1))
                line.append(Span(text, width, height))
        spans.append(line)
    yield from table_blocks(spans, top + 1)


def _written(value: _Value) -> str:
    """Return a cell's value as a person would write it."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}"  # the digits that Excel keeps
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case dt.time():
            return value.isoformat("minutes")
        case _:
            return " ".join(str(value).split())
