"""PDF pages: running heads and feet, page numbers and tables of contents, which belong to no paragraph."""

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.sources.readers.pdf.columns import Row, by_height, joined
from knowledge.sources.readers.pdf.lines import Line

_EDGE_ROWS = 2
"""Rows of print at the head and foot of a page that may be furniture."""
_TABLE_PITCH = 2.5
"""Font sizes between the heading of a table and its first row."""
_REPEATED_PAGES = 3
"""Pages on which a line must return to be furniture; in a document of two pages, both."""
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,6}\.?\s)?\W*(\d{1,4})(?:\s?(?:/|\w{2,3})\s?\d{1,4})?\W*")
"""Such as "7", "– 7 –", "Page 7", "S. 7" and "7 of 20"."""
_PAGE_OF_PAGES = re.compile(r"(?:\w{1,6}\.?\s)?\d{1,4}\s?(?:/|of|von|de|sur|di|av|van|из|z)\s?\d{1,4}")
"""A page number that leaves no doubt; what stands beside it, such as the title or a date, is furniture too."""
_LONGEST_FOOT = 80
_LONGEST_NUMBER = 12
"""Characters of what stands before an entry, such as "Appendix A"."""
_LEADERS = re.compile(r"(?:\.\s?){4,}$")
_NUMBER = re.compile(r"[\divxlc]+")
_CONTENTS_LINE = re.compile(r".*(?:\.\s?){4,}\s*[\divxlc]+")


def without_furniture(pages: Sequence[Sequence[Line]], labels: Sequence[str]) -> list[list[Line]]:
    """Return the pages' lines without running heads, running feet, page numbers and tables of contents.

    Args:
        pages: Lines of each page.
        labels: What is printed as number on each page, as far as the file says.
    """
    edges = [_edge_rows(lines) if lines else [] for lines in pages]
    repeated = Counter(
        signature
        for edge in edges
        for signature in {s for row in edge for piece in (joined(row), *row) for s in _signatures(piece)}
    )
    enough = max(2, min(_REPEATED_PAGES, len(pages)))
    common = {signature for signature, count in repeated.items() if count >= enough}
    kept = []
    for lines, edge, label in zip(pages, edges, labels, strict=True):
        furniture = {line for row in edge for line in _furniture_of(row, label, common)}
        entries = [entry for row in by_height(lines) if (entry := _contents_of(row))]
        if _are_in_order(entries):
            furniture |= {line for entry in entries for line in entry}
        kept.append([line for line in lines if line not in furniture])
    return kept


def _furniture_of(row: Row, label: str, common: set[str]) -> Row:
    """Return what is furniture of a row at the edge of a page."""
    has_page_number = any(_PAGE_OF_PAGES.fullmatch(line.text) for line in row)
    if (has_page_number and all(len(line.text) <= _LONGEST_FOOT for line in row)) or (
        _is_furniture(joined(row), label, common)
    ):
        return row
    return [line for line in row if _is_furniture(line, label, common)]


def _is_furniture(line: Line, label: str, common: set[str]) -> bool:
    return _is_page_number(line, label) or not common.isdisjoint(_signatures(line))


def _are_in_order(entries: Sequence[Row]) -> bool:
    """Tell whether page numbers rise from entry to entry, as prices do not."""
    numbers = [int(number[0]) for entry in entries if (number := re.search(r"\d+$", entry[-1].text))]
    return numbers == sorted(numbers)


def _contents_of(row: Row) -> Row:
    """Return the entry of a table of contents that a row holds, with its number."""
    for position, line in enumerate(row):
        following = row[position + 1 : position + 2]
        is_split = bool(following) and _NUMBER.fullmatch(following[0].text) and _LEADERS.search(line.text)
        if not is_split and not _CONTENTS_LINE.fullmatch(line.text):
            continue
        start = position
        while start and len(row[start - 1].text) <= _LONGEST_NUMBER:
            start -= 1
        return row[start : position + (2 if is_split else 1)]
    return []


def _edge_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows at the edges of a page, and what stands turned in its margin."""
    turns = Counter(line.turn for line in lines)
    rows = by_height([line for line in lines if line.turn == turns.most_common(1)[0][0]])
    level = {line for row in rows for line in row}
    edge = [*rows[:_EDGE_ROWS], *rows[_EDGE_ROWS:][-_EDGE_ROWS:]]
    return [
        *(row for row in edge if not _heads_table(row, rows)),
        *([line] for line in lines if line not in level),
    ]


def _heads_table(row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether the pieces of a row stand right above those of the next, as the heading of a table does."""
    below = next((other for other in rows if other[0].baseline < row[0].baseline), None)
    if below is None or len(row) < 2:
        return False
    over = {
        number
        for line in row
        for number, other in enumerate(below)
        if line.left <= other.right and other.left <= line.right
    }
    return len(over) > 1 and row[0].baseline - below[0].baseline <= _TABLE_PITCH * row[0].size


def _signatures(line: Line) -> set[str]:
    """Return what a line has in common with its like on other pages.

    That is its text, its text but for a number that counts with the pages, or such a number at its head or
    foot together with its height, since the text beside it may be a chapter's title.
    """
    signatures = {f"{line.text} in {line.size:.0f}"}
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
