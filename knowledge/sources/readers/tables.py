"""Tables of documents → blocks: the header as a HEADING, each further row as a ROW under it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.errors import ReadError
from knowledge.model import CELL_SEPARATOR, Kind
from knowledge.sources.readers.blocks import Block

TABLE_LEVEL = 7
"""Level of the heading that a header becomes: below every heading of the text around."""
MAX_CELLS = 1_000_000
"""Of one table, empty ones included."""
_HEADER_CELL_LENGTH = 60
_PAIR = 2
_MOSTLY = 0.8
_NUMBER = re.compile(r"[^\w]*\d[\W\d]*[%\w]{0,3}")
_UNIT = re.compile(r"[(\[].{1,12}[)\]]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STATEMENT_END = re.compile(r"[.!?:。！？]$")
_ABBREVIATED = re.compile(r"(?:\S+ )?[^\W\d_]{1,6}\.")
"""A name of a column such as "Qty." or "Unit pr."."""


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as a document has it, reaching over one or more columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1
    is_header: bool = False


_NOTHING = Span("")


def table_blocks(rows: Sequence[Sequence[Span]], first_row: int = 1) -> Iterator[Block]:
    """Describe a table.

    A header is what the document marks as one, else a first row that looks like one. A value that reaches
    over several rows is repeated in each; one that reaches over several columns stands in the first of them,
    except in a header. A first row of a single cell is the caption.

    Args:
        rows: Cells from left to right, rows from top to bottom.
        first_row: Number of the first row.

    Raises:
        ReadError: If the table has more than `MAX_CELLS` cells.
    """
    grid = _grid(rows)
    while len(grid) > 1 and len(grid[0]) > 1 and len(texts := _texts(grid[0])) < 2:
        yield Block("".join(texts), Kind.CAPTION)
        grid = grid[1:]
        first_row += 1
    headers = _header_rows(grid)
    columns = [" ".join(_texts(column)) for column in zip(*grid[:headers], strict=True)]
    if headers:
        yield Block(CELL_SEPARATOR.join(filter(None, columns)), Kind.HEADING, TABLE_LEVEL)
    else:
        columns = [""] * len(grid[0]) if grid else []
    for number, row in enumerate(grid[headers:], first_row + headers):
        cells = tuple((column, text) for column, text in zip(columns, _values(row), strict=True) if text)
        if cells:
            yield Block(kind=Kind.ROW, row=number, cells=cells)
    if headers:
        yield Block(kind=Kind.HEADING, level=TABLE_LEVEL)


def _grid(rows: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Return a rectangle in which every place holds the cell that reaches over it."""
    places: dict[tuple[int, int], Span] = {}
    width = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            height = min(cell.rows, len(rows) - y)
            width = max(width, x + cell.columns)
            if max(len(places) + height * cell.columns, width * len(rows)) > MAX_CELLS:
                raise ReadError(
                    f"holds a table of more than {MAX_CELLS:,} cells. Split it into smaller ones."
                )
            places |= {(y + dy, x + dx): cell for dy in range(height) for dx in range(cell.columns)}
            x += cell.columns
    return [[places.get((y, x), _NOTHING) for x in range(width)] for y in range(len(rows))]


def _header_rows(grid: list[list[Span]]) -> int:
    marked = 0
    while marked < len(grid) - 1 and all(cell.is_header for cell in grid[marked] if cell.text):
        marked += 1
    if marked or len(grid) < 2 or any(cell.is_header for row in grid for cell in row):
        return marked
    if len(grid) > 2 and (_is_split(grid) or _are_units(grid[1])):
        return 2
    first, *others = ([cell.text for cell in row] for row in grid)
    return int(_looks_like_header(first) and not _is_like(first, others))


def _looks_like_header(texts: list[str]) -> bool:
    names = [text for text in texts if text]
    years = [name for name in names if _YEAR.fullmatch(name)]
    columns_are_years = len(years) > 1
    return (
        len(names) > 1
        and len(names) >= len(texts) - 1
        and len(set(names)) == len(names)
        and all(len(name) <= _HEADER_CELL_LENGTH for name in names)
        and not any(_NUMBER.fullmatch(name) for name in names if not (columns_are_years and name in years))
        and not any(_STATEMENT_END.search(name) and not _ABBREVIATED.fullmatch(name) for name in names)
    )


def _is_split(grid: list[list[Span]]) -> bool:
    """Tell whether cells of the first row reach over several columns that the second one names."""
    first = {id(cell): cell for cell in grid[0] if cell.text}
    names = _texts(grid[1])
    return (
        len(first) > 1
        and any(cell.columns > 1 for cell in first.values())
        and not any(_NUMBER.fullmatch(name) and not _YEAR.fullmatch(name) for name in names)
    )


def _are_units(row: list[Span]) -> bool:
    """Tell whether a row holds the units of the columns, such as "(bar)"."""
    texts = _texts(row)
    return bool(texts) and all(_UNIT.fullmatch(text) for text in texts)


def _is_like(first: list[str], others: list[list[str]]) -> bool:
    """Tell whether the first of two columns' rows, such as "Pilot | Ann Moe", names no columns but is one more pair."""
    if len(first) != _PAIR:
        return False
    if any(re.search(r"\d", text) and not _YEAR.search(text) for text in first):
        return True
    form = _form(first[1])
    alike = sum(_form(row[1]) == form for row in others)
    numbers = sum(any(map(str.isdigit, row[1])) for row in others)
    are_of_many_kinds = len(others) > 1 and 0 < numbers < len(others)  # as in a form that was filled in
    return form[1] > 1 and (alike >= _MOSTLY * len(others) or (form[0] and are_of_many_kinds))


def _form(text: str) -> tuple[bool, int]:
    """Return whether a text begins with a capital, and its number of words, many being as good as three."""
    return text[:1].isupper(), min(len(text.split()), 3)


def _texts(cells: Iterable[Span]) -> list[str]:
    """Return the texts of cells, each once."""
    return list(dict.fromkeys(cell.text for cell in cells if cell.text))


def _values(row: list[Span]) -> Iterator[str]:
    """Yield the text of each place, of a cell over several columns in the first only."""
    for left, cell in zip([None, *row], row, strict=False):
        yield "" if cell is left else cell.text
