"""The paragraph styles of a Word document, whatever language their names are in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.sources.readers.zipped import child, whole_number

_HEADING = re.compile(r"heading (\d)")
_BODY_TEXT_LEVEL = 9
"""Word's outline level of everything that is not a heading."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says about its paragraphs."""

    name: str = ""
    """Word's own name in lower case, "heading 1" in every language; a person's styles have any name."""
    level: int = 0
    """Depth of the heading, 0 for none."""
    list_name: str = ""
    """Of the list that its paragraphs are entries of, Word's number for it."""
    list_depth: int = 0
    """From 0."""
    is_hidden: bool = False

    @property
    def is_list(self) -> bool:
        """Tell whether its paragraphs are entries of a list."""
        return self.list_name not in {"", "0"}

    @property
    def is_title(self) -> bool:
        """Tell whether it is the style of the document's title."""
        return self.name == "title"

    @property
    def is_contents(self) -> bool:
        """Tell whether it belongs to a table of contents."""
        return self.name.startswith("toc ") or self.name == "table of figures"


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    language: str = ""
    """Language tag of text that is not marked otherwise."""

    def of_paragraph(self, properties: Element | None) -> Style:
        """Return the style of a paragraph, its own outline level and numbering included."""
        named = Style()
        if properties is None:
            return named
        reference = child(properties, "w:pStyle")
        if reference is not None:
            named = self.by_id.get(reference.get("w:val", ""), named)
        level, (name, depth) = outline_level(properties), numbering(properties)
        return Style(
            named.name,
            named.level if level is None else level,
            named.list_name if name is None else name,
            named.list_depth if depth is None else depth,
            named.is_hidden,
        )

    def is_hidden(self, run: Element | None) -> bool:
        """Tell whether run properties name a style whose text is not shown."""
        reference = child(run, "w:rStyle") if run is not None else None
        return reference is not None and self.by_id.get(reference.get("w:val", ""), Style()).is_hidden


def read_styles(root: Element) -> Styles:
    """Return the styles that the root of styles.xml defines."""
    definitions = {style.get("w:styleId", ""): style for style in root if style.tag == "w:style"}
    language = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
    return Styles(
        {name: _resolve(name, definitions) for name in definitions},
        "" if language is None else language.get("w:val", ""),
    )


def _resolve(identifier: str, definitions: Mapping[str, Element]) -> Style:
    """Follow a style to those it is based on until name, level and numbering are known."""
    name = ""
    level: int | None = None
    list_name: str | None = None
    list_depth: int | None = None
    is_hidden = False
    seen: set[str] = set()
    while identifier in definitions and identifier not in seen:
        seen.add(identifier)
        style = definitions[identifier]
        style_name = _value(style, "w:name").lower()
        properties = child(style, "w:pPr")
        heading = _HEADING.fullmatch(style_name)
        if level is None and heading:
            level = int(heading[1])
        if properties is not None:
            level = outline_level(properties) if level is None else level
            own_name, own_depth = numbering(properties)
            list_name = own_name if list_name is None else list_name
            list_depth = own_depth if list_depth is None else list_depth
        is_hidden = is_hidden or is_on(child(style, "w:rPr", "w:vanish"))
        name = name or style_name
        identifier = _value(style, "w:basedOn")
    if name == "title":
        level = 1
    return Style(name, level or 0, list_name or "", list_depth or 0, is_hidden)


def outline_level(properties: Element) -> int | None:
    """Return the depth of a heading that paragraph properties set, 0 for body text, None if they do not."""
    level = whole_number(_value(properties, "w:outlineLvl"), default=-1, limit=_BODY_TEXT_LEVEL)
    if level < 0:
        return None
    return level + 1 if level < _BODY_TEXT_LEVEL else 0


def numbering(properties: Element) -> tuple[str | None, int | None]:
    """Return the list and the depth in it that paragraph properties set, "0" for no list; None where they do not."""
    reference = child(properties, "w:numPr")
    if reference is None:
        return None, None
    depth = whole_number(_value(reference, "w:ilvl"), default=-1, limit=_BODY_TEXT_LEVEL)
    return _value(reference, "w:numId") or None, depth if depth >= 0 else None


def is_on(switch: Element | None) -> bool:
    """Tell whether a property that is there or not is set."""
    return switch is not None and switch.get("w:val", "1") not in {"0", "false", "off"}


def _value(element: Element, tag: str) -> str:
    found = child(element, tag)
    return "" if found is None else found.get("w:val", "")
