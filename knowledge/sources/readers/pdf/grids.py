"""PDF pages: tables whose cells are parted by drawn lines."""

from collections.abc import Iterator, Sequence

from knowledge.sources.readers.pdf.columns import joined, rows_of
from knowledge.sources.readers.pdf.drawings import Area
from knowledge.sources.readers.pdf.lines import Line, legibility
from knowledge.sources.readers.pdf.tables import Table
from knowledge.sources.readers.tables import Span

_NEAR = 3.0
"""Points by which lines that meet may miss each other."""
_MOST_CELLS = 5_000
_MOST_RULES = 600


def grids(lines: Sequence[Line], rules: Sequence[Area]) -> Iterator[tuple[Table, list[Line]]]:
    """Yield the ruled tables of a page, each with the lines of print in it."""
    level = _straightened([(r.bottom, r.left, r.right) for r in rules if not _is_upright(r)])
    upright = _straightened([(r.left, r.bottom, r.top) for r in rules if _is_upright(r)])
    if not level or not upright or len(level) + len(upright) > _MOST_RULES:
        return
    for group in _connected(
        [Area(x, y, end, y) for y, x, end in level] + [Area(x, y, x, end) for x, y, end in upright]
    ):
        grid = _Grid(group)
        inside = [line for line in lines if grid.area.holds(*_centre(line))]
        if inside and (table := grid.table(inside)):
            yield table, inside


def _is_upright(rule: Area) -> bool:
    return rule.top - rule.bottom > rule.right - rule.left


def _straightened(rules: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Put together the pieces (place, start, end) that make one line."""
    whole: list[tuple[float, float, float]] = []
    for place, start, end in sorted((round(place / 2) * 2, start, end) for place, start, end in rules):
        if whole and whole[-1][0] == place and start <= whole[-1][2] + _NEAR:
            whole[-1] = (place, whole[-1][1], max(end, whole[-1][2]))
        else:
            whole.append((place, start, end))
    return whole


def _connected(rules: Sequence[Area]) -> list[list[Area]]:
    """Return the groups of lines that touch one another."""
    groups: list[list[Area]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _touch(a: Area, b: Area) -> bool:
    return (
        a.left <= b.right + _NEAR
        and b.left <= a.right + _NEAR
        and a.bottom <= b.top + _NEAR
        and b.bottom <= a.top + _NEAR
    )


def _centre(line: Line) -> tuple[float, float]:
    return (line.left + line.right) / 2, line.baseline + 0.3 * line.size


class _Grid:
    """The smallest cells that lines make, some of them parts of larger ones."""

    def __init__(self, rules: Sequence[Area]) -> None:
        self.area = Area(
            min(rule.left for rule in rules),
            min(rule.bottom for rule in rules),
            max(rule.right for rule in rules),
            max(rule.top for rule in rules),
        )
        self.level = [rule for rule in rules if rule.top == rule.bottom]
        self.upright = [rule for rule in rules if rule.top != rule.bottom]
        self.xs = _distinct([self.area.left, self.area.right, *(rule.left for rule in self.upright)])
        self.ys = _distinct([self.area.bottom, self.area.top, *(rule.bottom for rule in self.level)])[::-1]

    def table(self, lines: Sequence[Line]) -> Table | None:
        """Return the table that the lines of print make, None if it is none."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        if columns < 2 or rows < 2 or columns * rows > _MOST_CELLS:
            return None
        owners = self._owners(rows, columns)
        texts: dict[tuple[int, int], list[Line]] = {}
        for line in lines:
            texts.setdefault(owners[self._place(line)], []).append(line)
        corners = {owner: place for place, owner in owners.items()}
        spans: list[list[Span]] = [[] for _ in range(rows)]
        for owner, corner in corners.items():
            spans[owner[0]].append(_span(owner, corner, texts.get(owner, [])))
        if sum(sum(bool(span.text) for span in row) > 1 for row in spans) < 2:
            return None
        return Table(lines[0].page, tuple(map(tuple, spans)), tuple(self.xs[:-1]), legibility(lines))

    def _place(self, line: Line) -> tuple[int, int]:
        x, y = _centre(line)
        column = sum(x >= left for left in self.xs[1:-1])
        row = sum(y <= top for top in self.ys[1:-1])
        return row, column

    def _owners(self, rows: int, columns: int) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each smallest cell the first one, from the top left, of the cell it is a part of."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(rows):
            for column in range(columns):
                x, y = (self.xs[column] + self.xs[column + 1]) / 2, (self.ys[row] + self.ys[row + 1]) / 2
                owner = (row, column)
                if column and not any(
                    abs(rule.left - self.xs[column]) <= _NEAR and rule.bottom <= y <= rule.top
                    for rule in self.upright
                ):
                    owner = owners[row, column - 1]
                elif row and not any(
                    abs(rule.bottom - self.ys[row]) <= _NEAR and rule.left <= x <= rule.right
                    for rule in self.level
                ):
                    owner = owners[row - 1, column]
                owners[row, column] = owner
        return owners


def _span(owner: tuple[int, int], corner: tuple[int, int], lines: Sequence[Line]) -> Span:
    """Return a cell, given its first and last places."""
    text = " ".join(joined(row).text for row in rows_of(lines))
    return Span(text, corner[1] - owner[1] + 1, corner[0] - owner[0] + 1)


def _distinct(places: Sequence[float]) -> list[float]:
    """Return places from low to high, one of those that are near each other."""
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _NEAR:
            distinct.append(place)
    return distinct
