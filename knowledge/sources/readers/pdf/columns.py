"""A PDF page's lines in the order one reads them: columns one after the other, tables as wholes.

Print falls into columns where a strip of white runs down between lines that stand side by side. The widest field
of that kind on a page is looked for first; what is above, in and below it is ordered in the same way.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.sources.readers.note_marks import with_raised
from knowledge.sources.readers.pdf.lines import Line, legibility

_SAME_LINE = 0.35
"""Font sizes, up or down, as of an index."""
_GUTTER = 0.8
"""Font sizes; narrower strips of white are spaces between words."""
_SURE_GUTTER = 1.4
"""Font sizes; a narrower strip must run along more than a few lines, since justified text has such spaces."""
_FEW_ROWS = 4
_TAIL_PITCH = 1.9
"""Distance of lines in font sizes beyond which the longer column ends."""
_FEWEST_LINES = 2
"""On either side."""
_USUAL_PITCH = 1.2
"""Font sizes."""
_FARTHEST = 2.8
"""Distance of rows, as a multiple of the largest so far, beyond which something else begins."""
_LONG_TAIL = 3
_RAGGED = 0.4
"""Part of a column's width that its fullest line may leave free."""
_MARKER = re.compile(
    r"[•‣◦▪●■➢✓–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|§ ?\d+|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
)
_MARKED_LENGTH = 12
"""Characters of the text behind the marker of a list; shorter ones may be cells."""
_FARTHEST_MARKER = 5
"""Font sizes between a marker and its text."""

_STRAY_SPACE = re.compile(r"(?<=\w) (?=[.,;:!?)](?:\s|$))")
"""Where a raised mark stood."""
_MARK = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}")
_LONGEST_MARK = 3

Row = list[Line]
"""Lines on one height, from left to right."""


@dataclass(frozen=True, slots=True)
class Field:
    """Rows that a strip of white divides."""

    first: int
    last: int
    """Positions of its rows on the page."""
    left: float
    right: float
    """Edges of the strip."""

    def height(self, rows: Sequence[Row]) -> float:
        """Return how far the two sides stand beside each other, in points."""
        sides = [
            [line for row in rows[self.first : self.last + 1] for line in row if is_left(line, self)]
            for is_left in (_is_left, _is_right)
        ]
        if not all(sides):
            return 0.0
        tops = [max(line.baseline + line.size for line in side) for side in sides]
        feet = [min(line.baseline for line in side) for side in sides]
        return max(min(tops) - max(feet), 0.0)


def _is_left(line: Line, field: Field) -> bool:
    return line.right <= field.left + 0.01


def _is_right(line: Line, field: Field) -> bool:
    return line.left >= field.right - 0.01


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Return lines by height, from the top; raised marks and the markers of lists are put to their text."""
    return [_with_markers(row) for row in by_height(_without_marks(lines))]


def by_height(lines: Sequence[Line]) -> list[Row]:
    """Return lines by height, from the top."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: -line.baseline):
        if rows and rows[-1][0].baseline - line.baseline < _SAME_LINE * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _without_marks(lines: Sequence[Line]) -> list[Line]:
    """Return lines without raised marks that PDFium takes for lines; what they label begins with them."""
    marks = [line for line in lines if len(line.text) <= _LONGEST_MARK and _MARK.fullmatch(line.text)]
    kept = list(lines)
    for mark in marks:
        for other in kept:
            is_raised = (
                0.1 < (mark.baseline - other.baseline) / other.size < 0.7 and mark.size < 0.9 * other.size
            )
            if is_raised and 0 <= other.left - mark.right + 1 < other.size:
                kept[kept.index(other)] = replace(
                    other, text=with_raised("", mark.text, other.text), left=mark.left
                )
            elif not (is_raised and abs(mark.left - other.right) < 0.5 * other.size):
                continue
            kept.remove(mark)
            break
    return kept


def _with_markers(row: Row) -> Row:
    """Put the marker of a list entry together with its text."""
    if len(row) < 2 or not _MARKER.fullmatch(row[0].text):
        return row
    marker, text, *others = row
    is_near = text.left - marker.right <= _FARTHEST_MARKER * text.size
    return [joined([marker, text]), *others] if is_near and len(text.text) >= _MARKED_LENGTH else row


def joined(row: Sequence[Line]) -> Line:
    """Return the lines of a row as one."""
    if len(row) == 1 and not _STRAY_SPACE.search(row[0].text):
        return row[0]
    longest = max(row, key=lambda line: len(line.text))
    return replace(
        longest,
        text=_STRAY_SPACE.sub("", " ".join(line.text for line in row)),
        left=min(line.left for line in row),
        right=max(line.right for line in row),
        is_bold=all(line.is_bold for line in row),
        legibility=legibility(row),
    )


def widest_field(rows: Sequence[Row]) -> Field | None:
    """Return the field whose sides stand beside each other for longest, if any."""
    fields = [(field.height(rows), field.right - field.left, field) for field in fields_of(rows)]
    height, _, field = max(fields, key=lambda found: found[:2], default=(0.0, 0.0, None))
    return field if height > 0 else None


def fields_of(rows: Sequence[Row], *, is_table: bool = False) -> Iterator[Field]:
    """Yield the fields that begin at any space between two lines on one height, or nearly one.

    Args:
        rows: From the top.
        is_table: Whether they are known to be side by side, so that narrow strips count too.
    """
    found: list[Field] = []
    for position, row in enumerate(rows):
        beside = list(row)
        if position + 1 < len(rows):
            below = rows[position + 1]
            if row[0].baseline - below[0].baseline < 0.9 * row[0].size:
                beside = sorted([*row, *below], key=lambda line: line.left)
        for line, following in pairwise(beside):
            if following.left - line.right < _GUTTER * line.size or any(
                field.first <= position <= field.last
                and field.left < following.left
                and field.right > line.right
                for field in found
            ):
                continue
            field = _trimmed(rows, _grown(rows, position, line.right, following.left))
            if field is not None and (is_table or _is_sure(rows, field)):
                found.append(field)
                yield field


def _is_sure(rows: Sequence[Row], field: Field) -> bool:
    size = rows[field.first][0].size
    return field.right - field.left >= _SURE_GUTTER * size or field.last - field.first + 1 >= _FEW_ROWS


def _grown(rows: Sequence[Row], position: int, left: float, right: float) -> Field:
    """Follow a strip of white up and down as far as no line crosses it."""
    ends = []
    for step in (1, -1):
        at = position
        pitch = _USUAL_PITCH * rows[at][0].size
        while 0 <= at + step < len(rows) and (narrowed := _narrowed(rows[at + step], left, right)):
            distance = abs(rows[at][0].baseline - rows[at + step][0].baseline)
            if distance > _FARTHEST * pitch:
                break
            pitch = max(pitch, distance)
            left, right = narrowed
            at += step
        ends.append(at)
    return Field(ends[1], ends[0], left, right)


def _narrowed(row: Row, left: float, right: float) -> tuple[float, float] | None:
    """Return what a row leaves of a strip of white, None where it leaves too little."""
    for line in row:
        if line.left < right and line.right > left:
            if line.left - left > right - line.right:
                right = line.left
            else:
                left = line.right
        if right - left < _GUTTER * line.size:
            return None
    return left, right


def _trimmed(rows: Sequence[Row], field: Field) -> Field | None:
    """Cut off what stands above or below two sides without belonging to either."""
    sides: list[dict[int, Line]] = [{}, {}]
    for position in range(field.first, field.last + 1):
        for line in rows[position]:
            sides[_is_right(line, field)][position] = line
    if min(map(len, sides)) < _FEWEST_LINES:
        return None
    first, last = sorted((max(map(min, sides)), min(map(max, sides))))
    return replace(
        field,
        first=min(_head(side, first) for side in sides),
        last=max(_tail(side, last, field, is_open=field.last == len(rows) - 1) for side in sides),
    )


def _head(side: Mapping[int, Line], first: int) -> int:
    """Return where a side begins that may begin above the other."""
    within = min(position for position in side if position >= first)
    for position in sorted((position for position in side if position < first), reverse=True):
        if not _follows(side[position], side[within]):
            break
        within = position
    return min(within, first)


def _tail(side: Mapping[int, Line], last: int, field: Field, *, is_open: bool) -> int:
    """Return where a side ends that may end below the other; open is one below which nothing crosses the strip."""
    beside = [position for position in side if position <= last]
    tail = sorted(position for position in side if position > last)
    width = field.left - min(line.left for line in side.values())
    reach = max((side[position].right for position in tail), default=0.0)
    if is_open and len(tail) >= _LONG_TAIL and field.left - reach < _RAGGED * width:
        return tail[-1]
    within = max(beside)
    for position in tail:
        if not _follows(side[within], side[position]):
            break
        within = position
    return max(within, last)


def _follows(above: Line, line: Line) -> bool:
    """Tell whether a line is the next one of the same column."""
    return (
        above.baseline - line.baseline <= _TAIL_PITCH * above.size
        and abs(above.size - line.size) < 0.1 * above.size
        and above.is_bold == line.is_bold
    )


def sides(rows: Sequence[Row], field: Field) -> tuple[list[Line], list[Line]]:
    """Return the lines on the left and on the right of a field."""
    lines = [line for row in rows[field.first : field.last + 1] for line in row]
    return [line for line in lines if _is_left(line, field)], [
        line for line in lines if not _is_left(line, field)
    ]
