"""Pages of PDF files as pictures, with a quote marked, and photos and scans as they are: drawn in a child process, since a file may do anything to its reader.

The child takes a `_Request` on its standard input and answers with an `_Answer` on its standard output,
both in MessagePack.
"""

import io
import os
import subprocess
import sys
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from knowledge.errors import ReadError
from knowledge.sources.quotes import PlainText
from knowledge.sources.readers import format_of
from knowledge.sources.readers.containers import content_at
from knowledge.sources.readers.guard import DEFAULT_LIMITS, Limits
from knowledge.sources.readers.process_limits import grant_processor_time, limit_memory
from knowledge.sources.readers.recognition.png import png

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_LONGEST_SIDE = 1600
"""Pixels; more than a phone shows."""
_FINEST = 2.0
"""Pixels for each point of a page of ordinary size: 144 to the inch."""
_MARKER = (255, 225, 80)
"""Red, green and blue of the marker."""
_FEWEST_WORDS = 3
"""Words that are enough to tell the beginning of a quote, the rest of which stands on the next page."""
_HYPHENS = {"\x02": "\u00ad", "\ufffe": "\u00ad"}
"""What PDFium writes for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True)
class _Request:
    path: bytes
    page: int
    quote: str
    file_bytes: int
    memory_bytes: int
    cpu_s: float


@dataclass(frozen=True, slots=True)
class _Answer:
    png: bytes = b""
    error: str = ""
    """Completes the sentence "FILE …"; empty where there is a picture."""


def draw_page(path: Path, page: int, quote: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a page as a PNG of at most 1600 pixels a side, with the quote marked as far as it stands there.

    Args:
        path: A PDF file or a picture, which may lie in a container.
        page: Counted from 1.
        quote: Where the file holds it as text, it is marked; white space, hyphenation and typography may differ.
        limits: What drawing may cost.

    Raises:
        ReadError: If the page cannot be drawn.
    """
    file_bytes, memory_bytes = limits.file_mb * 2**20, limits.memory_mb * 2**20
    request = _Request(os.fsencode(path), page, quote, file_bytes, memory_bytes, limits.cpu_s)
    try:
        child = subprocess.run(  # noqa: S603 - our own module in our own interpreter
            [sys.executable, "-P", "-m", __name__],
            input=msgspec.msgpack.encode(request),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)},
            timeout=limits.clock_s,
            check=True,
        )
        answer = msgspec.msgpack.decode(child.stdout, type=_Answer)
    except (OSError, subprocess.SubprocessError, msgspec.DecodeError) as error:
        raise ReadError("cannot be drawn as a picture. Open the file itself to see the page.") from error
    if answer.error:
        raise ReadError(answer.error)
    return answer.png


# --- in the child --------------------------------------------------------------------------------


def _serve() -> None:
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Request)
    limit_memory(request.memory_bytes)
    grant_processor_time(request.cpu_s)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_answer(request)))


def _answer(request: _Request) -> _Answer:
    import pypdfium2 as pdfium

    path = Path(os.fsdecode(request.path))
    try:
        content = content_at(path, request.file_bytes)
        if format_of(path.suffix.lower()) == "picture":
            return _Answer(_frame(content, request.page))
        with pdfium.PdfDocument(content) as document:
            return _Answer(_drawn(document[request.page - 1], request.quote))
    except (ReadError, OSError, IndexError, StopIteration, pdfium.PdfiumError):
        return _Answer(error="has changed or cannot be opened any more. Ask again after the next refresh.")


def _frame(content: bytes, page: int) -> bytes:
    from knowledge.sources.readers.frames import frames

    picture = io.BytesIO()
    next(islice(frames(content), page - 1, None)).save(picture, "PNG")
    return picture.getvalue()


def _drawn(page: "pdfium.PdfPage", quote: str) -> bytes:
    for box in _boxes(page, quote):
        _mark(page, box)
    scale = min(_FINEST, _LONGEST_SIDE / max(page.get_size()))
    return png(page.render(scale=scale, rev_byteorder=True))


def _boxes(page: "pdfium.PdfPage", quote: str) -> list[tuple[float, float, float, float]]:
    """Return (left, bottom, right, top) of each line of the quote, in points."""
    import pypdfium2.raw as pdfium_c

    textpage = page.get_textpage()
    written = (chr(pdfium_c.FPDFText_GetUnicode(textpage, at)) for at in range(textpage.count_chars()))
    # One character for each of PDFium's, so that the offsets agree.
    text = PlainText("".join(_HYPHENS.get(char, char) for char in written))
    start, end = _longest_beginning(text, quote)
    return [textpage.get_rect(n) for n in range(textpage.count_rects(start, end - start))] if end else []


def _longest_beginning(text: PlainText, quote: str) -> tuple[int, int]:
    """Return the span of the quote, or of as much of its beginning as stands on this page; (0, 0) if nothing does."""
    words = quote.split()

    def find(count: int) -> tuple[int, int]:
        return next(text.find(PlainText(" ".join(words[:count]))), (0, 0))

    if (whole := find(len(words))) != (0, 0):
        return whole
    fewest = range(_FEWEST_WORDS, len(words))
    found = bisect_left(fewest, True, key=lambda count: find(count) == (0, 0))
    return find(fewest[found - 1]) if found else (0, 0)


def _mark(page: "pdfium.PdfPage", box: tuple[float, float, float, float]) -> None:
    """Lay a marker over a box, through which the print stays black."""
    import pypdfium2.raw as pdfium_c

    left, bottom, right, top = box
    marker = pdfium_c.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom)
    pdfium_c.FPDFPageObj_SetFillColor(marker, *_MARKER, 255)
    pdfium_c.FPDFPageObj_SetBlendMode(marker, b"Multiply")
    pdfium_c.FPDFPath_SetDrawMode(marker, pdfium_c.FPDF_FILLMODE_WINDING, False)
    pdfium_c.FPDFPage_InsertObject(page, marker)


if __name__ == "__main__":
    _serve()
