"""Lines of print → blocks: paragraphs joined, headings, list entries and tables told by their looks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.pdf_lines import GAP, HYPHEN, Line
from knowledge.sources.readers.tables import Span, table_blocks

_PARAGRAPH_GAP = 1.25
"""Distance of lines, as a multiple of the usual one, that parts paragraphs."""
_INDENT = 0.8
"""Font sizes."""
_SAME_LINE = 0.3
"""Font sizes, up or down, for instance of a superscript."""
_HEADING_SIZE = 1.12
"""Font size, as a multiple of the body's, that makes a heading."""
_SIZE_TOLERANCE = 0.11
"""Part of a font size by which type of another kind, such as that of code, may differ within a paragraph."""
_FOOTNOTE_SIZE = 0.92
"""Font size, as a multiple of the body's, below which a paragraph is no part of it."""
_USUAL_PITCH = 1.2
_HEADING_LENGTH = 200
_CAPTION_LENGTH = 400
_DEEPEST = 6
_TABLE_CELL_LENGTH = 60

_BULLET = re.compile(r"[•‣◦▪●■➢✓–—*-]\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|abbildung|abb\.|tabelle|figura|tabla|tableau|tabela|рис\.|рисунок|таблица)\s*[\dIVX]+\s*[.:–—]"
    r"|[图表圖]\s*\d+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"""[.!?:…。！？：][)\]}"'»”’」』]*$""")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_WORD = re.compile(r"\w+(?:-\w+)*")


def layout_blocks(lines: Sequence[Line], outline: Mapping[str, int]) -> Iterator[Block]:
    """Describe the lines of a document, all pages in order, as blocks.

    A paragraph that a page or column break interrupts is one block, on the page where it begins.

    Args:
        lines: Without furniture.
        outline: Title of each bookmark as `outline_key` gives it → depth from 1.
    """
    if not lines:
        return
    look = _look_of(lines)
    paragraphs = _mended(_paragraphs(lines, look), look)
    styles = sorted({_style(p[0]) for p in paragraphs if _looks_like_heading(p, look)}, reverse=True)
    for paragraph in paragraphs:
        first = paragraph[0]
        text = _joined(paragraph, look.words)
        if len(paragraph) > 1 and all(GAP in line.text for line in paragraph):
            yield from _table(paragraph)
        elif level := outline.get(outline_key(text), 0):
            yield Block(text, Kind.HEADING, level, first.page)
        elif _looks_like_heading(paragraph, look):
            yield Block(text, Kind.HEADING, min(styles.index(_style(first)) + 1, _DEEPEST), first.page)
        elif marker := _marker(first):
            yield Block(text.removeprefix(marker), Kind.ITEM, page=first.page)
        elif _CAPTION.match(text) and len(text) <= _CAPTION_LENGTH:
            yield Block(text, Kind.CAPTION, page=first.page)
        else:
            yield Block(text, page=first.page)


def _table(lines: Sequence[Line]) -> Iterator[Block]:
    first, *others = lines
    rows = [first, *(line for line in others if line.text != first.text)]  # the header again on the next page
    for block in table_blocks([[Span(cell.strip()) for cell in line.text.split(GAP)] for line in rows]):
        yield replace(block, page=rows[block.row - 1].page if block.row else first.page)


def outline_key(title: str) -> str:
    """Return what a bookmark and its heading have in common: letters and digits."""
    return re.sub(r"[\W_]+", "", title).lower()


@dataclass(frozen=True, slots=True)
class _Look:
    """What the document's ordinary text looks like."""

    size: float
    pitch: float
    """Distance of two lines in font sizes."""
    right: Mapping[tuple[int, int, int], float]
    """(page, left edge in steps of two font sizes, font size) → how far lines that begin there reach."""
    words: frozenset[str]
    """All words, in lower case, to tell a hyphen from a hyphenation."""

    def is_full(self, line: Line, following: Line) -> bool:
        """Tell whether the next line's first word had no room in `line`."""
        width = (following.right - following.left) / len(following.text)
        word_and_space = len(following.text.split()[0]) + 1
        return self.right[_column(line)] - line.right < word_and_space * width


def _look_of(lines: Sequence[Line]) -> _Look:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    distances = [
        (above.baseline - line.baseline) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page
        and _is_alike(above, line)
        and 0.5 < (above.baseline - line.baseline) / line.size < 3
    ]
    right: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    for line in lines:
        page, step, size_step = _column(line)
        for near in (step - 1, step, step + 1):
            right[page, near, size_step] = max(right[page, near, size_step], line.right)
    words = frozenset(word.lower() for line in lines for word in _WORD.findall(line.text.rstrip(HYPHEN)))
    return _Look(size, median(distances) if distances else _USUAL_PITCH, right, words)


def _column(line: Line) -> tuple[int, int, int]:
    return line.page, round(line.left / (2 * line.size)), round(line.size)


def _is_alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) < _SIZE_TOLERANCE * a.size and a.is_bold == b.is_bold


def _style(line: Line) -> tuple[float, bool]:
    return round(line.size, 0), line.is_bold


def _looks_like_heading(paragraph: Sequence[Line], look: _Look) -> bool:
    text = " ".join(line.text for line in paragraph)
    is_large = paragraph[0].size > _HEADING_SIZE * look.size
    is_bold = all(line.is_bold for line in paragraph) and paragraph[0].size > 0.9 * look.size
    return (
        (is_large or (is_bold and not text.endswith((".", ",", ";"))))
        and len(text) <= _HEADING_LENGTH
        and re.search(r"[^\W\d_]{2}|[\u3400-\u9fff]", text) is not None
    )


# --- lines -> paragraphs ----------------------------------------------------------------------------


def _paragraphs(lines: Sequence[Line], look: _Look) -> Iterator[list[Line]]:
    rows = _table_rows(lines)
    paragraph = [lines[0]]
    for position, line in enumerate(lines[1:], 1):
        if position in rows or position - 1 in rows:
            begins = rows.get(position) != rows.get(position - 1)
        else:
            begins = _begins_paragraph(paragraph, line, look)
        if begins:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _mended(paragraphs: Iterable[list[Line]], look: _Look) -> list[list[Line]]:
    """Put together what footnotes at the foot of a page stand between."""
    mended: list[list[Line]] = []
    for paragraph in paragraphs:
        body = next((p for p in reversed(mended) if p[0].size > _FOOTNOTE_SIZE * look.size), None)
        if (
            body is not None
            and body is not mended[-1]
            and paragraph[0].page == body[-1].page + 1
            and _goes_on_elsewhere(body[-1], paragraph[0], look)
        ):
            body.extend(paragraph)
        else:
            mended.append(paragraph)
    return mended


def _table_rows(lines: Sequence[Line]) -> dict[int, int]:
    """Return the positions of lines that are rows of a table → position of its first row.

    Rows follow one another and have as many columns, three rows for two columns and two for more.
    """
    rows: dict[int, int] = {}
    for columns, run in groupby(range(len(lines)), key=lambda position: _columns(lines[position])):
        positions = list(run)
        if columns > 1 and len(positions) >= (3 if columns == 2 else 2):
            rows |= dict.fromkeys(positions, positions[0])
    return rows


def _columns(line: Line) -> int:
    columns = line.text.count(GAP) + 1
    return 1 if _marker(line) or len(line.text) > columns * _TABLE_CELL_LENGTH else columns


def _begins_paragraph(paragraph: Sequence[Line], line: Line, look: _Look) -> bool:
    above = paragraph[-1]
    distance = (above.baseline - line.baseline) / line.size
    if line.page != above.page or distance < -1:
        return not _goes_on_elsewhere(above, line, look)
    if abs(distance) < _SAME_LINE:
        return False
    is_apart = not _is_alike(above, line) or distance > _PARAGRAPH_GAP * look.pitch
    if is_apart or _is_new_entry(paragraph, line) or _CAPTION.match(line.text):
        return True
    if above.is_bold and above.size > _HEADING_SIZE * look.size:
        return False  # a heading of several lines, perhaps centred
    indent = (line.left - above.left) / line.size
    if abs(indent) > _INDENT:  # all but the second line after an indented first one, or under a bullet
        return len(paragraph) > 1 or (indent > 0 and not _marker(above))
    return _SENTENCE_END.search(above.text) is not None and not look.is_full(above, line)


def _goes_on_elsewhere(above: Line, line: Line, look: _Look) -> bool:
    """Tell whether a paragraph goes on over the end of a column or page."""
    if (
        not _is_alike(above, line)
        or _marker(line)
        or above.is_bold
        or (GAP in above.text) != (GAP in line.text)
    ):
        return False
    if above.text.endswith(HYPHEN):
        return True
    return _SENTENCE_END.search(above.text) is None and (line.text[0].islower() or look.is_full(above, line))


def _marker(line: Line) -> str:
    """Return the bullet or number with which a list entry begins, white space included."""
    marker = _BULLET.match(line.text) or _NUMBERED.match(line.text)
    return marker[0] if marker else ""


def _is_new_entry(paragraph: Sequence[Line], line: Line) -> bool:
    """Tell whether a line opens a list entry; a number within a sentence does not."""
    if _BULLET.match(line.text):
        return True
    above = paragraph[-1].text
    return bool(_marker(line)) and (bool(_marker(paragraph[0])) or above.endswith((".", ":", ";", "!", "?")))


def _joined(paragraph: Sequence[Line], words: frozenset[str]) -> str:
    """Return the text of a paragraph with words put together that were divided at the end of a line."""
    text = paragraph[0].text
    for line in paragraph[1:]:
        if text.endswith((HYPHEN, "-")):
            text = _undivided(text, line.text, words)
        elif _UNSPACED.match(text[-1:]) and _UNSPACED.match(line.text):
            text += line.text
        else:
            text += f" {line.text}"
    return text.replace(GAP, " ").replace(HYPHEN, "-" if text.endswith(HYPHEN) else "")


def _undivided(text: str, following: str, words: frozenset[str]) -> str:
    """Join the halves of a word as the document writes it elsewhere, else without the hyphen."""
    bare = text[:-1]
    first, second = re.search(r"\w*$", bare), re.match(r"\w*", following)
    head, tail = (first[0] if first else ""), (second[0] if second else "")
    joined, hyphenated = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    keeps_hyphen = not tail[:1].islower() or (hyphenated in words and joined not in words)
    return f"{bare}-{following}" if keeps_hyphen else f"{bare}{following}"
