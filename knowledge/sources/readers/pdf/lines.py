"""PDF pages → pieces of lines with their place and type, through pypdfium2's raw interface."""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import mode

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from knowledge.sources.readers.note_marks import with_raised
from knowledge.sources.readers.pdf.drawings import Area, Drawings, is_seen
from knowledge.sources.readers.pdf.spaced_letters import closed_up

HYPHEN = "\N{SOFT HYPHEN}"
"""Stands at the end of a line whose last word goes on in the next one."""
_PDFIUM_HYPHENS = {"\ufffe": HYPHEN, "\x02": HYPHEN}
"""What PDFium writes for a hyphen at the end of a line, instead of that end."""
_LINE = re.compile("[^\r\n\ufffe\x02]*[\ufffe\x02]|[^\r\n\ufffe\x02]+")
_WORD = re.compile(r"\S+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CHARACTERS = str.maketrans(_PDFIUM_HYPHENS | _LIGATURES | {"\0": None, "\N{NO-BREAK SPACE}": " "})
_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|CMBX|SFBX|-Medi\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_SAMPLES = 8
"""Characters of a line whose size is looked up."""
_GAP = 0.8
"""Font sizes; a wider space may part columns, as those of justified text do by chance."""
_RAISED = 0.85
"""Part of the line's font size below which a character may be a raised mark."""
_MARK = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉*†‡§¶,]")
"""What the marks of notes are made of."""
_LEVEL = math.radians(10)
"""How far from level or upright a line may be."""

_EDGES = (ctypes.c_double * 4)()
"""Where PDFium writes the edges of a character."""
_LEFT, _BOTTOM, _RIGHT, _TOP = (
    ctypes.cast(
        ctypes.addressof(_EDGES) + n * ctypes.sizeof(ctypes.c_double), ctypes.POINTER(ctypes.c_double)
    )
    for n in range(4)
)


_X, _Y, _MATRIX = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_MATRIX()
"""Where it writes the origin of a character, and how it is stretched and turned."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print, or the part of one up to a wide space.

    Lengths are in points, y grows upwards; those of turned print are on the page turned so that it is level.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    """Of the font, as printed."""
    is_bold: bool
    turn: int = 0
    """Quarters by which the page must be turned clockwise to read it."""
    legibility: float | None = None
    """How sure text recognition is of its letters, from 0 to 1; None where the file holds the text itself."""


def legibility(lines: Iterable[Line]) -> float | None:
    """Return how sure text recognition is of the letters of lines on average, or None where it read none of them."""
    read = [(line.legibility, len(line.text)) for line in lines if line.legibility is not None]
    return (
        sum(sureness * letters for sureness, letters in read) / sum(letters for _, letters in read)
        if read
        else None
    )


def page_lines(page: pdfium.PdfPage, number: int, drawings: Drawings) -> Iterator[Line]:
    """Yield the lines of a page in the order of the file; hidden and slanting ones are left out.

    Args:
        page: The page.
        number: What to call it, counted from 1.
        drawings: What is drawn on it.
    """
    textpage = page.get_textpage()
    try:
        uprights = [rule for rule in drawings.rules if rule.top - rule.bottom > rule.right - rule.left]
        for line in _LINE.finditer(_characters(textpage)):
            printed = _print(textpage.raw, line.group(), line.start(), number)
            yield from _lines(printed, drawings, uprights)
    finally:
        textpage.close()


def _characters(textpage: pdfium.PdfTextPage) -> str:
    """Return PDFium's characters, each at its index."""
    count = textpage.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium_c.FPDFText_GetText(textpage, 0, count, buffer) == count + 1:
        return "".join(map(chr, buffer[:count]))
    # some have no text, and one by one takes long
    return "".join(chr(pdfium_c.FPDFText_GetUnicode(textpage, index)) for index in range(count))


def _lines(line: "_Print", drawings: Drawings, uprights: Sequence[Area]) -> Iterator[Line]:
    if line.printed and (turn := line.turn()) is not None:
        for part in line.parts(turn, uprights if turn == 0 else ()):
            if part.printed and part.is_seen(drawings):
                yield from part.line(turn)


@dataclass(frozen=True, slots=True)
class _Print:
    """Characters that PDFium takes for a line, and what it knows of them."""

    textpage: object
    """PDFium's own."""
    text: str
    start: int
    """PDFium's index of its first character."""
    page: int
    printed: Sequence[int]
    """The indexes of those that are no white space."""

    def turn(self) -> int | None:
        """Return the quarters by which the line is turned, None for one that slants."""
        pdfium_c.FPDFText_GetMatrix(self.textpage, self.printed[0], _MATRIX)
        angle = math.atan2(_MATRIX.b, _MATRIX.a)
        quarters = round(angle / (math.pi / 2))
        return quarters % 4 if abs(angle - quarters * math.pi / 2) <= _LEVEL else None

    def box(self, index: int, turn: int) -> Area:
        box = Area(*self._edges(index))
        return box.turned(turn) if turn else box

    def _edges(self, index: int) -> list[float]:
        """Return left, bottom, right and top of a character."""
        pdfium_c.FPDFText_GetCharBox(self.textpage, index, _LEFT, _RIGHT, _BOTTOM, _TOP)
        return _EDGES[:]

    def parts(self, turn: int, uprights: Sequence[Area]) -> Iterator["_Print"]:
        """Yield what stands between wide spaces, and between the upright lines of a table."""
        wide = _GAP * self._size(self.printed[0])
        begin = 0
        for before, word in pairwise(_WORD.finditer(self.text)):
            last, first = self.start + before.end() - 1, self.start + word.start()
            if turn:
                end, start, foot = self.box(last, turn).right, self.box(first, turn).left, 0.0
            else:  # for most lines by far; an `Area` for each word would take as long as all else
                end, (start, foot, _, _) = self._edges(last)[2], self._edges(first)
            is_parted = start - end > wide or any(
                end - 1 <= rule.left <= start + 1 and rule.bottom <= foot <= rule.top for rule in uprights
            )
            if is_parted:
                yield self._part(begin, word.start())
                begin = word.start()
        yield self._part(begin, len(self.text)) if begin else self

    def _part(self, begin: int, end: int) -> "_Print":
        return _print(self.textpage, self.text[begin:end], self.start + begin, self.page)

    def is_seen(self, drawings: Drawings) -> bool:
        index = self.printed[len(self.printed) // 2]
        box = self.box(index, 0)
        place = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
        shape = pdfium_c.FPDFText_GetTextObject(self.textpage, index)
        if pdfium_c.FPDFTextObj_GetTextRenderMode(shape) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
            return any(picture.holds(*place) for picture in drawings.pictures)  # a scan with its text
        colour = [ctypes.c_uint() for _ in range(4)]
        if not pdfium_c.FPDFText_GetFillColor(self.textpage, index, *colour):
            return True
        is_on_colour = any(area.holds(*place) for area in drawings.backgrounds)
        return is_seen(*(part.value for part in colour), is_white_seen=is_on_colour)

    def line(self, turn: int) -> Iterator[Line]:
        printed = self.printed
        sizes = {index: self._size(index) for index in printed[:: max(1, len(printed) // _SAMPLES)]}
        size = mode(sizes.values())  # not of the bullet or footnote mark that a line may begin with
        typical = next(index for index in sizes if sizes[index] == size)
        baseline = self._baseline(typical, turn)
        text = self._text(size, baseline, turn)
        # a character beyond the basic plane comes in two halves
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if text := closed_up(whole.translate(_CHARACTERS)).strip():
            yield Line(
                re.sub(r"[ \t]+", " ", text),
                self.page,
                self.box(printed[0], turn).left,
                self.box(printed[-1], turn).right,
                baseline,
                size,
                all(self._is_bold(index) for index in (printed[0], typical, printed[-1])),
                turn,
            )

    def _text(self, size: float, baseline: float, turn: int) -> str:
        """Return the characters without raised marks of notes; one at the start is the note's own."""
        marks = {
            index
            for mark in _MARK.finditer(self.text)
            if self._is_raised(index := self.start + mark.start(), size, baseline, turn)
        }
        if not marks:
            return self.text
        text, raised = "", ""
        for index, character in enumerate(self.text, self.start):
            if index in marks:
                raised += character
            elif raised:
                text = with_raised(text, raised, character)
                raised = ""
            else:
                text += character
        text = with_raised(text, raised, "") if raised else text
        is_changed = len(text) < len(self.text)
        return re.sub(r"(?<=\w) +(?=[.,;:!?](?:\s|$))", "", text) if is_changed else text

    def _is_raised(self, index: int, size: float, baseline: float, turn: int) -> bool:
        # Most commas and digits stand on the line, which is looked up sooner than their size.
        return self._baseline(index, turn) > baseline + 0.1 * size and self._size(index) < _RAISED * size

    def _baseline(self, index: int, turn: int) -> float:
        pdfium_c.FPDFText_GetCharOrigin(self.textpage, index, _X, _Y)
        x, y = _X.value, _Y.value
        return Area(x, y, x, y).turned(turn).bottom if turn else y

    def _size(self, index: int) -> float:
        pdfium_c.FPDFText_GetMatrix(self.textpage, index, _MATRIX)
        stretch = math.hypot(_MATRIX.c, _MATRIX.d) or 1.0
        return max(round(abs(float(pdfium_c.FPDFText_GetFontSize(self.textpage, index))) * stretch, 1), 0.1)

    def _is_bold(self, index: int) -> bool:
        name = ctypes.create_string_buffer(128)
        pdfium_c.FPDFText_GetFontInfo(self.textpage, index, name, len(name), ctypes.c_int())
        is_heavy = bool(pdfium_c.FPDFText_GetFontWeight(self.textpage, index) >= _BOLD_WEIGHT)
        return is_heavy or _BOLD_NAME.search(name.value.decode("utf-8", "replace")) is not None


def _print(textpage: object, text: str, start: int, page: int) -> _Print:
    words = (range(start + word.start(), start + word.end()) for word in _WORD.finditer(text))
    return _Print(textpage, text, start, page, tuple(chain.from_iterable(words)))
