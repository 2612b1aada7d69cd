"""PDF files: paragraphs with pages and printed page numbers.

PDFium is not safe to use from several threads; readers run in a process of their own.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.legibility import hardly_legible
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.pdf.drawings import page_drawings
from knowledge.sources.readers.pdf.forms import form_lines
from knowledge.sources.readers.pdf.furniture import without_furniture
from knowledge.sources.readers.pdf.layout import layout_blocks, outline_key
from knowledge.sources.readers.pdf.lines import page_lines
from knowledge.sources.readers.pdf.order import in_reading_order
from knowledge.sources.readers.pdf.scans import scanned_pages
from knowledge.sources.readers.remedies import DAMAGED, PASSWORD
from knowledge.sources.readers.titles import printed_title

MAX_PAGES = 5000


def read(content: bytes) -> Reading:
    """Read a PDF file.

    Raises:
        ReadError: If the file is protected by a password, damaged, has too many pages or no text at all.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        is_locked = error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
        raise ReadError(PASSWORD if is_locked else DAMAGED) from error
    with document:
        if len(document) > MAX_PAGES:
            raise ReadError(f"has more than {MAX_PAGES:,} pages. Split it into smaller files.")
        try:
            return _reading(document)
        except pdfium.PdfiumError as error:
            raise ReadError(DAMAGED) from error


def _reading(document: pdfium.PdfDocument) -> Reading:
    document.init_forms()
    pages, drawings, scans = [], [], []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        drawings.append(page_drawings(page))
        lines = list(page_lines(page, number, drawings[-1]))
        filled, named = form_lines(page, number, lines)
        pages.append([*(line for line in lines if line not in named), *filled])
        if not pages[-1] and next(page.get_objects(max_depth=2), None) is not None:
            scans.append(number)
        page.close()
    recognised, problems = scanned_pages(document, scans)
    for number, lines in recognised.items():
        pages[number - 1] = lines
    if problems and not any(pages):
        raise ReadError(f"has no text, so its pages are probably scans. {problems[-1].partition('. ')[2]}")
    labels = [document.get_page_label(index) for index in range(len(document))]
    kept = without_furniture(pages, labels)
    flow = [
        entry for lines, drawn in zip(kept, drawings, strict=True) for entry in in_reading_order(lines, drawn)
    ]
    outline = {outline_key(mark.get_title()): mark.level + 1 for mark in document.get_toc(max_depth=6)}
    outline.pop("", None)
    blocks = [_labelled(block, labels) for block in layout_blocks(flow, outline)]
    text, passages = assemble(blocks)
    metadata = document.get_metadata_dict()
    return Reading(
        text,
        passages,
        title=sensible_title(
            metadata.get("Title"), printed_title([block for block in blocks if block.page == 1])
        ),
        date=first_date([metadata.get("CreationDate"), metadata.get("ModDate")]),
        language=language_code(_language(document)),
        pages=len(document),
        problems=(*problems, *hardly_legible(passages)),
    )


def _labelled(block: Block, labels: Sequence[str]) -> Block:
    """Give a block the number printed on its page, where that differs from the count."""
    if block.page is None or labels[block.page - 1] in {"", str(block.page)}:
        return block
    return replace(block, page_label=labels[block.page - 1])


def _language(document: pdfium.PdfDocument) -> str:
    buffer = (ctypes.c_ushort * 32)()
    pdfium_c.FPDFCatalog_GetLanguage(document, buffer, ctypes.sizeof(buffer))
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
