"""PDF forms: what is filled into their fields, each under the name that a person sees."""

import ctypes
from collections.abc import Callable, Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from knowledge.sources.readers.pdf.drawings import Area
from knowledge.sources.readers.pdf.lines import Line

_CHOSEN = frozenset({pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON})
_WRITTEN = frozenset(
    {pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX}
)
_TICK = "✓"
_FARTHEST_LABEL = 300
"""Points between a field and the text that says what it is."""
_LINE_HEIGHT = 20
"""Points above a field in which its label may stand."""


def form_lines(page: pdfium.PdfPage, number: int, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the filled fields of a page as lines such as "Home port: Lund", and the labels that they hold.

    A field is named by the print on its left, right of a box to tick, or above; else by what the file calls it.

    Args:
        page: The page, of a document whose forms have been opened.
        number: What to call it, counted from 1.
        lines: The print on it.
    """
    filled: list[Line] = []
    labels: list[Line] = []
    for name, value, area, is_ticked in _fields(page):
        label = _label(area, lines, is_ticked=is_ticked)
        written = label.text.rstrip(" :_.…") if label else ""
        text = f"{name or written}: {value}"
        if label is not None and label not in labels:
            labels.append(label)
        size = label.size if label else 10.0
        filled.append(
            Line(
                text.removeprefix(": "),
                number,
                min(area.left, label.left) if label else area.left,
                area.right,
                label.baseline if label else area.bottom + 2,
                size,
                is_bold=False,
            )
        )
    return filled, labels


def _fields(page: pdfium.PdfPage) -> Iterator[tuple[str, str, Area, bool]]:
    """Yield name, value and place of each filled field, and whether it is a box to tick."""
    if page.formenv is None:
        return
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        try:
            kind = pdfium_c.FPDFAnnot_GetFormFieldType(page.formenv, annotation)
            if kind in _WRITTEN:
                value = " ".join(_text(pdfium_c.FPDFAnnot_GetFormFieldValue, page, annotation).split())
            elif kind in _CHOSEN and pdfium_c.FPDFAnnot_IsChecked(page.formenv, annotation):
                value = _TICK
            else:
                continue
            box = pdfium_c.FS_RECTF()
            pdfium_c.FPDFAnnot_GetRect(annotation, box)
            if value:
                name = _text(pdfium_c.FPDFAnnot_GetFormFieldAlternateName, page, annotation)
                yield name.strip(" :"), value, Area(box.left, box.bottom, box.right, box.top), value == _TICK
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def _text(getter: Callable[..., int], page: pdfium.PdfPage, annotation: object) -> str:
    length = getter(page.formenv, annotation, None, 0)
    buffer = ctypes.create_string_buffer(length)
    getter(page.formenv, annotation, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").partition("\0")[0]


def _label(area: Area, lines: Sequence[Line], *, is_ticked: bool) -> Line | None:
    """Return the print that stands nearest to a field on the side where its label is."""
    on_height = [line for line in lines if area.bottom - 4 <= line.baseline <= area.top]
    left = [line for line in on_height if 0 <= area.left - line.right + 2 <= _FARTHEST_LABEL]
    right = [line for line in on_height if 0 <= line.left - area.right + 2 <= _FARTHEST_LABEL]
    above = [
        line
        for line in lines
        if area.top <= line.baseline <= area.top + _LINE_HEIGHT
        and line.left < area.right
        and line.right > area.left
    ]
    nearest_left = max(left, key=lambda line: line.right, default=None)
    nearest_right = min(right, key=lambda line: line.left, default=None)
    nearest_above = min(above, key=lambda line: line.baseline, default=None)
    if is_ticked and nearest_right is not None:
        return nearest_right
    return nearest_left if nearest_left is not None else nearest_above
