"""Text recognition (OCR): pictures of pages → what is printed on them, by the engine that is installed.

Engines need more memory and time than readers: a reading process grants itself both only when there is a page to be recognised.
"""

import importlib
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Protocol, cast

from knowledge.sources.readers import READERS, format_of
from knowledge.sources.readers.process_limits import grant_processor_time, limit_memory

MAX_PAGES = 40
"""Of one file; at about five seconds each on one core, a refresh waits three minutes for them."""
TIME_S = 300.0
"""On the clock, after which no further page of a file is begun."""
PAGE_S = 120.0
"""Processor time for one page; a letter takes five seconds, a page of a newspaper thirty."""
_MEMORY_BYTES = 2048 * 2**20
"""Address space; the models and one page take up to 1.7 GB, of which half is ever touched."""
INSTALL = (
    'Install text recognition (pip install "citebot[ocr]", or Tesseract) and it is read with the next refresh'
)
"""A remedy."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of print that was recognised, or the part of one up to a wide space; in pixels, y downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    legibility: float
    """How sure the engine is of its letters on average, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as it was recognised."""

    width: int
    height: int
    pieces: Sequence[Piece]


class _Engine(Protocol):
    """The module of an engine."""

    def scans(self, picture: bytes) -> Iterator[Scan]:
        """Yield each page of a picture; TIFF may hold several.

        Raises:
            ReadError: If it cannot be opened.
        """


def engine() -> str:
    """Return the module of the engine that is installed; empty where none is."""
    if find_spec("rapidocr") and find_spec("onnxruntime"):
        return "ocr_rapidocr"
    return "ocr_tesseract" if shutil.which("tesseract") else ""


def may_need(name: str) -> bool:
    """Tell whether a source is of a format that may have to be recognised."""
    ending = PurePath(name).suffix.lower()
    return ending in READERS and format_of(ending) in {"pdf", "picture"}


def extra_wall_s(path: Path) -> float:
    """Return how much longer the reading of a file may take since it may have to be recognised, on the clock."""
    return TIME_S + PAGE_S if may_need(path.name) and engine() else 0.0


def recognise(pictures: Iterable[bytes]) -> Iterator[Scan | None]:
    """Yield the pages of pictures in order, or None in the place of all that there was no time for.

    To be called only where there is an engine.

    Args:
        pictures: PNG or what else the engine opens; taken one by one.

    Raises:
        ReadError: If a picture cannot be opened.
    """
    limit_memory(_MEMORY_BYTES)
    grant_processor_time(PAGE_S)
    module = cast(_Engine, importlib.import_module(f"{__package__}.{engine()}"))
    begun, count = time.monotonic(), 0
    for picture in pictures:
        if count == MAX_PAGES or time.monotonic() - begun > TIME_S:
            yield None
            return
        for scan in module.scans(picture):
            if count == MAX_PAGES:
                yield None
                return
            yield scan
            count += 1
            grant_processor_time(PAGE_S)
