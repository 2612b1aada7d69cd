"""PDF pages → pieces of lines with their place and type."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count

import pypdfium2 as pdfium

from knowledge.sources.readers.note_marks import with_raised
from knowledge.sources.readers.pdf.characters import Characters
from knowledge.sources.readers.pdf.drawings import Area, Drawings, is_seen
from knowledge.sources.readers.pdf.spaced_letters import closed_up

HYPHEN = "\N{SOFT HYPHEN}"
"""Stands at the end of a line whose last word goes on in the next one."""
_PDFIUM_HYPHENS = {"\ufffe": HYPHEN, "\x02": HYPHEN}
"""What PDFium writes for a hyphen at the end of a line, instead of that end."""
_LINE = re.compile("[^\r\n\ufffe\x02]*[\ufffe\x02]|[^\r\n\ufffe\x02]+")
_SPACE = re.compile(r"(?<=\S)\s+(?=\S)")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CHARACTERS = str.maketrans(_PDFIUM_HYPHENS | _LIGATURES | {"\0": None, "\N{NO-BREAK SPACE}": " "})
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
        characters = Characters(textpage)
        for line in _LINE.finditer(characters.text):
            printed = _print(characters, line.group(), line.start(), number)
            yield from _lines(printed, drawings, uprights)
    finally:
        textpage.close()


def _lines(line: "_Print", drawings: Drawings, uprights: Sequence[Area]) -> Iterator[Line]:
    if line.printed and (turn := line.turn()) is not None:
        for part in line.parts(turn, uprights if turn == 0 else ()):
            if part.printed and part.is_seen(drawings):
                yield from part.line(turn)


@dataclass(frozen=True, slots=True)
class _Print:
    """Characters that PDFium takes for a line, and what it knows of them."""

    characters: Characters
    """Those of the page."""
    text: str
    start: int
    """Index of its first character."""
    page: int
    printed: Sequence[int]
    """The indexes of those that are no white space."""

    def turn(self) -> int | None:
        """Return the quarters by which the line is turned, None for one that slants."""
        angle = self.characters.type(self.printed[0]).angle
        quarters = round(angle / (math.pi / 2))
        return quarters % 4 if abs(angle - quarters * math.pi / 2) <= _LEVEL else None

    def box(self, index: int, turn: int) -> Area:
        box = Area(*self.characters.edges(index))
        return box.turned(turn) if turn else box

    def parts(self, turn: int, uprights: Sequence[Area]) -> Iterator["_Print"]:
        """Yield what stands between wide spaces, and between the upright lines of a table."""
        wide = _GAP * self.characters.type(self.printed[0]).size
        begin = 0
        for space in _SPACE.finditer(self.text):
            last, first = self.start + space.start() - 1, self.start + space.end()
            if turn:
                end, start, foot = self.box(last, turn).right, self.box(first, turn).left, 0.0
            else:  # for most lines by far; an `Area` for each word would take as long as all else
                end, start, foot = self.characters.gap(last, first)
            if start - end > wide or (uprights and _are_parted(uprights, end, start, foot)):
                yield self._part(begin, space.end())
                begin = space.end()
        yield self._part(begin, len(self.text)) if begin else self

    def _part(self, begin: int, end: int) -> "_Print":
        return _print(self.characters, self.text[begin:end], self.start + begin, self.page)

    def is_seen(self, drawings: Drawings) -> bool:
        index = self.printed[len(self.printed) // 2]
        left, bottom, right, top = self.characters.edges(index)
        place = ((left + right) / 2, (bottom + top) / 2)
        type_ = self.characters.type(index)
        if not type_.has_ink:
            return any(picture.holds(*place) for picture in drawings.pictures)  # a scan with its text
        is_on_colour = any(area.holds(*place) for area in drawings.backgrounds)
        return type_.colour is None or is_seen(*type_.colour, is_white_seen=is_on_colour)

    def line(self, turn: int) -> Iterator[Line]:
        printed = self.printed
        sampled = printed[:: max(1, len(printed) // _SAMPLES)]
        sizes = [self.characters.type(index).size for index in sampled]
        size = max(sizes, key=sizes.count)  # not of the bullet or footnote mark that a line may begin with
        typical = sampled[sizes.index(size)]
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
                all(self.characters.type(index).is_bold for index in (printed[0], typical, printed[-1])),
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
        return (
            self._baseline(index, turn) > baseline + 0.1 * size
            and self.characters.type(index).size < _RAISED * size
        )

    def _baseline(self, index: int, turn: int) -> float:
        x, y = self.characters.origin(index)
        return Area(x, y, x, y).turned(turn).bottom if turn else y


def _print(characters: Characters, text: str, start: int, page: int) -> _Print:
    printed = tuple(compress(count(start), map(str.strip, text)))
    return _Print(characters, text, start, page, printed)


def _are_parted(uprights: Iterable[Area], end: float, start: float, foot: float) -> bool:
    """Tell whether a line is drawn between two words."""
    return any(end - 1 <= rule.left <= start + 1 and rule.bottom <= foot <= rule.top for rule in uprights)
