"""Tables as text (CSV, TSV): each row is a claim under its header."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.decoding import damage, decode
from knowledge.sources.readers.tables import Span, table_blocks

_DELIMITERS = "\t|;,"
"""The least ambiguous first: a comma may be a decimal one."""
_SAMPLE_LINES = 100
_SAMPLE_LENGTH = 100_000
_PROSE_AGREEMENT = 0.9
"""Share of rows that must have equally many cells where a comma may just as well be punctuation."""
_DECLARATION = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""First line by which spreadsheets are told the delimiter; they do not count it as a row."""


def read(content: bytes) -> Reading:
    """Read a table of cells delimited by commas, semicolons, tabs or pipes.

    Cells may be quoted and hold line breaks; rows may differ in length. Rows are numbered as a spreadsheet
    numbers them, the header and empty rows included.

    Raises:
        ReadError: If the content is no text, its encoding cannot be told, or the table is too large.
    """
    whole = decode(content)
    table = whole.removeprefix("\ufeff")
    declared = _DECLARATION.match(table)
    if declared:
        table = table[declared.end() :]
    rows = _rows(table, declared[1] if declared else _delimiter(table))
    text, passages = assemble(table_blocks([[Span(" ".join(cell.split())) for cell in row] for row in rows]))
    return Reading(text, passages, problems=damage(content, whole))


def _rows(table: str, delimiter: str) -> list[list[str]]:
    """Parse a table; a quotation mark that is never closed is taken as it stands."""
    try:
        rows = list(_parse(table, delimiter))
        if table.count('"') % 2 == 0 or not any("\n" in cell for cell in rows[-1]):
            return rows
    except csv.Error:  # what follows such a mark is longer than a cell may be
        pass
    try:
        return list(_parse(table, delimiter, are_quotes_literal=True))
    except csv.Error as error:
        raise ReadError(
            f"has a cell of more than {csv.field_size_limit():,} characters. Split it, or save the file as .txt."
        ) from error


def _parse(table: str, delimiter: str, *, are_quotes_literal: bool = False) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(table, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if are_quotes_literal else csv.QUOTE_MINIMAL,
        skipinitialspace=delimiter != "\t",
    )


def _delimiter(table: str) -> str:
    """Return the delimiter that gives most rows equally many cells; a tab for a table of one column."""
    sample = "".join(islice(io.StringIO(table[:_SAMPLE_LENGTH]), _SAMPLE_LINES))
    return max(_DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    """Return the share of rows that have the commonest number of cells, and that number; (0, 0) for one cell."""
    widths = [len(row) for row in _rows(sample, delimiter) if row]
    (cells, rows), *_ = Counter(width for width in widths if width > 1).most_common(1) or [(0, 0)]
    agreement = rows / len(widths) if widths else 0.0
    may_be_prose = delimiter in ",;" and sample.count(f"{delimiter} ") * 2 > sample.count(delimiter)
    if may_be_prose and (agreement < _PROSE_AGREEMENT or len(widths) == 1):
        return 0.0, 0
    return agreement, cells
