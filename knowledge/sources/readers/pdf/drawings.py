"""PDF pages: the lines, areas and pictures that are drawn on them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MOST_OBJECTS = 20_000
"""Of one page; maps and plots have more, and no tables."""
_MOST_SEGMENTS = 400
"""Of one path, for the same reason."""
_THIN = 2.5
"""Points; a filled area as thin as this is a line."""
_STRAIGHT = 1.0
"""Points by which the ends of a line may differ."""
_WHITE = 250
"""Of 255, in each of red, green and blue."""
_SEE_THROUGH = 13
"""Of 255; what is fainter is not seen."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies within."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def turned(self, quarters: int) -> "Area":
        """Return the area on a page turned clockwise by so many quarters."""
        area = self
        for _ in range(quarters % 4):
            area = Area(area.bottom, -area.right, area.top, -area.left)
        return area


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page beside text."""

    rules: tuple[Area, ...] = ()
    """Straight lines, level or upright."""
    backgrounds: tuple[Area, ...] = ()
    """Areas of another colour than white, pictures and what may be either."""
    pictures: tuple[Area, ...] = ()

    def turned(self, quarters: int) -> "Drawings":
        """Return the drawings of a page turned clockwise by so many quarters."""
        return Drawings(
            *(
                tuple(area.turned(quarters) for area in areas)
                for areas in (self.rules, self.backgrounds, self.pictures)
            )
        )


def page_drawings(page: pdfium.PdfPage) -> Drawings:
    """Return what is drawn on a page; of a page with very many drawings, the first."""
    rules: list[Area] = []
    backgrounds: list[Area] = []
    pictures: list[Area] = []
    for drawn in islice(page.get_objects(max_depth=1), _MOST_OBJECTS):
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            area = Area(*drawn.get_bounds())
            is_filled, is_stroked = _painting(drawn)
            is_thin = min(area.right - area.left, area.top - area.bottom) <= _THIN
            if is_stroked:
                rules += _straight_lines(drawn)
            elif is_filled and is_thin:
                rules.append(area)
            if is_filled and not is_thin and not _is_white(drawn):
                backgrounds.append(area)
        elif drawn.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Area(*drawn.get_bounds()))
        elif drawn.type != pdfium_c.FPDF_PAGEOBJ_TEXT:
            backgrounds.append(Area(*drawn.get_bounds()))
    return Drawings(tuple(rules), (*backgrounds, *pictures), tuple(pictures))


def is_seen(red: int, green: int, blue: int, alpha: int, *, is_white_seen: bool) -> bool:
    """Tell whether something of a colour, each part from 0 to 255, can be seen on the page."""
    return alpha > _SEE_THROUGH and (is_white_seen or min(red, green, blue) < _WHITE)


def _painting(path: pdfium.PdfObject) -> tuple[bool, bool]:
    """Return whether a path is filled and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
    return fill.value != pdfium_c.FPDF_FILLMODE_NONE, bool(stroke.value)


def _is_white(path: pdfium.PdfObject) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    found = pdfium_c.FPDFPageObj_GetFillColor(path, *colour)
    return bool(found) and not is_seen(*(part.value for part in colour), is_white_seen=False)


def _straight_lines(path: pdfium.PdfObject) -> Iterator[Area]:
    for (x, y), (next_x, next_y) in _segments(path):
        if abs(x - next_x) <= _STRAIGHT or abs(y - next_y) <= _STRAIGHT:
            yield Area(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))


def _segments(path: pdfium.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield both ends of each line of a path; curves break it."""
    count = pdfium_c.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    matrix = path.get_matrix()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind != pdfium_c.FPDF_SEGMENT_LINETO:
            yield from pairwise(points)
            points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium_c.FPDF_SEGMENT_BEZIERTO:
            points.append(matrix.on_point(x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    yield from pairwise(points)
