"""What PDFium knows of each character of a page, through pypdfium2's raw interface."""

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|CMBX|SFBX|-Medi\b", re.IGNORECASE)
_BOLD_WEIGHT = 600


def _unchecked(function: Any) -> Any:
    """Return one of PDFium's functions that takes its arguments as they are.

    A page has thousands of characters, and checking the types of what it is asked for each takes three times as long as the answer.
    """
    return type(function)(ctypes.cast(function, ctypes.c_void_p).value)


_get_box = _unchecked(pdfium_c.FPDFText_GetCharBox)
_get_origin = _unchecked(pdfium_c.FPDFText_GetCharOrigin)
_get_text_object = _unchecked(pdfium_c.FPDFText_GetTextObject)
_get_text_object.restype = ctypes.c_void_p

# Where PDFium writes its answers: a reading process has one thread.
_left, _bottom, _right, _top, _x, _y = (ctypes.c_double() for _ in range(6))
_TO_BOX = tuple(map(ctypes.byref, (_left, _right, _bottom, _top)))
_TO_ORIGIN = tuple(map(ctypes.byref, (_x, _y)))


@dataclass(frozen=True, slots=True)
class Type:
    """How characters are printed."""

    size: float
    """Of the font as printed, in points; rounded, and never 0."""
    angle: float
    """By how much they are turned, in radians anticlockwise."""
    is_bold: bool
    """By the weight of the font or its name."""
    has_ink: bool
    """Those that lie behind a scan have none."""
    colour: tuple[int, int, int, int] | None
    """Red, green, blue and opacity of what they are filled with, each from 0 to 255, where it is known."""


class Characters:
    """The characters of a page, each at PDFium's index; lengths are in points, y grows upwards."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        """Look at a page, which is to stay open."""
        self._textpage = textpage.raw
        self._types: dict[int | None, Type] = {}
        self.text = _text(textpage)
        """All of them; one beyond the basic plane comes in two halves."""

    def edges(self, index: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top."""
        _get_box(self._textpage, index, *_TO_BOX)
        return _left.value, _bottom.value, _right.value, _top.value

    def gap(self, last: int, first: int) -> tuple[float, float, float]:
        """Return where one character ends, where another begins, and the foot of this."""
        _get_box(self._textpage, last, *_TO_BOX)
        end = _right.value
        _get_box(self._textpage, first, *_TO_BOX)
        return end, _left.value, _bottom.value

    def origin(self, index: int) -> tuple[float, float]:
        """Return the place on the line where a character begins."""
        _get_origin(self._textpage, index, *_TO_ORIGIN)
        return _x.value, _y.value

    def type(self, index: int) -> Type:
        """Return how a character is printed: as all of what PDFium calls a text object, such as a line of print, is."""
        shape = _get_text_object(self._textpage, index)
        found = self._types.get(shape)
        if found is None:
            found = _type(self._textpage, index)
            if shape is not None:
                self._types[shape] = found
        return found


def _type(textpage: object, index: int) -> Type:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
    stretch = math.hypot(matrix.c, matrix.d) or 1.0
    name = ctypes.create_string_buffer(128)
    pdfium_c.FPDFText_GetFontInfo(textpage, index, name, len(name), ctypes.c_int())
    is_heavy = bool(pdfium_c.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT)
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(pdfium_c.FPDFText_GetTextObject(textpage, index))
    colour = [ctypes.c_uint() for _ in range(4)]
    has_colour = pdfium_c.FPDFText_GetFillColor(textpage, index, *colour)
    red, green, blue, opacity = (part.value for part in colour)
    return Type(
        size=max(round(abs(float(pdfium_c.FPDFText_GetFontSize(textpage, index))) * stretch, 1), 0.1),
        angle=math.atan2(matrix.b, matrix.a),
        is_bold=is_heavy or _BOLD_NAME.search(name.value.decode("utf-8", "replace")) is not None,
        has_ink=mode != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE,
        colour=(red, green, blue, opacity) if has_colour else None,
    )


def _text(textpage: pdfium.PdfTextPage) -> str:
    count = textpage.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium_c.FPDFText_GetText(textpage, 0, count, buffer) == count + 1:
        return "".join(map(chr, buffer[:count]))
    # some have no text, and one by one takes long
    return "".join(chr(pdfium_c.FPDFText_GetUnicode(textpage, index)) for index in range(count))
