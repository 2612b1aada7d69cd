"""Recognised pages → lines of print as PDF pages have them, for the same layout."""

import math
from statistics import median

from knowledge.sources.readers.pdf.lines import Line
from knowledge.sources.readers.recognition.ocr import Piece, Scan

_SIZE = 0.75
"""Font size as a part of the height that an engine gives a line."""
_STEP = 1.5
"""Sizes as near as this are one: letters that reach up or down make a line higher."""
_HALF_LETTER = 0.35
"""Font sizes from the baseline to the middle of a line."""


def lines_of(scan: Scan, page: int, width: float) -> list[Line]:
    """Return the lines of a page.

    Args:
        scan: The page as it was recognised.
        page: What to call it, counted from 1.
        width: Of the page, in points.
    """
    scale = width / scan.width
    pieces = [piece for piece in scan.pieces if piece.text.strip() and piece.bottom > piece.top]
    if not pieces:
        return []
    usual = median(piece.bottom - piece.top for piece in pieces for _ in piece.text)
    return [_line(piece, page, scan.height, scale, usual) for piece in pieces]


def _line(piece: Piece, page: int, height: int, scale: float, usual: float) -> Line:
    steps = round(math.log((piece.bottom - piece.top) / usual, _STEP))
    size = round(_SIZE * usual * scale * _STEP**steps, 1)
    middle = (height - (piece.top + piece.bottom) / 2) * scale
    return Line(
        " ".join(piece.text.split()),
        page,
        piece.left * scale,
        piece.right * scale,
        middle - _HALF_LETTER * size,
        max(size, 0.1),
        is_bold=False,
        legibility=piece.legibility,
    )
