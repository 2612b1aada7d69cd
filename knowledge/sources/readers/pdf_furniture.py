"""PDF pages: running heads and feet, page numbers and tables of contents, which belong to no paragraph."""

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.sources.readers.pdf_lines import Line

_EDGE_LINES = 2
"""Lines at the head and foot of a page that may be furniture."""
_REPEATED_PAGES = 3
"""Pages on which a line must return to be furniture; in a document of two pages, both."""
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,6}\.?\s)?\W*(\d{1,4})(?:\s?(?:/|\w{2,3})\s?\d{1,4})?\W*")
"""Such as "7", "– 7 –", "Page 7", "S. 7" and "7 of 20"."""
_CONTENTS_LINE = re.compile(r".*(?:\.\s?){4,}\s*[\divxlc]+")


def without_furniture(pages: Sequence[Sequence[Line]], labels: Sequence[str]) -> list[list[Line]]:
    """Return the pages' lines without running heads, running feet, page numbers and tables of contents.

    Args:
        pages: Lines of each page.
        labels: What is printed as number on each page, as far as the file says.
    """
    edges = [_edge_lines(lines) for lines in pages]
    repeated = Counter(
        signature for edge in edges for signature in {s for line in edge for s in _signatures(line)}
    )
    enough = max(2, min(_REPEATED_PAGES, len(pages)))
    kept = []
    for lines, edge, label in zip(pages, edges, labels, strict=True):
        furniture = [
            line
            for line in edge
            if _is_page_number(line, label)
            or any(repeated[signature] >= enough for signature in _signatures(line))
        ]
        kept.append(
            [line for line in lines if line not in furniture and not _CONTENTS_LINE.fullmatch(line.text)]
        )
    return kept


def _edge_lines(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: -line.baseline)
    return by_height[:_EDGE_LINES] + by_height[_EDGE_LINES:][-_EDGE_LINES:]


def _signatures(line: Line) -> set[str]:
    """Return what a line has in common with its like on other pages.

    That is its text, its text but for a number that counts with the pages, or such a number at its head or
    foot together with its height, since the text beside it may be a chapter's title.
    """
    signatures = {line.text}
    for number in re.finditer(r"\d{1,4}", line.text):
        before, after = line.text[: number.start()], line.text[number.end() :]
        page = f"page{int(number[0]) - line.page:+}"
        signatures.add(f"{before}{{{page}}}{after}")
        if not before or not after:
            signatures.add(f"{page} at {line.baseline:.0f}")
    return signatures


def _is_page_number(line: Line, label: str) -> bool:
    number = _PAGE_NUMBER.fullmatch(line.text)
    return line.text == label or (number is not None and number[1] in {str(line.page), label})
