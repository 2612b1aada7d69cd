"""PowerPoint presentations: each slide a page under its title, in the order in which a person reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.office.ooxml import core_properties, main_part, related, relationships
from knowledge.sources.readers.office.pptx_lists import paragraph_blocks, text_of
from knowledge.sources.readers.office.pptx_placeholders import Layout, read_layout, role
from knowledge.sources.readers.office.slide_order import NOTES, reading_order
from knowledge.sources.readers.tables import Span, table_blocks
from knowledge.sources.readers.zipped import Archive, child, whole_number

_SHAPES = frozenset({"p:sp", "p:grpSp", "p:graphicFrame"})
_MAX_SPAN = 1000


@dataclass(frozen=True, slots=True)
class _Slide:
    archive: Archive
    part: str
    layout: Layout


def read(content: bytes) -> Reading:
    """Read a PowerPoint presentation. Slides have the numbers that PowerPoint counts; hidden ones are left out.

    Of each slide the title is the heading, notes of the speaker stand below the rest. Comments, what every slide
    repeats (date, footer, number), and texts within pictures are left out.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    archive = Archive(content)
    name = main_part(archive)
    targets = {to.id: to.target for to in relationships(archive, name)}
    entries = list(archive.xml(name).iter("p:sldId"))
    blocks: list[Block] = []
    for number, entry in enumerate(entries, 1):
        part = targets.get(entry.get("r:id", ""))
        if part is not None:
            slide = _Slide(archive, part, read_layout(archive, part))
            blocks.extend(replace(block, page=number) for block in _slide(slide))
    text, passages = assemble(blocks)
    core = core_properties(archive)
    first_heading = next((block.text for block in blocks if block.kind is Kind.HEADING), "")
    return Reading(
        text,
        passages,
        title=sensible_title(core.get("dc:title"), first_heading),
        date=first_date([core.get("dcterms:created"), core.get("dcterms:modified")]),
        language=language_code(core.get("dc:language")),
        pages=len(entries),
    )


def _slide(slide: _Slide) -> Iterator[Block]:
    root = slide.archive.xml(slide.part)
    tree = child(root, "p:cSld", "p:spTree")
    if tree is None or root.get("show") in {"0", "false"}:
        return
    titles = [shape for shape in _shapes(tree) if role(shape) == "title"]
    title = " ".join(text_of(paragraph) for shape in titles for paragraph in _paragraphs(shape))
    yield Block(" ".join(title.split()), Kind.HEADING, 1)
    yield from _tree(slide, tree)
    notes_part = related(slide.archive, slide.part, "notesSlide")
    if notes_part is not None:
        yield Block(NOTES, Kind.HEADING, 2)
        for shape in slide.archive.xml(notes_part).iter("p:sp"):
            if role(shape) == "body":
                yield from (Block(text_of(paragraph)) for paragraph in _paragraphs(shape))
    yield Block(kind=Kind.HEADING, level=1)


def _shapes(tree: Element) -> Iterator[Element]:
    """Yield the shapes that are seen, in the order of the file."""
    for element in tree:
        if element.tag == "mc:AlternateContent":
            choice = child(element, "mc:Choice")
            yield from _shapes(element if choice is None else choice)
        elif element.tag in _SHAPES and not any(
            properties.get("hidden") in {"1", "true"} for part in element for properties in part
        ):
            yield element


def _tree(slide: _Slide, tree: Element) -> Iterator[Block]:
    shapes = [shape for shape in _shapes(tree) if role(shape) not in {"title", "furniture"}]
    for position in reading_order([slide.layout.box(shape) for shape in shapes]):
        shape = shapes[position]
        if shape.tag == "p:grpSp":
            yield from _tree(slide, shape)
        elif shape.tag == "p:sp":
            yield from paragraph_blocks(shape, _paragraphs(shape), slide.layout)
        else:
            yield from _frame(slide, shape)


def _frame(slide: _Slide, frame: Element) -> Iterator[Block]:
    """Describe a table or a diagram (SmartArt), the texts of the latter in the order they were written."""
    for table in frame.iter("a:tbl"):
        yield from table_blocks(list(_rows(table)))
    for reference in frame.iter("dgm:relIds"):
        for to in relationships(slide.archive, slide.part):
            if to.id == reference.get("r:dm"):
                for text in slide.archive.xml(to.target).iter("dgm:t"):
                    yield from (Block(text_of(paragraph), Kind.ITEM) for paragraph in text.iter("a:p"))


def _rows(table: Element) -> Iterator[list[Span]]:
    properties = child(table, "a:tblPr")
    has_header = properties is not None and properties.get("firstRow") in {"1", "true"}
    for number, row in enumerate(element for element in table if element.tag == "a:tr"):
        yield [
            Span(
                " ".join(" ".join(map(text_of, _paragraphs(cell))).split()),
                _count(cell, "gridSpan"),
                _count(cell, "rowSpan"),
                is_header=has_header and number == 0,
            )
            for cell in row
            if cell.tag == "a:tc" and not {cell.get("hMerge"), cell.get("vMerge")} & {"1", "true"}
        ]


def _count(cell: Element, attribute: str) -> int:
    return max(1, whole_number(cell.get(attribute), default=1, limit=_MAX_SPAN))


def _paragraphs(shape: Element) -> Iterator[Element]:
    for body in shape:
        if body.tag in {"p:txBody", "a:txBody"}:
            yield from (paragraph for paragraph in body if paragraph.tag == "a:p")
