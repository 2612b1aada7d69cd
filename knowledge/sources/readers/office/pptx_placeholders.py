"""What the shapes of a slide take from its layout and master: their place and their bullets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from knowledge.sources.readers.office.ooxml import related
from knowledge.sources.readers.office.slide_order import Box
from knowledge.sources.readers.zipped import Archive, child

_FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
_TITLES = frozenset({"title", "ctrTitle"})
_BULLETS = frozenset({"a:buChar", "a:buAutoNum", "a:buBlip"})
_NO_BULLET = "a:buNone"
_TRANSFORMS = (("p:spPr", "a:xfrm"), ("p:grpSpPr", "a:xfrm"), ("p:xfrm",))
_PLACEHOLDERS = (("p:nvSpPr", "p:nvPr", "p:ph"), ("p:nvGraphicFramePr", "p:nvPr", "p:ph"))


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands behind a slide."""

    shapes: Sequence[Element] = ()
    """Of the layout."""
    master_shapes: Sequence[Element] = ()
    text_styles: Element | None = None
    """Of the master, for titles, bodies and other text."""

    def box(self, shape: Element) -> Box | None:
        """Return where a shape lies, None if neither it nor what stands behind it says."""
        for one in self._inherited(shape):
            for path in _TRANSFORMS:
                offset, extent = child(one, *path, "a:off"), child(one, *path, "a:ext")
                if offset is not None and extent is not None:
                    left, top = _length(offset.get("x")), _length(offset.get("y"))
                    return Box(left, top, left + _length(extent.get("cx")), top + _length(extent.get("cy")))
        return None

    def bullet(self, shape: Element, paragraph: Element) -> Element | None:
        """Return the bullet or the numbering ("a:buAutoNum") of a paragraph of a shape, None if it has none."""
        own = child(paragraph, "a:pPr")
        level = f"a:lvl{level_of(paragraph) + 1}pPr"
        styles = [child(one, "p:txBody", "a:lstStyle", level) for one in self._inherited(shape)]
        if role(shape) == "body" and self.text_styles is not None:
            styles.append(child(self.text_styles, "p:bodyStyle", level))
        set_by = (element for style in (own, *styles) if style is not None for element in style)
        found = next(
            (element for element in set_by if element.tag in _BULLETS or element.tag == _NO_BULLET), None
        )
        return None if found is None or found.tag == _NO_BULLET else found

    def _inherited(self, shape: Element) -> Iterator[Element]:
        """Yield a shape and the placeholders of layout and master that it fills."""
        yield shape
        own = _placeholder(shape)
        if own is not None:
            place = own.get("idx", "0")
            yield from (
                other
                for other in self.shapes
                if (found := _placeholder(other)) is not None
                and role(other) == role(shape)
                and (role(shape) == "title" or found.get("idx", "0") == place)
            )
            yield from (other for other in self.master_shapes if role(other) == role(shape))


def read_layout(archive: Archive, slide: str) -> Layout:
    """Return what stands behind the slide in the part named `slide`.

    Raises:
        ReadError: If it is damaged.
    """
    layout_part = related(archive, slide, "slideLayout")
    if layout_part is None:
        return Layout()
    layout = archive.xml(layout_part)
    master_part = related(archive, layout_part, "slideMaster")
    master = archive.xml(master_part) if master_part else Element("none")
    return Layout(list(layout.iter("p:sp")), list(master.iter("p:sp")), child(master, "p:txStyles"))


def role(shape: Element) -> str:
    """Return what a shape is for: "title", "body", "furniture" such as the date, or nothing set ("")."""
    found = _placeholder(shape)
    if found is None:
        return ""
    kind = found.get("type", "obj")
    return "title" if kind in _TITLES else "furniture" if kind in _FURNITURE else "body"


def _placeholder(shape: Element) -> Element | None:
    return next((found for path in _PLACEHOLDERS if (found := child(shape, *path)) is not None), None)


def level_of(paragraph: Element) -> int:
    """Return how deep in a list a paragraph stands, from 0."""
    properties = child(paragraph, "a:pPr")
    text = "" if properties is None else properties.get("lvl", "")
    return int(text) if text in set("012345678") else 0


def _length(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
