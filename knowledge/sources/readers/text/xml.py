"""XML without a form of its own: titles, paragraphs and tables, or records as `records` tells them apart."""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.remedies import DAMAGED
from knowledge.sources.readers.tables import Span, table_blocks
from knowledge.sources.readers.text.records import Value, record_blocks
from knowledge.sources.readers.xml_tree import parse_xml

_TITLES = frozenset(["title", "head", "heading", "headline", "h1", "h2", "h3", "h4", "h5", "h6", "subject"])
_PARAGRAPHS = frozenset(["p", "para", "simpara", "paragraph", "ab", "l"])
_ITEMS = frozenset(["item", "li", "listitem"])
_ROWS = frozenset(["row", "tr"])
_LABELS = frozenset(["name", "title", "label", "lang", "date"])
"""Attributes that a person would read, of elements that have a text as well."""
_LEVELS = 6


def read(content: bytes) -> Reading:
    """Read XML. The text of elements is read, their attributes only where these are all there is, or labels.

    Raises:
        ReadError: If it is damaged, nests too deep or defines entities.
    """
    start = content.lstrip()[:3]
    if not start.startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise ReadError(DAMAGED)
    root = parse_xml(content, may_declare_type=True)
    blocks = list(_prose(root, 0) if _is_prose(root) else record_blocks(_value(root)))
    text, passages = assemble(blocks)
    title = next((_text(element) for element in root.iter() if _name(element) == "title"), "")
    return Reading(text, passages, title=title)


def _is_prose(root: Element) -> bool:
    """Tell whether a person wrote the text in the order of the file, rather than a program its records."""
    return any(_name(element) in _PARAGRAPHS or _is_mixed(element) for element in root.iter())


def _name(element: Element) -> str:
    return element.tag.rpartition(":")[2].lower()


def _is_mixed(element: Element) -> bool:
    return len(element) > 0 and bool(
        (element.text or "").strip() or any((below.tail or "").strip() for below in element)
    )


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _prose(element: Element, depth: int, kind: Kind = Kind.PARAGRAPH) -> Iterator[Block]:
    """Describe an element in which text stands that is of `kind` unless its name says otherwise."""
    name = _name(element)
    kind = Kind.HEADING if name in _TITLES else Kind.ITEM if name in _ITEMS else kind
    level = min(max(depth, 1), _LEVELS)
    rows = [row for row in element.iter() if _name(row) in _ROWS and len(row)]
    if not len(element) or _is_mixed(element):
        yield Block(_text(element), kind, level if kind is Kind.HEADING else 0)
    elif rows and any(_name(below) in _ROWS for below in element):
        yield from table_blocks([[Span(_text(cell)) for cell in row] for row in rows])
    else:
        for below in element:
            yield from _prose(below, depth + 1, kind)
        yield Block(kind=Kind.HEADING, level=min(level + 1, _LEVELS))


def _value(element: Element) -> Value:
    """Return what an element holds: its text, or its elements by name, those of the same name as a list."""
    if not len(element) and (element.text or "").strip() and _LABELS.isdisjoint(element.keys()):
        return _text(element)
    held: defaultdict[str, list[Value]] = defaultdict(list)
    has_text = len(element) > 0 or bool((element.text or "").strip())
    for key, text in element.items():
        if not has_text or key in _LABELS:
            held[key].append(text)
    for below in element:
        held[below.tag.rpartition(":")[2]].append(_value(below))
    if not len(element) and has_text:
        held[_name(element)].append(_text(element))
    return {key: values[0] if len(values) == 1 else values for key, values in held.items()}
