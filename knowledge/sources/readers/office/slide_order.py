"""Shapes scattered over a slide → the order in which a person reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

NOTES = "Notes"
"""Heading of what the speaker is to say."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape lies; any unit, counted from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def reading_order(boxes: Sequence[Box | None]) -> list[int]:
    """Return the positions of boxes in reading order.

    The slide is cut again and again where the widest gap runs through it, between rows or between columns (the
    recursive XY cut of Nagy and Seth, 1984). Boxes that no gap parts stay as they are; so do all if the place
    of one is unknown.
    """
    known = [(position, box) for position, box in enumerate(boxes) if box is not None]
    return _cut(known) if len(known) == len(boxes) else list(range(len(boxes)))


def _cut(boxes: list[tuple[int, Box]]) -> list[int]:
    if len(boxes) < 2:
        return [position for position, _ in boxes]
    row_gap, row = _widest_gap([(box.top, box.bottom) for _, box in boxes])
    column_gap, column = _widest_gap([(box.left, box.right) for _, box in boxes])
    if row_gap < 0 and column_gap < 0:
        return [position for position, _ in boxes]
    if row_gap >= column_gap:
        first = [(position, box) for position, box in boxes if box.top < row]
    else:
        first = [(position, box) for position, box in boxes if box.left < column]
    rest = [entry for entry in boxes if entry not in first]
    return [*_cut(first), *_cut(rest)]


def _widest_gap(extents: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the width of the widest gap between extents and where it ends; a negative width if there is none."""
    widest, place = -1.0, 0.0
    ordered = sorted(extents)
    reach = ordered[0][1]
    for start, end in ordered[1:]:
        if start - reach > widest and start > ordered[0][0]:
            widest, place = start - reach, start
        reach = max(reach, end)
    return widest, place
