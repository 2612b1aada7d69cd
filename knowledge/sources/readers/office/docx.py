"""Word documents: what a reader of the printed page would see, with tracked changes accepted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.note_marks import note_label, with_raised
from knowledge.sources.readers.numerals import kind_of_numbered, roman
from knowledge.sources.readers.office.docx_numbering import Numbering, read_numbering
from knowledge.sources.readers.office.docx_styles import Style, Styles, is_on, read_styles
from knowledge.sources.readers.office.ooxml import core_properties, main_part, related
from knowledge.sources.readers.tables import TABLE_LEVEL, Span, table_blocks
from knowledge.sources.readers.titles import printed_title
from knowledge.sources.readers.zipped import Archive, child, whole_number

_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:br": "\n", "w:noBreakHyphen": "-"}
_TEXTS = frozenset({"w:t", "m:t"})
_ENDNOTE = "w:endnoteReference"
_NOTES = frozenset({"w:footnoteReference", _ENDNOTE})
_TEXT_BOX = "w:txbxContent"
_UNSEEN = frozenset({"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:rt", "mc:Fallback"})
"""Deleted or moved away, properties, pronunciation, and the second copy of what `mc:Choice` holds."""
_WRAPPERS = frozenset({"w:body", "w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"})
"""Elements that may stand around paragraphs, rows and cells without a meaning of their own."""
_BOLD_HEADING_LENGTH = 80
_QUESTION_LENGTH = 200
_QUESTION_MARKS = frozenset("?？؟՞")
_MAX_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the body of a document refers to."""

    styles: Styles
    notes: Mapping[tuple[str, str], Element]
    """By the tag that refers to it and its id."""
    numbering: Numbering
    note_marks: dict[tuple[str, str], str]
    """Of the notes referred to so far."""
    has_headings: bool
    """Whether any paragraph has the style of a heading; if none, bold lines stand in for them."""


def read(content: bytes) -> Reading:
    """Read a Word document.

    A footnote or text box follows the paragraph that it hangs on, a footnote with its mark, which the paragraph loses. Comments, page headers and tables of
    contents are left out. Word stores no pages that could be relied on.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    archive = Archive(content)
    name = main_part(archive)
    document = archive.xml(name)
    styles_part = related(archive, name, "styles")
    styles = read_styles(archive.xml(styles_part)) if styles_part else Styles()
    paragraphs = [(p, styles.of_paragraph(child(p, "w:pPr"))) for p in document.iter("w:p")]
    has_headings = any(style.level and not style.is_title for _, style in paragraphs)
    numbering_part = related(archive, name, "numbering")
    numbering = read_numbering(archive.xml(numbering_part)) if numbering_part else Numbering()
    parts = _Parts(styles, _notes(archive, name), numbering, {}, has_headings)
    blocks = list(_blocks(document, parts))
    text, passages = assemble(blocks)
    core = core_properties(archive)
    titles = (_text(p, parts) for p, style in paragraphs if style.is_title)
    return Reading(
        text,
        passages,
        title=sensible_title(core.get("dc:title"), *titles, printed_title(blocks)),
        date=first_date([core.get("dcterms:created"), core.get("dcterms:modified")]),
        language=language_code(styles.language or core.get("dc:language")),
    )


def _notes(archive: Archive, document: str) -> dict[tuple[str, str], Element]:
    notes = {}
    for kind in ("footnote", "endnote"):
        part = related(archive, document, f"{kind}s")
        for note in archive.xml(part) if part else ():
            notes[f"w:{kind}Reference", note.get("w:id", "")] = note
    return notes


def _blocks(parent: Element, parts: _Parts) -> Iterator[Block]:
    for element in _inside(parent):
        if element.tag == "w:p":
            yield from _paragraph(element, parts)
        elif element.tag == "w:tbl":
            yield from _table(element, parts)


def _inside(parent: Element) -> Iterator[Element]:
    """Yield the children of `parent`, those of wrappers in their place."""
    for element in parent:
        if element.tag in _WRAPPERS:
            yield from _inside(element)
        else:
            yield element


def _paragraph(paragraph: Element, parts: _Parts) -> Iterator[Block]:
    style = parts.styles.of_paragraph(child(paragraph, "w:pPr"))
    if style.is_contents:
        return
    text = _text(paragraph, parts)
    level = style.level or _bold_level(paragraph, text, parts)
    if text.strip():
        label = parts.numbering.label(style.list_name, style.list_depth) if style.is_list else ""
        yield Block(f"{label} {text}" if label else text, _kind(style, level, label), level)
    for element in _seen(paragraph, parts):
        if element.tag == _TEXT_BOX:
            yield from _blocks(element, parts)
        elif element.tag in _NOTES and (element.tag, element.get("w:id", "")) in parts.notes:
            yield from _note(element, parts)


def _note(reference: Element, parts: _Parts) -> Iterator[Block]:
    """Describe a footnote or endnote, its mark in front."""
    name = (reference.tag, reference.get("w:id", ""))
    count = 1 + sum(tag == reference.tag for tag, _ in parts.note_marks)
    mark = parts.note_marks.setdefault(name, roman(count) if reference.tag == _ENDNOTE else str(count))
    label = note_label(mark)
    for block in _blocks(parts.notes[name], replace(parts, notes={})):  # a note could refer to itself
        yield replace(block, text=label + block.text.strip()) if block.text.strip() else block
        label = "" if block.text.strip() else label


def _kind(style: Style, level: int, label: str) -> Kind:
    if level:
        return Kind.HEADING
    if style.name == "caption":
        return Kind.CAPTION
    return kind_of_numbered(label) if style.is_list else Kind.PARAGRAPH


def _seen(element: Element, parts: _Parts) -> Iterator[Element]:
    """Yield what a person would see of an element, in reading order; a text box as a whole."""
    for below in element:
        if below.tag in _UNSEEN or (below.tag == "w:r" and _is_hidden(below, parts)):
            continue
        yield below
        if below.tag != _TEXT_BOX:
            yield from _seen(below, parts)


def _is_hidden(run: Element, parts: _Parts) -> bool:
    properties = child(run, "w:rPr")
    vanish = child(run, "w:rPr", "w:vanish")
    return is_on(vanish) or (vanish is None and parts.styles.is_hidden(properties))


def _text(paragraph: Element, parts: _Parts) -> str:
    text = ""
    is_raised = False
    for element in _seen(paragraph, parts):
        if element.tag == "w:r":
            alignment = child(element, "w:rPr", "w:vertAlign")
            is_raised = alignment is not None and alignment.get("w:val") == "superscript"
        piece = element.text or "" if element.tag in _TEXTS else _CHARACTERS.get(element.tag, "")
        text = with_raised(text, piece, "") if is_raised and piece.strip() else text + piece
    return text


def _bold_level(paragraph: Element, text: str, parts: _Parts) -> int:
    """Return the level of a bold line that stands in for a heading or asks, 0 for any other paragraph."""
    is_question = text.rstrip()[-1:] in _QUESTION_MARKS
    if parts.has_headings and not is_question:
        return 0
    is_bold_line = (
        _is_bold(paragraph, parts)
        and len(text) <= (_QUESTION_LENGTH if is_question else _BOLD_HEADING_LENGTH)
        and text.rstrip()[-1:] not in set(".,;:!")
    )
    return 0 if not is_bold_line else TABLE_LEVEL if parts.has_headings else 1


def _is_bold(element: Element, parts: _Parts) -> bool:
    """Tell whether all of the text in an element is bold."""
    runs = [run for run in _seen(element, parts) if run.tag == "w:r" and _text(run, parts).strip()]
    return bool(runs) and all(is_on(child(run, "w:rPr", "w:b")) for run in runs)


def _table(table: Element, parts: _Parts) -> Iterator[Block]:
    rows: list[list[Span]] = []
    cells: list[list[Block]] = []
    above: dict[int, str] = {}
    for row in _inside(table):
        if row.tag != "w:tr" or child(row, "w:trPr", "w:del") is not None:
            continue
        is_header = is_on(child(row, "w:trPr", "w:tblHeader")) or (not rows and _is_bold(row, parts))
        spans = [Span("", columns=before)] if (before := _columns(row, "w:trPr", "w:gridBefore")) else []
        for cell in _inside(row):
            if cell.tag != "w:tc":
                continue
            column = sum(span.columns for span in spans)
            blocks = list(_blocks(cell, parts))
            if not _continues(cell):
                above[column] = " ".join(" ".join(_texts(blocks)).split())
            columns = max(1, _columns(cell, "w:tcPr", "w:gridSpan"))
            spans.append(Span(above.get(column, ""), columns, is_header=is_header))
            cells.append(blocks)
        rows.append(spans)
    if max(map(len, rows), default=0) > 1:
        yield from table_blocks(rows)
    else:
        for blocks in cells:  # a box around text, not a table
            yield from blocks


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from (value for _, value in block.cells) if block.cells else [block.text]


def _continues(cell: Element) -> bool:
    """Tell whether a cell goes on with the one above."""
    merge = child(cell, "w:tcPr", "w:vMerge")
    return merge is not None and merge.get("w:val", "continue") == "continue"


def _columns(element: Element, *path: str) -> int:
    """Return the number of columns at the end of `path`; 0 if there is none."""
    found = child(element, *path)
    return 0 if found is None else whole_number(found.get("w:val"), default=0, limit=_MAX_COLUMNS)
