"""Lines of a PDF page that stand side by side → the rows and cells of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.pdf.columns import Field, Row, fields_of, joined
from knowledge.sources.readers.pdf.drawings import Area
from knowledge.sources.readers.pdf.lines import Line, legibility
from knowledge.sources.readers.pdf.prose import are_of_table, is_prose
from knowledge.sources.readers.tables import Span, table_blocks

_LONG_FIELD = 0.6
"""Part of a table's rows along which a strip of white must run to part columns; headings may cross it."""
_DENSE = 0.7
"""Part of the cells of the fullest row."""
_PARTED = 1.4
"""Distance, as a multiple of that of the rows, of a line that is no part of a table any more."""
_FEWEST_ROWS = {2: 3}
"""Columns → rows that make a table; with more columns, two are enough."""
_TIGHT = 1.5
"""Distance of lines in font sizes within a cell."""
_HEADER_DISTANCE = 3
"""Font sizes between a table and what is printed over its columns."""
CAPTION = re.compile(
    r"(?:figure|fig\.|table|abbildung|abb\.|tabelle|figura|tabla|tableau|tabela|рис\.|рисунок|таблица)\s*[\dIVX]+\s*[.:–—]"
    r"|[图表圖]\s*\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page."""

    page: int
    rows: tuple[tuple[Span, ...], ...]
    lefts: tuple[float, ...]
    """Where its columns begin."""
    legibility: float | None = None
    """As of `Line`, over all of it."""

    def goes_on_in(self, following: "Table") -> bool:
        """Tell whether a table at the top of the next page is a part of this one."""
        return (
            following.page == self.page + 1
            and len(self.lefts) == len(following.lefts)
            and all(abs(a - b) < 6 for a, b in zip(self.lefts, following.lefts, strict=True))
        )


def are_cells(rows: Sequence[Row]) -> bool:
    """Tell whether lines side by side are a few cells that make neither a table nor columns of text."""
    return not any(is_prose(column) for column in _in_columns(rows, _column_edges(rows))) and len(rows) < 3


def table_of(rows: Sequence[Row], field: Field, rules: Sequence[Area]) -> tuple[Table, int, int] | None:
    """Return the table that a field is a part of, or None for columns of text.

    Returns:
        The table and the positions of its first and last row.
    """
    last = _last_row(rows, field)
    inside = rows[field.first : last + 1]
    edges = _column_edges(inside)
    columns = _in_columns(inside, edges)
    filled = [row for row in inside if len({_column(line, edges) for line in row}) > 1]
    if not edges or len(filled) < _FEWEST_ROWS.get(len(columns), 2) or not are_of_table(columns):
        return None
    first = field.first
    over: list[tuple[Span, ...]] = []
    while first > 0 and _is_over(rows[first - 1], rows[first], inside):
        first -= 1
        over.insert(0, _merged([rows[first]], edges, is_header=True))
    spans = list(_logical_rows(inside, edges, rules))
    if over:  # then the first row is the second of the heading
        spans[0] = tuple(replace(span, is_header=True) for span in spans[0])
    lefts = tuple(min(line.left for line in column) for column in columns if column)
    sureness = legibility(line for row in rows[first : last + 1] for line in row)
    return Table(inside[0][0].page, (*over, *spans), lefts, sureness), first, last


def _last_row(rows: Sequence[Row], field: Field) -> int:
    """Return where a table ends, without lines that follow on it."""
    last = field.last
    pitches = [above[0].baseline - row[0].baseline for above, row in pairwise(rows[field.first : last + 1])]
    while last > field.first and len(rows[last]) == 1:
        is_apart = rows[last - 1][0].baseline - rows[last][0].baseline > _PARTED * median(pitches)
        if not is_apart and not CAPTION.match(rows[last][0].text):
            break
        last -= 1
    return last


def _column_edges(rows: Sequence[Row]) -> list[float]:
    """Return where the columns of a table part, judged by the rows in which most of them are filled."""
    most = max(map(len, rows))
    dense = [row for row in rows if len(row) >= _DENSE * most]
    long = [
        field
        for field in fields_of(dense, is_table=True)
        if field.last - field.first + 1 >= _LONG_FIELD * len(dense)
    ]
    return sorted(field.right - 1 for field in long)


def _column(line: Line, edges: Sequence[float]) -> int:
    return sum(line.left > edge for edge in edges)


def _width(line: Line, edges: Sequence[float]) -> int:
    """Return over how many columns a line reaches."""
    return 1 + sum(line.left < edge < line.right for edge in edges)


def _in_columns(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        for number, column in enumerate(columns):
            if here := [line for line in row if _column(line, edges) == number]:
                column.append(joined(here))
    return columns


# --- rows of print → rows of the table --------------------------------------------------------------


def _is_over(row: Row, below: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a row, which reaches over the columns, is a part of the table's heading."""
    left, right = min(line.left for r in rows for line in r), max(line.right for r in rows for line in r)
    return (
        len(row) > 1
        and row[0].baseline - below[0].baseline <= _HEADER_DISTANCE * below[0].size
        and min(line.left for line in row) >= left - row[0].size
        and max(line.right for line in row) <= right + row[0].size
    )


def _logical_rows(
    rows: Sequence[Row], edges: Sequence[float], rules: Sequence[Area]
) -> Iterator[tuple[Span, ...]]:
    """Put the lines of each cell together."""
    ruled = [_is_ruled(above, row, rules) for above, row in pairwise(rows)]
    is_ruled_throughout = sum(ruled) > max(1, len(rows) // 4)
    heading_rule = next((position for position, rule in enumerate(ruled, 1) if rule), 0)
    is_heading_ruled = 0 < sum(ruled) < 3
    groups = [[rows[0]]]
    for (above, row), is_parted in zip(pairwise(rows), ruled, strict=True):
        if not is_parted and (is_ruled_throughout or _continues(groups[-1], above, row, edges)):
            groups[-1].append(row)
        else:
            groups.append([row])
    is_header = True
    position = 0
    for group in groups:
        is_bold = all(line.is_bold for row in group for line in row)
        is_header = (
            is_header
            and group is not groups[-1]
            and (is_bold or (is_heading_ruled and position < heading_rule))
        )
        yield _merged(group, edges, is_header=is_header)
        position += len(group)


def _is_ruled(above: Row, row: Row, rules: Sequence[Area]) -> bool:
    """Tell whether a level line runs between two rows."""
    left, right = min(line.left for line in row), max(line.right for line in row)
    return any(
        row[0].baseline < rule.bottom < above[0].baseline
        and min(rule.right, right) - max(rule.left, left) > 0.5 * (right - left)
        and rule.right - rule.left > rule.top - rule.bottom
        for rule in rules
    )


def _continues(group: Sequence[Row], above: Row, row: Row, edges: Sequence[float]) -> bool:
    """Tell whether a row of print holds only further lines of the cells above."""
    if above[0].baseline - row[0].baseline > _TIGHT * above[0].size:
        return False
    filled = {_column(line, edges) for line in row}
    above_filled = {_column(line, edges) for line in group[-1]}
    if not filled <= {_column(line, edges) for r in group for line in r}:
        return False
    if all(line.text[0].islower() and _had_no_room(group[-1], line, edges) for line in row):
        return True
    return 0 not in filled and len(filled) < max(2, len(edges)) and filled <= above_filled


def _had_no_room(above: Row, line: Line, edges: Sequence[float]) -> bool:
    """Tell whether the first word of a line would have made the one above in its column longer than itself."""
    if "@" in line.text:
        return False
    column = _column(line, edges)
    word = (line.right - line.left) * len(line.text.split()[0]) / len(line.text)
    over = [other for other in above if _column(other, edges) == column]
    return any(other.right + word > line.right for other in over)


def _merged(group: Sequence[Row], edges: Sequence[float], *, is_header: bool) -> tuple[Span, ...]:
    lines = [line for row in group for line in row]
    texts: dict[int, list[Line]] = {}
    widths: dict[int, int] = {}
    for line in lines:
        column = _column(line, edges)
        texts.setdefault(column, []).append(line)
        widths[column] = max(widths.get(column, 1), _width(line, edges))
    return _filled(
        {column: " ".join(line.text for line in cell) for column, cell in texts.items()},
        widths,
        len(edges) + 1,
        is_header=is_header,
    )


def _filled(
    texts: dict[int, str], widths: dict[int, int], columns: int, *, is_header: bool
) -> tuple[Span, ...]:
    spans = []
    column = 0
    while column < columns:
        width = next(
            (reach for reach in range(1, widths.get(column, 1)) if column + reach in texts),
            widths.get(column, 1),
        )
        spans.append(Span(texts.get(column, ""), width, is_header=is_header))
        column += width
    return tuple(spans)


# --- table → blocks ---------------------------------------------------------------------------------


def blocks_of(tables: Sequence[Table]) -> Iterator[Block]:
    """Describe a table, given the parts of it on each page."""
    first = tables[0]
    rows, pages = list(first.rows), [first.page] * len(first.rows)
    for table in tables[1:]:
        further = [row for row in table.rows if row not in first.rows[:3]]  # the heading again
        rows += further
        pages += [table.page] * len(further)
    if _are_labels(rows):
        for row, page in zip(rows, pages, strict=True):
            text = " ".join(span.text for span in row if span.text)
            yield Block(text, page=page, legibility=first.legibility)
        return
    for block in table_blocks(rows):
        page = pages[block.row - 1] if block.row else first.page
        yield replace(block, page=page, legibility=first.legibility)


def _are_labels(rows: Sequence[Sequence[Span]]) -> bool:
    """Tell whether each row is a label with a colon and its value."""
    labels = [row for row in rows if row[0].text.endswith((":", "："))]
    return len(rows[0]) == 2 and 2 * len(labels) > len(rows)
