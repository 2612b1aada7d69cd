"""PDF pages without text: recognised where that can be done, told where it cannot."""

from collections.abc import Sequence

import pypdfium2 as pdfium

from knowledge.sources.readers.page_numbers import page_list
from knowledge.sources.readers.pdf.lines import Line
from knowledge.sources.readers.pdf.scanned_lines import lines_of
from knowledge.sources.readers.recognition import ocr
from knowledge.sources.readers.recognition.png import png

_LONGEST_SIDE = 1600
"""Pixels, as of `frames`, which wants Pillow."""


def scanned_pages(
    document: pdfium.PdfDocument, numbers: Sequence[int]
) -> tuple[dict[int, list[Line]], tuple[str, ...]]:
    """Recognise pages of a document.

    Args:
        document: Of which they are.
        numbers: Counted from 1.

    Returns:
        The lines of each page on which there is any text, and messages about the others.
    """
    if not numbers:
        return {}, ()
    if not ocr.engine():
        remedy = "Run OCR on the file (for example with OCRmyPDF) and put the result in its place."
        return {}, (f"{_scanned(numbers)} {remedy} Or: {ocr.INSTALL}.",)
    read: dict[int, list[Line]] = {}
    blank: list[int] = []
    pictures = (_picture(document[number - 1]) for number in numbers)
    for number, scan in zip(numbers, ocr.recognise(pictures), strict=False):
        if scan is None:
            break
        if lines := lines_of(scan, number, document[number - 1].get_width()):
            read[number] = lines
        else:
            blank.append(number)
    messages = []
    if blank:
        messages.append(
            f"{_scanned(blank)} No letters were recognised: if there are any, scan them with more contrast."
        )
    if left := [number for number in numbers if number not in read and number not in blank]:
        messages.append(
            f"{_scanned(left)} No more than {len(numbers) - len(left)} of a file are recognised. Split it into smaller files."
        )
    return read, tuple(messages)


def _picture(page: pdfium.PdfPage) -> bytes:
    return png(page.render(scale=_LONGEST_SIDE / max(page.get_size()), rev_byteorder=True))


def _scanned(pages: Sequence[int]) -> str:
    have = "has no text and is probably a scan" if len(pages) == 1 else "have no text, probably scans"
    return f"{page_list(pages)} {have}."
