"""Markdown: headings, paragraphs, lists and tables, with the markup taken out.

The canonical text is what a person sees rendered, since that is what people quote: no `**`, no link
addresses. Its offsets are therefore not those of the file.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.decoding import damage, decode
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.note_marks import is_mark, note_label
from knowledge.sources.readers.tables import TABLE_LEVEL, Span, table_blocks
from knowledge.sources.readers.web.elements import blocks, parse

_MAX_NESTING = 1000
"""The parser skips without a word what is nested deeper; Python gives up before that, aloud."""
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_NOTE = re.compile(r"\A\[\^([^\]\s]+)\]:\s*")
_QUESTION_MARKS = ("?", "？", "؟", "՞")
_CHECKBOX = re.compile(r"\A\[[ xX]\]\s")
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)


def read(content: bytes) -> Reading:
    """Read a Markdown file (CommonMark with tables, strikethrough, footnotes and YAML front matter).

    Code is a CAPTION: it can be quoted, but makes no claim. So is the description of a picture that stands alone;
    that of a picture amid text is left out, as are comments.

    Raises:
        ReadError: If the content is no text or its encoding cannot be told.
    """
    whole = decode(content)
    properties, markup = _front_matter(whole.removeprefix("\ufeff").replace("\r\n", "\n"))
    found = list(_blocks(MarkdownIt("js-default", {"html": True, "maxNesting": _MAX_NESTING}).parse(markup)))
    text, passages = assemble(found)
    return Reading(
        text,
        passages,
        title=sensible_title(_line(properties.get("title")), _title(found)),
        date=first_date([_line(properties.get("date"))]),
        language=language_code(_line(properties.get("lang") or properties.get("language"))),
        problems=damage(content, whole),
    )


def _front_matter(markup: str) -> tuple[dict[str, Any], str]:
    """Return the properties at the top of a file, lower-case names, and what follows them."""
    match = _FRONT_MATTER.match(markup)
    try:
        properties = yaml.safe_load(match[1]) if match else None
    except (yaml.YAMLError, ValueError):  # ValueError: a date such as 2024-02-30
        properties = None
    if match is None or not isinstance(properties, dict):
        return {}, markup
    return {str(name).lower(): value for name, value in properties.items()}, markup[match.end() :]


def _line(value: object) -> str:
    """Return a property as text; what is no text, number or date is none, and may be endless when written out."""
    return str(value) if isinstance(value, str | int | float | dt.date) else ""


def _title(blocks: Sequence[Block]) -> str:
    """Return the first heading of the first level, or one of another level at the very top."""
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    top = [block for block in headings if block.level == 1] or [
        block for block in headings if block is blocks[0]
    ]
    return top[0].text if top else ""


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    rows: list[list[Span]] = []
    opener = Token("", "", 0)
    label: str | None = None
    """Of a list entry that begins."""
    labels = _labels(tokens)
    for token in tokens:
        match token.type:
            case "list_item_open":
                label = next(labels)
            case "list_item_close":
                label = None
            case "tr_open":
                rows.append([])
            case "table_close":
                yield from table_blocks(rows)
                rows = []
            case "fence" | "code_block":
                yield Block(token.content, Kind.CAPTION)
            case "html_block":
                yield from _html_blocks(token.content)
            case "inline" if rows:
                rows[-1].append(Span(_inline_text(token), is_header=opener.type == "th_open"))
            case "inline":
                level = int(opener.tag[1:]) if opener.type == "heading_open" else 0
                yield from _paragraph(token, level, label)
                label = None
        opener = token


def _labels(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield what a browser puts before each list entry, empty for a bullet."""
    numbers: list[int | None] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            numbers.append(int(token.attrGet("start") or 1) if token.tag == "ol" else None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            yield "" if number is None else f"{number}. "
            numbers[-1] = None if number is None else number + 1


def _paragraph(token: Token, level: int, label: str | None) -> Iterator[Block]:
    """Describe running text: a heading, the first paragraph of a list entry with its label, or another one."""
    if level:
        yield Block(_inline_text(token), Kind.HEADING, level)
        return
    if label is not None:
        yield Block(label + _CHECKBOX.sub("", _inline_text(token)), Kind.ITEM)
        return
    parts = [part for part in token.children or [] if part.content or part.type != "text"]
    if all(part.type in {"image", "softbreak", "link_open", "link_close"} for part in parts):
        yield Block(" ".join(part.content for part in parts if part.type == "image"), Kind.CAPTION)
        return
    if parts and parts[0].type == "strong_open":
        end = next(place for place, part in enumerate(parts) if part.type == "strong_close")
        asked = _text(parts[:end])
        if asked.endswith(_QUESTION_MARKS):
            yield Block(asked, Kind.HEADING, TABLE_LEVEL)
            parts = parts[end + 1 :]
    yield Block(_text(parts, softbreak="\n"))  # whoever lists terms and meanings so breaks lines on purpose


def _html_blocks(markup: str) -> Iterator[Block]:
    """Describe HTML amid Markdown, where what opens in one piece may close in another."""
    page = parse(markup)
    found = list(blocks(page.body)) if page.body is not None else []
    opens, closes = "<details" in markup.lower(), "</details" in markup.lower()
    if opens and not closes:
        found = [block for block in found if block.text or block.cells]
    yield from found
    if closes and not opens:
        yield Block(kind=Kind.HEADING, level=TABLE_LEVEL)


def _inline_text(token: Token) -> str:
    return _text(token.children or [])


def _text(parts: Sequence[Token], softbreak: str = " ") -> str:
    """Return the words of a paragraph, heading or cell as they are read when rendered."""
    words = []
    for part in parts:
        match part.type:
            case "text" | "code_inline":
                words.append(part.content)
            case "softbreak":
                words.append(softbreak)
            case "hardbreak":
                words.append("\n")
            case "html_inline" if _LINE_BREAK.match(part.content):
                words.append("\n")
    text = _NOTE.sub(lambda note: note_label(note[1]) if is_mark(note[1]) else "", "".join(words).strip())
    return _FOOTNOTE_MARK.sub("", text).strip()
