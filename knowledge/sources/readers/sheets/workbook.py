"""What spreadsheets of all kinds share: each visible sheet a heading, each row a claim under its header."""

from collections.abc import Callable, Iterator
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.remedies import DAMAGED, PASSWORD
from knowledge.sources.readers.sheets.number_formats import displayed, plain
from knowledge.sources.readers.tables import MAX_CELLS, Span, table_blocks

TOO_WIDE = (
    f"has a sheet that reaches over more than {MAX_CELLS:,} cells. Delete what stands far outside the table, or "
    "split the file into smaller ones."
)

CodeOf = Callable[[int, int], str | None]
"""Row and column of a cell, from 0 → its number format; None where it is unknown or shows values as they are."""


def workbook_blocks(content: bytes, codes: Callable[[str], CodeOf]) -> Iterator[Block]:
    """Describe a workbook. Rows have the numbers that the program shows; formulas stand for their results.

    Args:
        content: The file's bytes.
        codes: Name of a sheet → the number formats of its cells.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                    yield Block(sheet.name, Kind.HEADING, 1)
                    yield from _rows(workbook.get_sheet_by_name(sheet.name), codes(sheet.name))
    except PasswordError as error:
        raise ReadError(PASSWORD) from error
    except CalamineError as error:
        raise ReadError(DAMAGED) from error


def _rows(sheet: CalamineSheet, code_of: CodeOf) -> Iterator[Block]:
    if sheet.height * sheet.width > MAX_CELLS:
        raise ReadError(TOO_WIDE)
    top, left = sheet.start or (0, 0)
    rows = [
        [
            displayed(value, code) if (code := code_of(y, x)) else plain(value)
            for x, value in enumerate(row, left)
        ]
        for y, row in enumerate(sheet.to_python(), top)
    ]
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
