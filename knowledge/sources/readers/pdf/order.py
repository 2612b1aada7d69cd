"""A PDF page → its lines and tables in the order one reads them, however they were drawn."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from knowledge.sources.readers.pdf.columns import Row, joined, rows_of, sides, widest_field
from knowledge.sources.readers.pdf.drawings import Area, Drawings
from knowledge.sources.readers.pdf.grids import grids
from knowledge.sources.readers.pdf.lines import Line
from knowledge.sources.readers.pdf.tables import Table, are_cells, table_of

_PLACEHOLDER_SIZE = 10.0
_DEEPEST = 12
"""Columns within columns; newspapers have three or four."""
_MOST_LINES = 10_000
"""Of one page; more are the words of a map or plot, in no order."""


def in_reading_order(lines: Sequence[Line], drawings: Drawings) -> Iterator[Line | Table]:
    """Yield the lines and tables of a page; print that is turned otherwise than most comes last.

    Args:
        lines: Of one page, without furniture; those of one row of print are joined.
        drawings: What is drawn on it.
    """
    turns = Counter(line.turn for line in lines)
    for turn, _ in turns.most_common():
        level = [line for line in lines if line.turn == turn]
        rules = drawings.turned(turn).rules
        ruled: dict[Line, Table] = {}
        for table, inside in list(grids(level, rules)):
            taken = set(inside)
            level = [line for line in level if line not in taken]
            ruled[_placeholder(table, inside)] = table
        yield from _ordered([*level, *ruled], rules, ruled)


def _placeholder(table: Table, inside: Sequence[Line]) -> Line:
    """Return a line that stands for a table among others."""
    left, right = min(line.left for line in inside), max(line.right for line in inside)
    top = max(line.baseline for line in inside)
    return Line("\ufffc", table.page, left, right, top, _PLACEHOLDER_SIZE, is_bold=False)


def _ordered(
    lines: Sequence[Line], rules: Sequence[Area], ruled: Mapping[Line, Table], depth: int = 0
) -> Iterator[Line | Table]:
    rows = rows_of(lines)
    while rows:
        field = widest_field(rows) if depth < _DEEPEST and len(lines) <= _MOST_LINES else None
        if field is None:
            yield from _one_by_one(rows, ruled)
            return
        inside = rows[field.first : field.last + 1]
        has_ruled = any(line in ruled for row in inside for line in row)
        found = None if has_ruled else table_of(rows, field, rules)
        first, last = found[1:] if found else (field.first, field.last)
        yield from _ordered([line for row in rows[:first] for line in row], rules, ruled, depth + 1)
        if found:
            yield found[0]
        elif not has_ruled and are_cells(inside):
            yield from _one_by_one(inside, ruled)
        else:
            for side in sides(rows, field):
                yield from _ordered(side, rules, ruled, depth + 1)
        rows = rows[last + 1 :]


def _one_by_one(rows: Sequence[Row], ruled: Mapping[Line, Table]) -> Iterator[Line | Table]:
    for row in rows:
        if text := [line for line in row if line not in ruled]:
            yield joined(text)
        yield from (ruled[line] for line in row if line in ruled)
