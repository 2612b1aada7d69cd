r"""Rich text: paragraphs, headings, list entries and tables, with tracked deletions left out.

striprtf turns the file into characters. Marks from the private use area, put into the file beforehand, carry
the structure through. The control words are those of the Rich Text Format Specification 1.9.1.
"""

import re
from collections import Counter
from collections.abc import Iterator
from locale import windows_locale

from striprtf.striprtf import rtf_to_text

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.note_marks import note_label
from knowledge.sources.readers.numerals import kind_of_numbered
from knowledge.sources.readers.remedies import DAMAGED
from knowledge.sources.readers.tables import Span, table_blocks
from knowledge.sources.readers.titles import printed_title

_ROW_START, _HEADER, _CELL, _ROW_END, _ITEM, _NOTE, _LINE, _CAPTION = map(chr, range(0xE000, 0xE008))
_LEVELS = [chr(0xE010 + level) for level in range(9)]
"""Marks of headings, the outermost first."""

_HIDDEN = "\\pntext "
"""A control word whose group striprtf leaves out."""
_OPENING = re.compile(r"\s*\{\\rtf")
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_FOOTNOTE = re.compile(r"\{(?:\\\*)?\\footnote(?![a-z])")
_STYLE = re.compile(r"\{\\s(\d{1,5}) ?(?:\\[a-z]+-?\d* ?)*([^\\{};]+);\}")
_STYLE_MARKS = {"title": _LEVELS[0], "caption": _CAPTION}
"""Paragraph styles that mean something and have no control word of their own."""
_BRACE = re.compile(r"\\[{}\\]|([{}])")
_HEADING = re.compile(f"[{_LEVELS[0]}-{_LEVELS[-1]}]")
_MARKS = re.compile(f"[{_ROW_START}-{_LEVELS[-1]}]")


_Notes = Iterator[tuple[int, str]]
"""Number and text of each, in the order of their marks."""


def _mark(character: str) -> str:
    return f"{{\\uc1\\u{ord(character)} ?}}"


_MARKINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\\trowd(?![a-z]) ?", _mark(_ROW_START)),
        (r"\\trhdr(?![a-z]) ?", _mark(_HEADER)),
        (r"\\cell(?![a-z]) ?", _mark(_CELL)),
        (r"\\row(?![a-z]) ?", _mark(_ROW_END)),
        (r"\\nest(?:cell|row)(?![a-z]) ?", "\\tab "),
        (r"\\line(?![a-z]) ?", _mark(_LINE)),
        (r"\{(?:\\\*)?\\(?:listtext|pntext)(?![a-z])", _mark(_ITEM) + "{"),
        (r"\\(?:deleted|v)(?![a-z0-9-])", _HIDDEN),
        (r"\\fldinst(?![a-z])", _HIDDEN),  # else striprtf writes the address of a link behind its words
        *((rf"\\outlinelevel{level}(?!\d) ?", _mark(mark)) for level, mark in enumerate(_LEVELS)),
    )
]


def read(content: bytes) -> Reading:
    """Read a rich text file. A footnote follows the paragraph that it hangs on.

    Raises:
        ReadError: If the content is no rich text or damaged.
    """
    source = _ascii(content)
    if not _OPENING.match(source):
        raise ReadError("is not a rich text file, whatever its name says. Save it as .rtf again.")
    source, notes = _cut_groups(source, _FOOTNOTE)
    source = _mark_styles(source)
    code_page = re.search(r"\\ansicpg\d+", source)
    preamble = code_page[0] if code_page else ""

    def group_text(word: str) -> str:
        found = re.search(rf"\{{\\{word}(?![a-z])", source)
        return _text(preamble + source[found.end() : _group_end(source, found.start()) - 1]) if found else ""

    text = _text(source[1:])
    numbered = ((number, _text(f"{preamble} {note}")) for number, note in enumerate(notes, 1))
    blocks = list(_blocks(text, numbered))
    canonical, passages = assemble(blocks)
    created = re.search(r"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})", source)
    languages = Counter(re.findall(r"\\lang(\d{1,5})(?!\d)", source)).most_common(1)
    return Reading(
        canonical,
        passages,
        title=sensible_title(group_text("title"), printed_title(blocks)),
        date=first_date(["-".join(part.zfill(2) for part in created.groups())] if created else []),
        language=language_code(windows_locale.get(int(languages[0][0])) if languages else None),
        problems=() if _is_whole(source) else (_CUT_SHORT,),
    )


_CUT_SHORT = "The end of the file is missing. Copy or download it again and put that in its place."


def _ascii(content: bytes) -> str:
    """Return the file without embedded binaries, bytes beyond ASCII written as the format prefers."""
    kept = []
    position = 0
    while found := _BINARY.search(content, position):
        kept.append(content[position : found.start()])
        position = found.end() + int(found[1])
    kept.append(content[position:])
    return re.sub(rb"[\x80-\xff]", lambda byte: f"\\'{byte[0][0]:02x}".encode(), b"".join(kept)).decode(
        "ascii"
    )


def _mark_styles(source: str) -> str:
    """Mark the paragraphs of the styles in `_STYLE_MARKS`."""
    for number, name in _STYLE.findall(source):
        if name.strip().lower() in _STYLE_MARKS:
            mark = _mark(_STYLE_MARKS[name.strip().lower()])
            source = re.sub(rf"\\s{number}(?!\d)", mark.replace("\\", r"\\"), source)
    return source


def _cut_groups(source: str, opening: re.Pattern[str]) -> tuple[str, list[str]]:
    """Return the source with each group that opens so replaced by a note mark, and the groups' contents."""
    kept, groups = [], []
    position = 0
    while found := opening.search(source, position):
        kept += [source[position : found.start()], _mark(_NOTE)]
        position = _group_end(source, found.start())
        groups.append(source[found.end() : position - 1])
    return "".join([*kept, source[position:]]), groups


def _group_end(source: str, start: int) -> int:
    """Return the offset behind the group that opens at `start`."""
    depth = 0
    for brace in _BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(brace[1], 0)
        if depth == 0 and brace[1]:
            return brace.end()
    return len(source)


def _is_whole(source: str) -> bool:
    braces = _BRACE.findall(source)
    return braces.count("{") <= braces.count("}")


def _text(source: str) -> str:
    """Return the characters of a piece of rich text, structure as marks."""
    for pattern, replacement in _MARKINGS:
        source = pattern.sub(replacement.replace("\\", r"\\"), source)
    try:
        text: str = rtf_to_text(f"{{{source}}}", errors="replace")  # type: ignore[no-untyped-call]  # marked as typed
    except (LookupError, OverflowError, TypeError, ValueError) as error:
        raise ReadError(DAMAGED) from error
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _blocks(text: str, notes: _Notes) -> Iterator[Block]:
    table: list[str] = []
    *rows, rest = text.split(_ROW_END)
    for row in rows:
        before, _, cells = row.partition(_ROW_START)
        if before.strip():
            yield from _table(table, notes)
            table = []
            yield from _paragraphs(before, notes)
        table.append(cells)
    yield from _table(table, notes)
    yield from _paragraphs(rest, notes)


def _table(rows: list[str], notes: _Notes) -> Iterator[Block]:
    yield from table_blocks([_cells(row) for row in rows])
    for row in rows:
        yield from _notes(row, notes)


def _cells(row: str) -> list[Span]:
    texts = [" ".join(_MARKS.sub(" ", cell).split()) for cell in row.split(_CELL)[:-1]]
    return [Span(text, is_header=_HEADER in row) for text in texts]


def _paragraphs(text: str, notes: _Notes) -> Iterator[Block]:
    for line in text.split("\n"):
        if _MARKS.sub("", line).strip():
            yield _paragraph(line)
        yield from _notes(line, notes)


def _notes(text: str, notes: _Notes) -> Iterator[Block]:
    """Yield as many of the notes as `text` has marks of them, each with its mark."""
    for _ in range(text.count(_NOTE)):
        number, note = next(notes, (0, ""))
        bare = _MARKS.sub(" ", note).strip()
        yield Block(note_label(str(number)) + bare if bare else "")


def _paragraph(line: str) -> Block:
    before, is_item, entry = line.replace(_LINE, "\n").partition(_ITEM)
    label, _, rest = _MARKS.sub("", entry).strip().partition("\t") if is_item else ("", "", "")
    is_bullet = not re.search(r"\d|\w[.)]|\w{2}", label)
    text = _MARKS.sub("", before) + (rest if is_bullet else f"{label.strip()} {rest}")
    if level := _HEADING.search(line):
        return Block(text, Kind.HEADING, _LEVELS.index(level[0]) + 1)
    if _CAPTION in line:
        return Block(text, Kind.CAPTION)
    return Block(text, kind_of_numbered("" if is_bullet else label) if is_item else Kind.PARAGRAPH)
