"""HTML elements → blocks, for web pages, e-book chapters and mails."""

import re
from collections.abc import Callable, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.note_marks import is_mark, note_label, with_raised
from knowledge.sources.readers.numerals import letters, roman
from knowledge.sources.readers.tables import TABLE_LEVEL, Span, table_blocks
from knowledge.sources.readers.web.visibility import INLINE, is_seen, words
from knowledge.sources.readers.zipped import whole_number

MAX_DEPTH = 250
"""Elements inside one another; pages in the wild stay below 100."""
_MAX_OPEN_TAGS = 5000
"""Before parsing, which takes time with the square of the depth."""
_MAX_SPAN = 1000
"""The limit of the HTML standard for `colspan`."""


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_SELF_CLOSING = words(
    "area base br col dd dt embed hr img input li link meta option p source tbody td th tr track wbr"
)
"""Elements that are empty or that HTML closes by itself."""


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


def blocks(root: LexborNode) -> Iterator[Block]:
    """Describe what a person sees of an element, in reading order.

    Numbers that a browser puts before the entries of lists are part of their text. Raised marks of notes are
    left out; a note that such a mark leads to begins with it.

    Raises:
        ReadError: If a table is unreasonably large.
    """
    return _Walk(_notes(root)).element(root, Kind.PARAGRAPH)


def _notes(root: LexborNode) -> dict[str, str]:
    """Return the id of each note that a mark in the text leads to, and its mark."""
    notes: dict[str, str] = {}
    for link in root.css("a[href*='#']"):
        mark = " ".join(link.text().split())
        if is_note_link(link) and (target := (link.attributes.get("href") or "").partition("#")[2]):
            notes.setdefault(target, note_label(mark))
    return notes


def is_note_link(link: LexborNode) -> bool:
    """Tell whether a link is the mark of a note: raised, or said to be one."""
    attributes = link.attributes
    says_so = {attributes.get("role"), attributes.get("epub:type")} & {"doc-noteref", "noteref"}
    is_raised = link.parent is not None and (link.parent.tag == "sup" or link.css_first("sup") is not None)
    is_named = "footnote" in (attributes.get("class") or "")
    return (bool(says_so) or is_raised or is_named) and is_mark(link.text())


class _Walk:
    """Gathers inline text until an element begins or ends a block."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self.line: list[str] = []
        self.notes = notes
        self.label = ""
        """To be put before the next text: the number of a list entry, or the mark of a note."""

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
            elif is_seen(node):
                yield from self.shown(node, kind, level)

    def shown(self, node: LexborNode, kind: Kind, level: int) -> Iterator[Block]:
        """Walk through an element within a block."""
        tag = node.tag or ""
        if tag in {"a", "sup"} and self.leads_back(node):
            return
        if tag == "sup" or (tag == "a" and is_note_link(node)):
            self.line = [with_raised("".join(self.line), " ".join(node.text().split()), "")]
        elif tag in _BOLD and kind is not Kind.HEADING and self.asks(node):
            yield from self.flush(kind, level)
            yield Block(" ".join(node.text().split()), Kind.HEADING, TABLE_LEVEL)
        elif tag in INLINE or (tag == "button" and kind is Kind.HEADING):
            yield from self.below(node, kind, level)
        elif tag != "button":
            yield from self.flush(kind, level)
            yield from self.element(node, kind, level)

    def asks(self, node: LexborNode) -> bool:
        """Tell whether a bold element is a question on a line of its own."""
        text = node.text().strip()
        is_first = not "".join(self.line).strip() or "".join(self.line).rstrip(" ").endswith("\n")
        return is_first and text[-1:] in _QUESTION_MARKS and len(text) <= _LONGEST_QUESTION

    def leads_back(self, link: LexborNode) -> bool:
        """Tell whether a link leads from a note back to its mark, or to the heading it stands in."""
        text = link.text().strip()
        is_own_mark = self.label and not "".join(self.line).strip() and note_label(text) == self.label
        return text in _BACK_LINKS or bool(is_own_mark)

    def flush(self, kind: Kind, level: int = 0) -> Iterator[Block]:
        """Yield the text gathered so far, if any."""
        text = re.sub(r" *\n *", "\n", re.sub(r" +", " ", "".join(self.line))).strip()
        self.line.clear()
        if text:
            text, self.label = self.label + text, ""
            yield Block(text if kind is not Kind.HEADING else text.replace("\n", " "), kind, level)

    def element(self, node: LexborNode, kind: Kind, level: int = 0) -> Iterator[Block]:
        """Walk through an element that is no part of a line."""
        tag = node.tag or ""
        if label := self.notes.get(node.attributes.get("id") or ""):
            self.label = label
        if tag == "pre":
            yield Block(node.text().replace("\r\n", "\n"))
        elif tag == "table" and (rows := _rows(node)):
            yield Block(self.label)
            self.label = ""
            for caption in (below for below in node.iter() if below.tag == "caption"):
                yield from self.element(caption, Kind.CAPTION)
            yield from table_blocks(rows)
        elif tag == "ol":
            yield from self.numbered(node)
        elif tag == "dt" and not node.text().strip().endswith(_QUESTION_MARKS):
            yield from self.term(node)
        else:
            kind, level = _KINDS.get(tag, (kind, level))
            yield from self.below(node, kind, level)
            yield from self.flush(kind, level)
            if tag in {"dl", "details"}:
                self.label = ""
                yield Block(kind=Kind.HEADING, level=TABLE_LEVEL)

    def term(self, node: LexborNode) -> Iterator[Block]:
        """Put a term before its description: "Dunnage: loose wood"."""
        term = " ".join(node.text().split()).rstrip(" :")
        following = node.next
        while following is not None and not following.is_element_node:
            following = following.next
        if self.label:  # of several terms with one description
            self.label = f"{self.label.rstrip(' :')}, {term}: "
        elif following is not None and following.tag in {"dd", "dt"}:
            self.label = f"{term}: " if term else ""
        elif term:
            yield Block(term)

    def numbered(self, node: LexborNode) -> Iterator[Block]:
        """Walk through a list whose entries a browser numbers."""
        entries = [below for below in node.iter() if below.tag == "li" and is_seen(below)]
        is_reversed = "reversed" in node.attributes
        number = _number(node.attributes.get("start"), len(entries) if is_reversed else 1)
        is_bare = _UNNUMBERED.search(re.sub(r"\s+", "", node.attributes.get("style") or "").lower())
        for entry in entries:
            number = _number(entry.attributes.get("value"), number)
            note = self.notes.get(entry.attributes.get("id") or "")
            numeral = _NUMERALS.get(node.attributes.get("type") or "", str)(number)
            self.label = note or ("" if is_bare else f"{numeral}. ")
            yield from self.element(entry, Kind.ITEM)
            self.label = ""
            number += -1 if is_reversed else 1


_BOLD = frozenset({"b", "strong"})
_QUESTION_MARKS = ("?", "？", "؟", "՞")
_LONGEST_QUESTION = 200
_BACK_LINKS = frozenset({"↩", "↩\ufe0e", "↑", "^", "⏎", "↵", "⤴", "¶", "#"})
"""What leads from a note back into the text, or to a heading itself."""
_UNNUMBERED = re.compile(r"list-style(?:-type)?:(?:[\w-]+)?(?:none|disc|circle|square)")
_NUMERALS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}


def _number(attribute: str | None, default: int) -> int:
    return int(attribute) if attribute and re.fullmatch(r"\s*-?\d{1,6}\s*", attribute) else default


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
