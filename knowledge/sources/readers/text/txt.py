"""Plain text: the file is its own canonical text, and its layout tells paragraphs, lists and headings.

The passages hold all of a file but white space, the byte-order mark, rules such as "-----", and what
stands in front of list entries ("-", "•", "12.").
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, place
from knowledge.sources.readers.decoding import damage, decode

_WRAP_COLUMNS = (60, 120)
"""Narrowest and widest column at which people have their lines wrapped."""
_TITLE_COLUMNS = 200
_HEADING_COLUMNS = 80
_HEADING_WORDS = 12
_UNSPACED_HEADING_COLUMNS = 50
"""In scripts that put no spaces between words."""
_HEADINGS_IN_A_ROW = 3
"""Title, chapter, section; more short lines one after another are a list of something."""

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
_RULE = re.compile(r"([-=_*~#·•–—])(?:[ \t]*\1){2,}")
_BULLET = re.compile(r"(?:[-–*•+‣◦▪●○■◆・][ \t\u3000]+|[・●○■◆])(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})(?:[.)][ \t\u3000]+|、[ \t\u3000]*)(?=\S)")
_TIME = r"\d{1,2}(?:[:.]\d{2}(?!\d)|h\d{2}\b)"
_OPENINGS = tuple(
    map(
        re.compile,
        (
            rf"\[?\(?(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}},?\s)?{_TIME}",  # a time, as in an agenda or a chat
            r"\(\w{1,3}\)\s",
            r"[a-z]\)\s",
            r"\d{1,2}(?:\.\d{1,2}){1,4}\.?\s",
            r"§+\s?\d",
            r"第.{1,4}[条條章节節]",
            r"[^\W_][^:：]{0,30}[:：]\s",  # a label, or who speaks
        ),
    )
)
"""What a line of its own begins with, where several lines do."""
_SENTENCE_END = re.compile(r"""[.!?…。．！？।॥؟۔։።၊။][)\]}"'»”’」』）]*$""")
_RUNNING_ON = re.compile(r"[,:–—-]$|[;；，。、]|^\w+: |[:：]\s?\d{1,2}(?:[:.h]\d\d|\s?[-–]\s?\d)|_{3}|\.{4}")
"""Found in lines that go on, enumerate or are part of a form ("Date: today", "Mon to Fri: 9:00", "Size: ____"), not in headings."""
_TIMED = re.compile(rf"\[?\(?{_TIME}")
"""Begins an entry of a programme, which is no heading; the line above the first one may be."""
_HEADING_START = re.compile(r"""["'“«„(\[{§¿¡「『《【]*[ ]?\w""")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    """Offset of `text`."""
    text: str
    """Trimmed, never empty."""
    indent: int
    page: int
    chunk: int
    """Number of the run of lines, without a blank one between, that it stands in."""

    @property
    def columns(self) -> int:
        return _columns(self.text)

    @property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines of one passage."""

    lines: Sequence[_Line]
    marker: str
    """What stands before the text of a list entry, such as "- " or "12. "; empty for others."""


def read(content: bytes) -> Reading:
    """Read a plain text file.

    Raises:
        ReadError: If the content is no text or its encoding cannot be told.
    """
    text = decode(content)
    pages = text.rstrip().count("\f") + 1 if "\f" in text else None
    blocks = list(_blocks(text, is_paged=pages is not None))
    title = blocks[0][1].text if blocks and blocks[0][1].kind is Kind.HEADING else ""
    return Reading(text, place(blocks), title=title, pages=pages, problems=damage(content, text))


def _blocks(text: str, *, is_paged: bool) -> Iterator[tuple[int, Block]]:
    pieces = list(_pieces(list(_lines(text))))
    headings = _headings(pieces)
    for position, piece in enumerate(pieces):
        first, last = piece.lines[0], piece.lines[-1]
        page = first.page if is_paged else None
        end = last.start + len(last.text)
        if position in headings:
            level = 2 if position > 0 and 0 in headings else 1
            yield first.start, Block(text[first.start : end], Kind.HEADING, level, page)
        else:
            start = first.start + len(piece.marker)
            yield start, Block(text[start:end], Kind.ITEM if piece.marker else Kind.PARAGRAPH, page=page)


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that say something; blank ones, rules and page breaks end a chunk."""
    offset = int(text.startswith("\ufeff"))
    chunk = 0
    page = 1
    for line in text[offset:].splitlines(keepends=True):
        trimmed = line.strip()
        if trimmed and not _RULE.fullmatch(trimmed):
            indent = line.index(trimmed)
            yield _Line(offset + indent, trimmed, indent, page, chunk)
        else:
            chunk += 1
        if line.endswith("\f"):
            chunk += 1
            page += 1
        offset += len(line)


# --- lines → pieces --------------------------------------------------------------------------------


def _pieces(lines: Sequence[_Line]) -> Iterator[_Piece]:
    if not lines:
        return
    markers = _bullets(lines) | _numbers(lines)
    opening = _openings(lines)
    narrowest, widest = _WRAP_COLUMNS
    width = max((line.columns for line in lines if narrowest <= line.columns <= widest), default=narrowest)
    wrapped = _are_wrapped(lines, width)
    piece = [lines[0]]
    for line, following in pairwise(lines):
        if (
            line.chunk != following.chunk
            or following.start in markers
            or following.start in opening
            or not wrapped
            or _is_indented_like(piece[0], line, following)
            or _is_break_chosen(line, following, width)
        ):
            yield _Piece(piece, markers.get(piece[0].start, ""))
            piece = []
        piece.append(following)
    yield _Piece(piece, markers.get(piece[0].start, ""))


def _bullets(lines: Sequence[_Line]) -> dict[int, str]:
    """Return offset of line → bullet with its space; a dash at the start of a wrapped line is none."""
    found = [(line, match.group()) for line in lines if (match := _BULLET.match(line.text))]
    in_chunk = Counter(line.chunk for line, _ in found)
    opening = {lines[0].start} | {
        following.start
        for line, following in pairwise(lines)
        if line.chunk != following.chunk or line.text.endswith((":", "："))
    }
    return {line.start: bullet for line, bullet in found if in_chunk[line.chunk] > 1 or line.start in opening}


def _numbers(lines: Sequence[_Line]) -> dict[int, str]:
    """Return offset of line → number with its space, where the one before or behind is the next in line."""
    found = [(line.start, match) for line in lines if (match := _NUMBER.match(line.text))]
    markers: dict[int, str] = {}
    for (start, number), (next_start, next_number) in pairwise(found):
        if int(next_number[1]) == int(number[1]) + 1:
            markers |= {start: number.group(), next_start: next_number.group()}
    return markers


def _openings(lines: Sequence[_Line]) -> set[int]:
    """Return the offsets of the lines that begin as at least two in a row do: with times, numbers of clauses, labels."""
    found: set[int] = set()
    for pattern in _OPENINGS:
        begins = [bool(pattern.match(line.text)) for line in lines]
        found |= {
            line.start
            for line, is_one, before, behind in zip(
                lines, begins, [False, *begins], [*begins[1:], False], strict=False
            )
            if is_one and (before or behind)
        }
    return found


def _are_wrapped(lines: Sequence[_Line], width: int) -> bool:
    """Tell whether lines may be parts of paragraphs; otherwise each one is a paragraph."""
    long = sum(line.columns for line in lines if line.columns > width)
    inner = [(line, following) for line, following in pairwise(lines) if line.chunk == following.chunk]
    one_sentence_each = (
        len(inner) > 1
        and all(line.ends_sentence for line, _ in inner)
        and any(_had_room(line, following, width) for line, following in inner)
    )
    return long * 2 < sum(line.columns for line in lines) and not one_sentence_each


def _had_room(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the first word of the line below would have fitted: no margin ended this line."""
    return line.columns + 1 + _columns(following.text.split(maxsplit=1)[0]) <= width


def _is_indented_like(first: _Line, line: _Line, following: _Line) -> bool:
    """Tell whether a line opens a paragraph by being indented as the one before was."""
    return following.indent == first.indent > line.indent


def _is_break_chosen(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the writer ended a line early: a label, an address, a heading on top."""
    return line.columns * 2 < width and _had_room(line, following, width) and not following.text[0].islower()


# --- headings --------------------------------------------------------------------------------------


def _headings(pieces: list[_Piece]) -> set[int]:
    """Return the positions of the pieces that are headings: alone, short, and above other text."""
    likely = {position for position in range(len(pieces)) if _may_be_heading(pieces, position)}
    crowd = Counter(pieces[position].lines[0].chunk for position in likely)
    headings: set[int] = set()
    row: list[int] = []
    for position, piece in enumerate(pieces):
        if position in likely and crowd[piece.lines[0].chunk] == 1:
            row.append(position)
        else:
            headings |= set(row if len(row) <= _HEADINGS_IN_A_ROW else row[:1] if row[0] == 0 else ())
            row = []
    return headings


def _may_be_heading(pieces: list[_Piece], position: int) -> bool:
    piece = pieces[position]
    line = piece.lines[0]
    if len(piece.lines) > 1 or not _is_short(line, _HEADING_COLUMNS if position else _TITLE_COLUMNS):
        return False
    if line.ends_sentence or _RUNNING_ON.search(line.text) or _TIMED.match(line.text):
        return False
    if not _HEADING_START.match(line.text):
        return False
    if piece.marker:
        neighbours = pieces[max(position - 1, 0) : position] + pieces[position + 1 : position + 2]
        return piece.marker[0].isdigit() and not any(
            neighbour.marker[:1].isdigit() for neighbour in neighbours
        )
    return True


def _is_short(line: _Line, columns: int) -> bool:
    if _UNSPACED.search(line.text):
        return line.columns <= _UNSPACED_HEADING_COLUMNS
    words = line.text.split() if line.columns <= columns else ()
    return 0 < len(words) * _HEADING_COLUMNS <= columns * _HEADING_WORDS and not _is_lower(line.text)


def _is_lower(text: str) -> bool:
    """Tell whether the first letter is a small one, or there are too few letters to tell."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) < 3 or letters[0].islower()


def _columns(text: str) -> int:
    """Return the width of a text as printed, where Chinese, Japanese and Korean letters take two columns."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
