"""What OpenDocument texts, presentations and spreadsheets share: paragraphs, lists, tables, properties.

Tracked changes are accepted; comments, tables of contents and pronunciation are left out.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.metadata import first_date, language_code
from knowledge.sources.readers.note_marks import note_label
from knowledge.sources.readers.numerals import kind_of_numbered
from knowledge.sources.readers.office.odf_numbering import Counts, Numbering, read_numbering
from knowledge.sources.readers.remedies import PASSWORD
from knowledge.sources.readers.tables import Span, table_blocks
from knowledge.sources.readers.zipped import Archive, child, whole_number

_MANIFEST = "META-INF/manifest.xml"
_UNSEEN = frozenset(
    {
        "text:tracked-changes",
        "office:annotation",
        "text:table-of-content",
        "text:illustration-index",
        "text:table-index",
        "text:alphabetical-index",
        "text:note-citation",
        "text:ruby-text",
        "text:number",
    }
)
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_ATTACHED = frozenset({"text:note-body", "draw:text-box", "draw:custom-shape"})
"""Paragraphs of their own inside a paragraph."""
_MAX_REPEATED = 1000
"""Columns, rows or spaces that a number may stand for; office programs fill whole sheets with empty cells."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a paragraph takes from where it stands."""

    parents: Mapping[str, str]
    """Style → the style it is based on."""
    kind: Kind = Kind.PARAGRAPH
    numbering: Numbering = field(default_factory=Numbering)
    list_style: str = ""
    depth: int = 0
    """Of the list it is in, 0 for none."""
    counts: Counts = field(default_factory=dict)
    """Of that list."""


@dataclass(frozen=True, slots=True)
class Package:
    """An OpenDocument file."""

    content: Element
    styles: Element
    properties: Mapping[str, str]
    """What the file says about itself, such as "dc:title"."""
    place: Place
    """The outermost one."""

    @property
    def date(self) -> dt.date | None:
        """Return the day the document says it is of."""
        return first_date([self.properties.get("meta:creation-date"), self.properties.get("dc:date")])

    @property
    def language(self) -> str:
        """Return the ISO 639-1 code that the file declares, an empty text if none."""
        return language_code(self.properties.get("dc:language")) or _default_language(self.styles)


def open_package(content: bytes) -> Package:
    """Open an OpenDocument file.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    archive = Archive(content)
    if _MANIFEST in archive and any(
        element.tag == "manifest:encryption-data" for element in archive.xml(_MANIFEST).iter()
    ):
        raise ReadError(PASSWORD)
    root = archive.xml("content.xml")
    nothing = Element("none")
    styles = archive.xml("styles.xml") if "styles.xml" in archive else nothing
    meta = archive.xml("meta.xml") if "meta.xml" in archive else nothing
    properties = {element.tag: element.text or "" for element in meta.iter()}
    place = Place(_parents(root) | _parents(styles), numbering=read_numbering(root, styles))
    return Package(root, styles, properties, place)


def _parents(root: Element) -> dict[str, str]:
    return {
        style.get("style:name", ""): style.get("style:parent-style-name", "")
        for style in root.iter("style:style")
        if style.get("style:family") == "paragraph"
    }


def _default_language(styles: Element) -> str:
    for default in styles.iter("style:default-style"):
        properties = child(default, "style:text-properties")
        if default.get("style:family") == "paragraph" and properties is not None:
            return language_code(properties.get("fo:language"))
    return ""


def family(paragraph: Element, parents: Mapping[str, str]) -> set[str]:
    """Return the paragraph's style and those it is based on."""
    family: set[str] = set()
    style = paragraph.get("text:style-name", "")
    while style and style not in family:
        family.add(style)
        style = parents.get(style, "")
    return family


def blocks(parent: Element, place: Place) -> Iterator[Block]:
    """Describe what stands below an element, in the order of the file. A note or text box follows its paragraph.

    Raises:
        ReadError: If a table is unreasonably large.
    """
    for element in parent:
        match element.tag:
            case "text:h":
                yield from _paragraph(element, place, _count(element, "text:outline-level"))
            case "text:p":
                yield from _paragraph(element, place, int("Title" in family(element, place.parents)))
            case "text:list":
                yield from _list(element, place)
            case "table:table":
                yield from _table(element, place)
            case tag if tag not in _UNSEEN:  # sections, list entries, frames
                yield from blocks(element, place)


def _list(element: Element, place: Place) -> Iterator[Block]:
    style = element.get("text:style-name") or place.list_style
    counts = place.counts if place.depth else place.numbering.counts_of(element, style)
    inner = replace(place, kind=Kind.ITEM, list_style=style, depth=place.depth + 1, counts=counts)
    for entry in element:
        label = ""
        if entry.tag == "text:list-item" and any(below.tag in _PARAGRAPHS for below in entry):
            start = entry.get("text:start-value")
            label = place.numbering.label(style, inner.depth, counts, start)
        for block in blocks(entry, inner):
            kind = kind_of_numbered(label) if label and block.kind is Kind.ITEM else block.kind
            yield replace(block, text=f"{label} {block.text}" if label else block.text, kind=kind)
            label = ""


def _paragraph(paragraph: Element, place: Place, level: int) -> Iterator[Block]:
    kind = place.kind
    if level:
        kind = Kind.HEADING
    elif "Caption" in family(paragraph, place.parents):
        kind = Kind.CAPTION
    if (text := text_of(paragraph)).strip():
        is_numbered = paragraph.tag == "text:h" and not place.depth
        is_numbered = is_numbered and paragraph.get("text:is-list-header") != "true"
        label = place.numbering.label("", level, place.numbering.headings) if is_numbered else ""
        yield Block(f"{label} {text}" if label else text, kind, min(level, 6))
    for attached, mark in _attached(paragraph):
        yield from _noted(attached, mark, Place(place.parents, numbering=place.numbering))


def _noted(attached: Element, mark: str, place: Place) -> Iterator[Block]:
    """Describe a note with its mark, or a text box."""
    label = note_label(mark)
    for block in blocks(attached, place):
        yield replace(block, text=label + block.text.strip()) if label and block.text.strip() else block
        label = "" if block.text.strip() else label


def text_of(element: Element) -> str:
    """Return the text of a paragraph."""
    parts = [_collapsed(element.text)]
    for below in element:
        match below.tag:
            case "text:s":
                parts.append(" " * _count(below, "text:c"))
            case "text:tab":
                parts.append("\t")
            case "text:line-break":
                parts.append("\n")
            case tag if tag not in _UNSEEN and tag not in _ATTACHED and not tag.startswith("draw:"):
                parts.append(text_of(below))
        parts.append(_collapsed(below.tail))
    return "".join(parts)


def _collapsed(text: str | None) -> str:
    """Return text with white space as the format means it: what matters is written as elements."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _attached(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield notes and text boxes, each with the mark of its note or an empty text."""
    mark = ""
    for below in element:
        if below.tag == "text:note-citation":
            mark = below.text or ""
        elif below.tag in _ATTACHED:
            yield below, mark
        elif below.tag not in _UNSEEN:
            yield from _attached(below)


def _table(table: Element, place: Place) -> Iterator[Block]:
    if all(sum(map(_has_text, row)) < 2 for row, _ in table_rows(table)):
        for row, _ in table_rows(table):
            yield from blocks(row, place)  # a box around text, not a table
        return
    rows: list[list[Span]] = []
    for row, is_header in table_rows(table):
        spans = row_spans(row, place, is_header=is_header)
        rows.extend([spans] * (_count(row, "table:number-rows-repeated") if spans else 1))
    yield from table_blocks(rows)


def _has_text(cell: Element) -> bool:
    return bool("".join(cell.itertext()).strip())


def row_spans(row: Element, place: Place, *, is_header: bool) -> list[Span]:
    """Return the cells of a table's row, without the empty ones at its end."""
    spans: list[Span] = []
    for cell in row:
        if cell.tag == "table:table-cell":
            span = Span(
                " ".join(" ".join(_cell_texts(cell, place)).split()),
                _count(cell, "table:number-columns-spanned"),
                _count(cell, "table:number-rows-spanned"),
                is_header,
            )
            repeated = _count(cell, "table:number-columns-repeated")
            spans.extend(replace(span) for _ in range(repeated))  # one that spans is one object
    while spans and not spans[-1].text:
        spans.pop()
    return spans


def table_rows(parent: Element, *, is_header: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table, and whether each belongs to its header."""
    for element in parent:
        if element.tag == "table:table-row":
            yield element, is_header
        elif element.tag in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
            yield from table_rows(element, is_header=element.tag == "table:table-header-rows")


def _cell_texts(cell: Element, place: Place) -> Iterator[str]:
    for block in blocks(cell, place):
        yield from (value for _, value in block.cells) if block.cells else [block.text]


def _count(element: Element, attribute: str) -> int:
    return whole_number(element.get(attribute), default=1, limit=_MAX_REPEATED)
