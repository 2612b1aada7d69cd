"""Excel workbooks: each visible sheet a heading, each row a claim under its header, values as they are displayed."""

import re
from collections.abc import Mapping
from itertools import chain

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.office.ooxml import PACKAGE, core_properties, related, relationships
from knowledge.sources.readers.remedies import DAMAGED
from knowledge.sources.readers.sheets.number_formats import BUILT_IN, GENERAL, NOTHING
from knowledge.sources.readers.sheets.workbook import TOO_WIDE, CodeOf, workbook_blocks
from knowledge.sources.readers.tables import MAX_CELLS
from knowledge.sources.readers.zipped import Archive, child, whole_number

_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})")(?:[^>]{0,200}?\bs="([0-9]{1,5})")?[^>]{0,400}(?<!/)>'
)
_HIDDEN_ROW = re.compile(
    rb'<(?:\w+:)?row\s(?=[^>]{0,300}?\bhidden="(?:1|true)")[^>]{0,300}?\br="([0-9]{1,7})"'
)
_HIDDEN_COLUMNS = re.compile(
    rb'<(?:\w+:)?col\s(?=[^>]{0,300}?\bhidden="(?:1|true)")'
    rb'(?=[^>]{0,300}?\bmin="([0-9]{1,5})")[^>]{0,300}?\bmax="([0-9]{1,5})"'
)
_FILTER = re.compile(rb"<(?:\w+:)?autoFilter\b")
_UNIQUE_COUNT = re.compile(rb'\buniqueCount="([0-9]{1,20})"')
_MAX_STYLES = 65_535

_Styles = Mapping[tuple[int, int], int]
"""Row and column of a cell, from 0 → number of its style; cells of style 0 are left out."""


def read(content: bytes) -> Reading:
    """Read an Excel workbook. Rows have the numbers that Excel shows; formulas stand for their results.

    Hidden rows and columns are left out, but not the rows that a filter hides for a while.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    archive = Archive(content)
    styles = _styles(archive)
    codes = _codes(archive)
    parts = _sheet_parts(archive)

    def codes_of(sheet: str) -> CodeOf:
        part = parts.get(sheet, "")
        of_cells = styles.get(part, {})
        rows, columns = _hidden(archive.read(part)) if part in archive else (frozenset(), frozenset())

        def code_of(row: int, column: int) -> str | None:
            is_hidden = row in rows or column in columns
            return NOTHING if is_hidden else codes.get(of_cells.get((row, column), 0))

        return code_of

    text, passages = assemble(workbook_blocks(content, codes_of))
    core = core_properties(archive)
    return Reading(
        text,
        passages,
        title=sensible_title(core.get("dc:title")),
        date=first_date([core.get("dcterms:created"), core.get("dcterms:modified")]),
        language=language_code(core.get("dc:language")),
    )


def _styles(archive: Archive) -> dict[str, _Styles]:
    """Return the styles of the cells of each part.

    Raises:
        ReadError: If calamine would set aside memory without end: for false counts, and cells far apart.
    """
    styles: dict[str, _Styles] = {}
    for name in archive.names:
        if not (name.startswith("xl/") and name.endswith(".xml")):
            continue
        part = archive.read(name)
        if any(int(count) > len(part) for count in _UNIQUE_COUNT.findall(part)):
            raise ReadError(DAMAGED)
        cells = [
            (int(row) - 1, _column(letters), int(style or 0)) for letters, row, style in _CELL.findall(part)
        ]
        rows, columns, _ = zip(*cells, strict=True) if cells else ((0,), (0,), (0,))
        if (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1) > MAX_CELLS:
            raise ReadError(TOO_WIDE)
        styles[name] = {(row, column): style for row, column, style in cells if style}
    return styles


def _hidden(sheet: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the hidden rows and the hidden columns of a sheet, from 0."""
    rows = () if _FILTER.search(sheet) else _HIDDEN_ROW.findall(sheet)
    columns = (range(int(first) - 1, int(last)) for first, last in _HIDDEN_COLUMNS.findall(sheet))
    return frozenset(int(row) - 1 for row in rows), frozenset(chain.from_iterable(columns))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _codes(archive: Archive) -> dict[int, str]:
    """Return the number format of each style that has one."""
    workbook = related(archive, PACKAGE, "officeDocument")
    part = related(archive, workbook, "styles") if workbook else None
    if part is None:
        return {}
    root = archive.xml(part)
    formats = BUILT_IN | {
        whole_number(entry.get("numFmtId"), default=0, limit=_MAX_STYLES): entry.get("formatCode", "")
        for entry in root.iter("numFmt")
    }
    cell_styles = child(root, "cellXfs")
    numbers = [
        whole_number(style.get("numFmtId"), default=0, limit=_MAX_STYLES)
        for style in (cell_styles if cell_styles is not None else ())
    ]
    return {
        style: formats[number]
        for style, number in enumerate(numbers)
        if formats.get(number, GENERAL) not in {GENERAL, ""}
    }


def _sheet_parts(archive: Archive) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    workbook = related(archive, PACKAGE, "officeDocument")
    if workbook is None:
        return {}
    targets = {to.id: to.target for to in relationships(archive, workbook)}
    return {
        sheet.get("name", ""): targets.get(sheet.get("r:id", ""), "")
        for sheet in archive.xml(workbook).iter("sheet")
    }
