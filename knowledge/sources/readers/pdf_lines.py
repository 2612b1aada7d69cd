"""PDF pages → lines with their place and type, through pypdfium2's raw interface."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import mode

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

HYPHEN = "\N{SOFT HYPHEN}"
"""Stands at the end of a line whose last word goes on in the next one."""
GAP = "\t"
"""Stands where a line has a hole too wide for a space between words, as between the columns of a table."""
_PDFIUM_HYPHENS = {"\ufffe": HYPHEN, "\x02": HYPHEN}
"""What PDFium writes for a hyphen at the end of a line, instead of that end."""
_LINE_ENDS = frozenset("\r\n") | _PDFIUM_HYPHENS.keys()
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CHARACTERS = str.maketrans(_PDFIUM_HYPHENS | _LIGATURES | {"\0": None, "\N{NO-BREAK SPACE}": " "})
_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|CMBX|SFBX|-Medi\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_SAMPLES = 8
"""Characters of a line whose size is looked up."""
_GAP_SIZES = 1.4
"""Font sizes; justified text stays below."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print. Lengths are in points, y grows upwards."""

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    """Of the font, as printed."""
    is_bold: bool


def page_lines(page: pdfium.PdfPage, number: int) -> Iterator[Line]:
    """Yield the lines of a page in the order of the file, which is mostly that of reading.

    Args:
        page: The page.
        number: What to call it, counted from 1.
    """
    textpage = page.get_textpage()
    try:
        characters: list[tuple[int, str]] = []
        for index in range(textpage.count_chars()):
            character = chr(pdfium_c.FPDFText_GetUnicode(textpage, index))
            if character not in "\r\n":
                characters.append((index, character))
            if character in _LINE_ENDS:
                yield from _line(textpage, characters, number)
                characters = []
        yield from _line(textpage, characters, number)
    finally:
        textpage.close()


def _line(textpage: pdfium.PdfTextPage, characters: list[tuple[int, str]], page: int) -> Iterator[Line]:
    printed = [index for index, character in characters if not character.isspace()]
    if not printed:
        return
    first, last = printed[0], printed[-1]
    sizes = {index: _size(textpage, index) for index in printed[:: max(1, len(printed) // _SAMPLES)]}
    size = mode(sizes.values())  # not of the bullet or footnote mark that a line may begin with
    typical = next(index for index in sizes if sizes[index] == size)
    text = "".join(
        GAP if character == " " and _is_gap(textpage, index, size, first, last) else character
        for index, character in characters
    )
    # a character beyond the basic plane comes in two halves
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    x, baseline = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(textpage, typical, x, baseline)
    if not (text := re.sub(r" +", " ", whole.translate(_CHARACTERS)).strip()):
        return
    yield Line(
        text,
        page,
        textpage.get_charbox(first)[0],
        textpage.get_charbox(last)[2],
        baseline.value,
        size,
        all(_is_bold(textpage, index) for index in (first, typical, last)),
    )


def _is_gap(textpage: pdfium.PdfTextPage, space: int, size: float, first: int, last: int) -> bool:
    if not first < space < last:
        return False
    width = textpage.get_charbox(space + 1)[0] - textpage.get_charbox(space - 1)[2]
    return bool(width > _GAP_SIZES * size)


def _size(textpage: pdfium.PdfTextPage, index: int) -> float:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
    stretch = math.hypot(matrix.c, matrix.d) or 1.0
    return max(round(abs(float(pdfium_c.FPDFText_GetFontSize(textpage, index))) * stretch, 1), 0.1)


def _is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium_c.FPDFText_GetFontInfo(textpage, index, name, len(name), ctypes.c_int())
    is_heavy = bool(pdfium_c.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT)
    return is_heavy or _BOLD_NAME.search(name.value.decode("utf-8", "replace")) is not None
