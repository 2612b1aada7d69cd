"""OpenDocument presentations: each slide a page under its title, in the order in which a person reads it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.metadata import sensible_title
from knowledge.sources.readers.office.opendocument import Place, blocks, open_package, text_of
from knowledge.sources.readers.office.slide_order import NOTES, Box, reading_order

_FURNITURE = frozenset({"date-time", "footer", "header", "page-number", "page"})
_TITLE = "title"
_CLASS = "presentation:class"
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}
_LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)([a-z]{2})")


def read(content: bytes) -> Reading:
    """Read an OpenDocument presentation. Hidden slides are left out but counted.

    Of each slide the title is the heading, notes of the speaker stand below the rest. Comments and what every
    slide repeats (date, footer, number) are left out.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    package = open_package(content)
    hidden = set(_hidden_styles(package.content))
    pages = list(package.content.iter("draw:page"))
    found = [
        replace(block, page=number)
        for number, page in enumerate(pages, 1)
        if page.get("draw:style-name") not in hidden
        for block in _slide(page, package.place)
    ]
    text, passages = assemble(found)
    first_heading = next((block.text for block in found if block.kind is Kind.HEADING), "")
    return Reading(
        text,
        passages,
        title=sensible_title(package.properties.get("dc:title"), first_heading),
        date=package.date,
        language=package.language,
        pages=len(pages),
    )


def _hidden_styles(content: Element) -> Iterator[str]:
    for style in content.iter("style:style"):
        if any(properties.get("presentation:visibility") == "hidden" for properties in style):
            yield style.get("style:name", "")


def _slide(page: Element, place: Place) -> Iterator[Block]:
    shapes = [shape for shape in page if shape.tag.startswith("draw:")]
    titles = [shape for shape in shapes if shape.get(_CLASS) == _TITLE]
    title = " ".join(text_of(paragraph) for shape in titles for paragraph in shape.iter("text:p"))
    yield Block(" ".join(title.split()), Kind.HEADING, 1)
    yield from _ordered([shape for shape in shapes if shape not in titles], place)
    for notes in (element for element in page if element.tag == "presentation:notes"):
        yield Block(NOTES, Kind.HEADING, 2)
        for frame in notes:
            if frame.get(_CLASS) == "notes":
                yield from (replace(block, kind=Kind.PARAGRAPH, level=0) for block in blocks(frame, place))
    yield Block(kind=Kind.HEADING, level=1)


def _ordered(shapes: list[Element], place: Place) -> Iterator[Block]:
    seen = [shape for shape in shapes if shape.get(_CLASS) not in _FURNITURE]
    for position in reading_order([_box(shape) for shape in seen]):
        shape = seen[position]
        if shape.tag == "draw:g":
            yield from _ordered(list(shape), place)
        else:
            yield from blocks(shape, place)


def _box(shape: Element) -> Box | None:
    """Return where a shape lies; a group lies where its shapes do."""
    if shape.tag == "draw:g":
        boxes = [box for box in map(_box, shape) if box is not None]
        return (
            Box(
                min(box.left for box in boxes),
                min(box.top for box in boxes),
                max(box.right for box in boxes),
                max(box.bottom for box in boxes),
            )
            if boxes
            else None
        )
    x, y, width, height = (_length(shape.get(f"svg:{name}")) for name in ("x", "y", "width", "height"))
    if x is None or y is None:
        return None
    return Box(x, y, x + (width or 0), y + (height or 0))


def _length(text: str | None) -> float | None:
    match = _LENGTH.fullmatch(text or "")
    return float(match[1]) * _CENTIMETRES[match[2]] if match and match[2] in _CENTIMETRES else None
