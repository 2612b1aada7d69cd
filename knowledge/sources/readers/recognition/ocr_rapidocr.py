"""Text recognition by RapidOCR, whose models are in its wheel: Latin letters but the Vietnamese, Chinese and Japanese."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from statistics import median
from typing import Any

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from knowledge.sources.readers.frames import frames
from knowledge.sources.readers.recognition.ocr import Piece, Scan

_LOWEST = 12
"""Pixels; no letters are lower."""
_LONG = 3
"""Heights that a line is long if its slope is to count."""
_DOWNWARD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Letters of Chinese and Japanese, which may be written downwards."""
_HALF_KNOWN = re.compile(r"[ơưƠƯ]")
"""Letters of Vietnamese, many of whose others the models leave out without any doubt."""
_TURNED = 0.9
"""Mean sureness below which a page may lie upside down; blurred ones are read with more."""


def scans(picture: bytes) -> Iterator[Scan]:
    """Yield each page of a picture.

    Raises:
        ReadError: If it cannot be opened or is too large.
    """
    for page in frames(picture):
        yield _scan(page)


def _scan(page: Image.Image) -> Scan:
    pieces = _pieces(page)
    if _is_sideways(pieces):
        page = page.transpose(Image.Transpose.ROTATE_90)
        pieces = _pieces(page)
    if pieces and _sureness(pieces) < _TURNED:
        pieces = max(pieces, _pieces(page.rotate(180)), key=_sureness)
    if any(_HALF_KNOWN.search(piece.text) for piece in pieces):
        pieces = [replace(piece, legibility=0.0) for piece in pieces]
    return Scan(page.width, page.height, pieces)


def _is_sideways(pieces: list[Piece]) -> bool:
    """Tell whether most of the print runs up or down the page, though its script never does."""
    upright = [
        piece
        for piece in pieces
        if piece.bottom - piece.top > _LONG * (piece.right - piece.left) and not _DOWNWARD.search(piece.text)
    ]
    return 2 * sum(len(piece.text) for piece in upright) > sum(len(piece.text) for piece in pieces)


def _sureness(pieces: list[Piece]) -> float:
    return sum(piece.legibility for piece in pieces) / max(len(pieces), 1)


def _pieces(page: Image.Image) -> list[Piece]:
    if min(page.size) < _LOWEST:
        return []
    found = _engine()(np.asarray(page))
    if found.boxes is None or found.txts is None:
        return []
    slope = _slope(found.boxes)
    level = np.array([[math.cos(slope), -math.sin(slope)], [math.sin(slope), math.cos(slope)]])
    pieces = []
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        (left, top), (right, bottom) = (edge(corners @ level, axis=0) for edge in (np.min, np.max))
        pieces.append(Piece(text, float(left), float(top), float(right), float(bottom), float(score)))
    return pieces


def _slope(boxes: Any) -> float:
    """Return the angle by which the lines of a page sink to the right, in radians."""
    angles = []
    for top_left, top_right, _, bottom_left in boxes:
        along, down = top_right - top_left, bottom_left - top_left
        if abs(along[0]) > _LONG * math.hypot(*down):
            angles.append(math.atan2(along[1], along[0]))
    return median(angles) if angles else 0.0


@cache
def _engine() -> Any:
    threads = "EngineConfig.onnxruntime"
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,  # what is hardly legible is kept, and told as such
            "Global.use_cls": False,  # it turns single lines of a blurred page upside down
            f"{threads}.intra_op_num_threads": 1,  # files are read side by side
            f"{threads}.inter_op_num_threads": 1,
        }
    )
