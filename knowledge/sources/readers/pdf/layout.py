"""Lines of print → blocks: paragraphs joined, headings, list entries and tables told by their looks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.note_marks import note_label
from knowledge.sources.readers.pdf.lines import HYPHEN, Line, legibility
from knowledge.sources.readers.pdf.tables import CAPTION, Table, blocks_of

_PARAGRAPH_GAP = 1.25
"""Distance of lines, as a multiple of the usual one, that parts paragraphs."""
_INDENT = 0.8
"""Font sizes."""
_SAME_LINE = 0.3
"""Font sizes; what is no further down stands in another column."""
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

_BULLET = re.compile(r"(?:[•‣◦▪●■➢✓–—*-]\s+|・)(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_CLAUSE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|§\s?\d+[a-z]?\.?)\s+(?=\S)")
"""The number of a clause, such as "2.1" or "§ 3"."""
_SENTENCE_END = re.compile(r"""[.!?:…。！？：][)\]}"'»”’」』]*$""")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_LEADER = re.compile(r"^(\S.{1,80}?)[\s:]*(?:[.…·_]\s?){4,}\s*(\S.{0,40})$")
"""A price list's or form's line whose dots lead from label to value."""
_GLUED_MARK = re.compile(r"^\d{1,2}(?=[^\W\d_a-z])")
"""A note's number that only its place tells from the text."""
_NOTE = re.compile(r"\[[\d*†‡]{1,3}\] ")
_LABEL = re.compile(r"[^\W\d_][\w .–-]{0,30}:\s\S")
"""How a line of a form or of opening hours begins."""
_Part = list[Line] | tuple[Table, ...]
"""A paragraph, or the pieces of a table on each page."""

_WORD = re.compile(r"\w+(?:-\w+)*")


def layout_blocks(flow: Sequence[Line | Table], outline: Mapping[str, int]) -> Iterator[Block]:
    """Describe the lines and tables of a document, all pages in order, as blocks.

    A paragraph or table that a page or column break interrupts is one, on the page where it begins.

    Args:
        flow: In reading order, without furniture.
        outline: Title of each bookmark as `outline_key` gives it → depth from 1.
    """
    look = _look_of([entry for entry in flow if isinstance(entry, Line)])
    parts = _mended(_parts(flow, look), look)
    styles = sorted(
        {_style(part[0]) for part in parts if isinstance(part, list) and _looks_like_heading(part, look)},
        reverse=True,
    )
    for part in parts:
        if isinstance(part, tuple):
            yield from blocks_of(part)
        else:
            block = _block(part, look, styles, outline)
            yield replace(block, page=part[0].page, legibility=legibility(part))


def _block(
    part: Sequence[Line], look: "_Look", styles: Sequence[tuple[float, bool]], outline: Mapping[str, int]
) -> Block:
    """Return what a paragraph is by its looks."""
    first = part[0]
    text = _LEADER.sub(r"\1: \2", _joined(part, look))
    if first.size <= _FOOTNOTE_SIZE * look.size:
        text = _GLUED_MARK.sub(lambda mark: note_label(mark[0]), text)
    line = " ".join(text.split())
    if level := outline.get(outline_key(text), 0):
        return Block(line, Kind.HEADING, level)
    if _looks_like_heading(part, look):
        return Block(line, Kind.HEADING, min(styles.index(_style(first)) + 1, _DEEPEST))
    if bullet := _BULLET.match(first.text):
        return Block(text.removeprefix(bullet[0]), Kind.ITEM)
    if _NUMBERED.match(first.text):
        return Block(text, Kind.ITEM)
    if CAPTION.match(text) and len(text) <= _CAPTION_LENGTH:
        return Block(text, Kind.CAPTION)
    return Block(text)


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
    size = sizes.most_common(1)[0][0] if sizes else 0.0
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
    text = "\n".join(line.text.rstrip(HYPHEN) for line in lines)
    words = frozenset(map(str.lower, _WORD.findall(text)))
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


def _parts(flow: Sequence[Line | Table], look: _Look) -> Iterator[_Part]:
    paragraph: list[Line] = []
    for entry in flow:
        if paragraph and (isinstance(entry, Table) or _begins_paragraph(paragraph, entry, look)):
            yield paragraph
            paragraph = []
        if isinstance(entry, Table):
            yield (entry,)
        else:
            paragraph.append(entry)
    if paragraph:
        yield paragraph


def _mended(parts: Iterable[_Part], look: _Look) -> list[_Part]:
    """Put together what a page break parts, or a footnote, table or box that stands between."""
    mended: list[_Part] = []
    for part in parts:
        before = mended[-1] if mended else None
        if isinstance(part, tuple):
            last = _last_above_notes(mended, look)
            table = mended[last] if mended else None
            if isinstance(table, tuple) and table[-1].goes_on_in(part[0]):
                mended[last] = (*table, *part)
                continue
        else:
            body = _last_body(mended, look)
            if body is not None and body is not before and _goes_on_behind(body[-1], part[0], look):
                body.extend(part)
                continue
        mended.append(part)
    return mended


def _last_above_notes(parts: Sequence[_Part], look: _Look) -> int:
    """Return the position of the last part that is no footnote."""
    last = len(parts) - 1
    while last > 0 and isinstance(note := parts[last], list) and note[0].size <= _FOOTNOTE_SIZE * look.size:
        last -= 1
    return last


def _last_body(parts: Sequence[_Part], look: _Look) -> list[Line] | None:
    """Return the last paragraph in the size of the body."""
    for part in reversed(parts):
        if isinstance(part, list) and part[0].size > _FOOTNOTE_SIZE * look.size:
            return part
    return None


def _goes_on_behind(above: Line, line: Line, look: _Look) -> bool:
    """Tell whether a paragraph goes on although something stands between."""
    if line.page == above.page:
        return line.text[0].islower() and _goes_on_elsewhere(above, line, look)
    return line.page == above.page + 1 and _goes_on_elsewhere(above, line, look)


def _begins_paragraph(paragraph: Sequence[Line], line: Line, look: _Look) -> bool:
    above = paragraph[-1]
    distance = (above.baseline - line.baseline) / line.size
    if line.page != above.page or line.turn != above.turn or distance < _SAME_LINE:
        return not _goes_on_elsewhere(above, line, look)
    is_apart = not _is_alike(above, line) or distance > _PARAGRAPH_GAP * look.pitch
    if is_apart or _is_new_entry(paragraph, line) or CAPTION.match(line.text):
        return True
    if above.is_bold and above.size > _HEADING_SIZE * look.size:
        return False  # a heading of several lines, perhaps centred
    indent = (line.left - above.left) / line.size
    if abs(indent) > _INDENT:  # all but the second line after an indented first one, or under a bullet
        return len(paragraph) > 1 or (indent > 0 and not _marker(above))
    return _SENTENCE_END.search(above.text) is not None and not look.is_full(above, line)


def _goes_on_elsewhere(above: Line, line: Line, look: _Look) -> bool:
    """Tell whether a paragraph goes on over the end of a column or page."""
    if not _is_alike(above, line) or line.turn != above.turn or _marker(line) or above.is_bold:
        return False
    if above.text.endswith(HYPHEN):
        return True
    return _SENTENCE_END.search(above.text) is None and (line.text[0].islower() or look.is_full(above, line))


def _marker(line: Line) -> str:
    """Return the bullet or number with which a list entry begins, white space included."""
    marker = _BULLET.match(line.text) or _NUMBERED.match(line.text) or _CLAUSE.match(line.text)
    return marker[0] if marker else ""


def _is_new_entry(paragraph: Sequence[Line], line: Line) -> bool:
    """Tell whether a line opens a list entry; a number within a sentence does not."""
    if any(mark.match(line.text) for mark in (_BULLET, _NOTE, _LEADER)) or _LEADER.match(paragraph[-1].text):
        return True
    above = paragraph[-1].text
    is_in_list = bool(_NUMBERED.match(line.text) and _marker(paragraph[0]))
    return bool(_marker(line)) and (is_in_list or above.endswith((".", ":", ";", "!", "?")))


def _joined(paragraph: Sequence[Line], look: _Look) -> str:
    """Return the text of a paragraph with words put together that were divided at the end of a line."""
    text = paragraph[0].text
    for above, line in pairwise(paragraph):
        if text.endswith((HYPHEN, "-")):
            text = _undivided(text, line.text, look.words)
        elif _UNSPACED.match(text[-1:]) and _UNSPACED.match(line.text):
            text += line.text
        elif line.page == above.page and _is_break_chosen(above, line, look):
            text += f"\n{line.text}"  # as in an address
        else:
            text += f" {line.text}"
    return text.replace(HYPHEN, "-" if text.endswith(HYPHEN) else "")


def _is_break_chosen(above: Line, line: Line, look: _Look) -> bool:
    """Tell whether the writer ended a line, not the margin."""
    return not line.text[0].islower() and (bool(_LABEL.match(line.text)) or not look.is_full(above, line))


def _undivided(text: str, following: str, words: frozenset[str]) -> str:
    """Join the halves of a word as the document writes it elsewhere, else without the hyphen."""
    bare = text[:-1]
    first, second = re.search(r"\w*$", bare), re.match(r"\w*", following)
    head, tail = (first[0] if first else ""), (second[0] if second else "")
    joined, hyphenated = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    keeps_hyphen = not tail[:1].islower() or (hyphenated in words and joined not in words)
    return f"{bare}-{following}" if keeps_hyphen else f"{bare}{following}"
