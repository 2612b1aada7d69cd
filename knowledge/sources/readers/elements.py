"""HTML elements → blocks, for web pages, e-book chapters and mails."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.tables import TABLE_LEVEL, Span, table_blocks
from knowledge.sources.readers.zipped import whole_number

MAX_DEPTH = 250
"""Elements inside one another; pages in the wild stay below 100."""
_MAX_OPEN_TAGS = 5000
"""Before parsing, which takes time with the square of the depth."""
_MAX_SPAN = 1000
"""The limit of the HTML standard for `colspan`."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(text.split())


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_SELF_CLOSING = words(
    "area base br col dd dt embed hr img input li link meta option p source tbody td th tr track wbr"
)
"""Elements that are empty or that HTML closes by itself."""
_UNSEEN = words(
    "script style template noscript iframe object embed svg math canvas audio video head select input "
    "textarea dialog datalist rt rp"
)
_INLINE = words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q ruby rb "
    "s samp small span strike strong sub sup time tt u var wbr"
)


def parse(html: str) -> LexborHTMLParser:
    """Parse a page.

    Raises:
        ReadError: If its elements nest deeper than `MAX_DEPTH`.
    """
    depth = 0
    for slash, name in _TAG.findall(html):
        if name.lower() not in _SELF_CLOSING:
            depth = max(depth - 1, 0) if slash else depth + 1
        if depth > _MAX_OPEN_TAGS:
            raise ReadError(_TOO_DEEP)
    parser = LexborHTMLParser(html.removeprefix("\ufeff"))
    if _deepest(parser.root) > MAX_DEPTH:
        raise ReadError(_TOO_DEEP)
    return parser


_TOO_DEEP = "nests its elements too deep to be a page. Save its text as .txt and put that in its place."


def _deepest(root: LexborNode | None) -> int:
    deepest = depth = 0
    node = root
    while node is not None:
        below = node.first_child
        if below is not None:
            node, depth = below, depth + 1
            deepest = max(deepest, depth)
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None
    return deepest


def is_seen(node: LexborNode) -> bool:
    """Tell whether a browser would show an element, as far as the page itself says."""
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return (
        node.is_element_node
        and node.tag not in _UNSEEN
        and not ("hidden" in attributes and attributes["hidden"] != "until-found")
        and "display:none" not in style
        and "visibility:hidden" not in style
    )


def blocks(root: LexborNode) -> Iterator[Block]:
    """Describe what a person sees of an element, in reading order.

    Raises:
        ReadError: If a table is unreasonably large.
    """
    return _Walk().element(root, Kind.PARAGRAPH)


class _Walk:
    """Gathers inline text until an element begins or ends a block."""

    def __init__(self) -> None:
        self.line: list[str] = []

    def below(self, parent: LexborNode, kind: Kind, level: int = 0) -> Iterator[Block]:
        """Walk through the children of an element whose text is of `kind`."""
        for node in parent.iter(include_text=True):
            tag = node.tag or ""
            if node.is_text_node:
                self.line.append(re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""))
            elif tag == "br":
                if (
                    "".join(self.line[-2:]).rstrip(" ").endswith("\n")
                ):  # how pages without <p> part paragraphs
                    yield from self.flush(kind, level)
                self.line.append("\n")
            elif is_seen(node) and (tag in _INLINE or (tag == "button" and kind is Kind.HEADING)):
                yield from self.below(node, kind, level)
            elif is_seen(node) and tag != "button":
                yield from self.flush(kind, level)
                yield from self.element(node, kind, level)

    def flush(self, kind: Kind, level: int = 0) -> Iterator[Block]:
        """Yield the text gathered so far, if any."""
        text = re.sub(r" *\n *", "\n", re.sub(r" +", " ", "".join(self.line))).strip()
        self.line.clear()
        if text:
            yield Block(text if kind is not Kind.HEADING else text.replace("\n", " "), kind, level)

    def element(self, node: LexborNode, kind: Kind, level: int = 0) -> Iterator[Block]:
        """Walk through an element that is no part of a line."""
        tag = node.tag or ""
        if tag == "pre":
            yield Block(node.text().replace("\r\n", "\n"))
        elif tag == "table" and (rows := _rows(node)):
            for caption in (below for below in node.iter() if below.tag == "caption"):
                yield from self.element(caption, Kind.CAPTION)
            yield from table_blocks(rows)
        else:
            kind, level = _KINDS.get(tag, (kind, level))
            yield from self.below(node, kind, level)
            yield from self.flush(kind, level)
            if tag in {"dl", "details"}:
                yield Block(kind=Kind.HEADING, level=TABLE_LEVEL)


_KINDS = {
    **{f"h{level}": (Kind.HEADING, level) for level in range(1, 7)},
    **dict.fromkeys(("dt", "summary"), (Kind.HEADING, TABLE_LEVEL)),
    **dict.fromkeys(("caption", "figcaption", "legend"), (Kind.CAPTION, 0)),
    **dict.fromkeys(("dd", "blockquote", "td", "th"), (Kind.PARAGRAPH, 0)),
    "li": (Kind.ITEM, 0),
}
"""Element → what its text is, and the level of headings; the text of any other is what is around it."""


def _rows(table: LexborNode) -> list[list[Span]]:
    """Return the rows of a table, none if it only lays out the page."""
    rows = [
        (group.tag == "thead", [cell for cell in row.iter() if cell.tag in {"td", "th"}])
        for group in table.iter()
        for row in ([group] if group.tag == "tr" else group.iter() if group.tag != "caption" else ())
        if row.tag == "tr"
    ]
    lays_out = (
        table.attributes.get("role") in {"presentation", "none"}
        or max((len(cells) for _, cells in rows), default=0) < 2
        or table.css_first("table table, td h1, td h2, td h3, td h4, td p + p, td ul") is not None
    )
    if lays_out:
        return []
    return [[_span(cell, in_header=in_header) for cell in cells] for in_header, cells in rows]


def _span(cell: LexborNode, *, in_header: bool) -> Span:
    texts = " ".join(block.text for block in blocks(cell))
    return Span(
        " ".join(texts.split()),
        max(1, whole_number(cell.attributes.get("colspan"), default=1, limit=_MAX_SPAN)),
        max(1, whole_number(cell.attributes.get("rowspan"), default=1, limit=_MAX_SPAN)),
        in_header or cell.tag == "th",
    )
