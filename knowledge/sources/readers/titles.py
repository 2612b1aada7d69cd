"""The title that a document prints, for where it does not say one."""

from collections.abc import Sequence

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.tables import TABLE_LEVEL

_LONGEST = 100
_NO_TITLE_ENDS = frozenset(".!?:;,。！？：；，")


def printed_title(blocks: Sequence[Block]) -> str:
    """Return the first of the outermost headings, else a line of its own at the very top, else an empty text."""
    headings = [
        block
        for block in blocks
        if block.kind is Kind.HEADING and block.text.strip() and block.level < TABLE_LEVEL
    ]
    if headings:
        return min(headings, key=lambda heading: heading.level).text
    top = next((block for block in blocks if block.text.strip()), Block())
    is_line = top.kind in {Kind.PARAGRAPH, Kind.CAPTION} and "\n" not in top.text.strip()
    text = top.text.strip()
    return text if is_line and len(text) <= _LONGEST and text[-1:] not in _NO_TITLE_ENDS else ""
