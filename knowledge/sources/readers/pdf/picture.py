"""Photos and scans: what text recognition reads on them."""

from itertools import count

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.legibility import hardly_legible
from knowledge.sources.readers.pdf.drawings import Drawings
from knowledge.sources.readers.pdf.furniture import without_furniture
from knowledge.sources.readers.pdf.layout import layout_blocks
from knowledge.sources.readers.pdf.order import in_reading_order
from knowledge.sources.readers.pdf.scanned_lines import lines_of
from knowledge.sources.readers.recognition import ocr
from knowledge.sources.readers.titles import printed_title

_WIDTH = 595.0
"""Points; that of A4, since few pictures tell how large the paper was."""


def read(content: bytes) -> Reading:
    """Read a picture, or the pages of a TIFF file.

    Raises:
        ReadError: If no text recognition is installed, the file is damaged or it shows no text.
    """
    if not ocr.engine():
        raise ReadError(
            f"is a picture, in which nothing can be read so far. {ocr.INSTALL}. Or write what it says into a .txt file."
        )
    scans = list(ocr.recognise([content]))
    pages = [lines_of(scan, number, _WIDTH) for number, scan in zip(count(1), scans, strict=False) if scan]
    if not any(pages):
        raise ReadError(
            "is a picture in which no text was found. Delete it, or take it from nearer and with more light."
        )
    flow = [
        entry
        for lines in without_furniture(pages, [""] * len(pages))
        for entry in in_reading_order(lines, Drawings())
    ]
    blocks = list(layout_blocks(flow, {}))
    text, passages = assemble(blocks)
    cut = (
        [f"Only the first {len(pages)} pages are read. Split it into smaller files."]
        if scans[-1] is None
        else []
    )
    return Reading(
        text,
        passages,
        title=printed_title([block for block in blocks if block.page == 1]),
        pages=len(pages),
        problems=(*cut, *hardly_legible(passages)),
    )
