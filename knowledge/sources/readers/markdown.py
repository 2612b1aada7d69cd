"""Markdown: headings, paragraphs, lists and tables, with the markup taken out.

The canonical text is what a person sees rendered, since that is what people quote: no `**`, no link
addresses. Its offsets are therefore not those of the file.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.decoding import damage, decode
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.tables import Span, table_blocks

_MAX_NESTING = 1000
"""The parser skips without a word what is nested deeper; Python gives up before that, aloud."""
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]:?")
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
    blocks = list(_blocks(MarkdownIt("js-default", {"html": True, "maxNesting": _MAX_NESTING}).parse(markup)))
    text, passages = assemble(blocks)
    return Reading(
        text,
        passages,
        title=sensible_title(_line(properties.get("title")), _title(blocks)),
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
    return "" if value is None else str(value)


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
    opens_entry = False
    for token in tokens:
        match token.type:
            case "list_item_open" | "list_item_close":
                opens_entry = token.type == "list_item_open"
            case "tr_open":
                rows.append([])
            case "table_close":
                yield from table_blocks(rows)
                rows = []
            case "fence" | "code_block":
                yield Block(token.content, Kind.CAPTION)
            case "html_block":
                yield Block(_html_text(token.content))
            case "inline" if rows:
                rows[-1].append(Span(_inline_text(token), is_header=opener.type == "th_open"))
            case "inline" if opener.type == "heading_open":
                yield Block(_inline_text(token), Kind.HEADING, level=int(opener.tag.removeprefix("h")))
            case "inline":
                yield _paragraph(token, opens_entry=opens_entry)
                opens_entry = False
        opener = token


def _paragraph(token: Token, *, opens_entry: bool) -> Block:
    parts = token.children or []
    if all(part.type in {"image", "softbreak", "link_open", "link_close"} for part in parts):
        return Block(" ".join(part.content for part in parts if part.type == "image"), Kind.CAPTION)
    text = _inline_text(token)
    return Block(_CHECKBOX.sub("", text), Kind.ITEM) if opens_entry else Block(text)


def _inline_text(token: Token) -> str:
    """Return the words of a paragraph, heading or cell as they are read when rendered."""
    words = []
    for part in token.children or []:
        match part.type:
            case "text" | "code_inline":
                words.append(part.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
            case "html_inline" if _LINE_BREAK.match(part.content):
                words.append("\n")
    return _FOOTNOTE_MARK.sub("", "".join(words)).strip()


def _html_text(markup: str) -> str:
    tree = LexborHTMLParser(markup)
    tree.strip_tags(["script", "style", "template"])
    return " ".join(tree.body.text().split()) if tree.body else ""
