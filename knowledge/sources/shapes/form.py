"""Forms: whom or what the field "Name" names is what the other fields are about, though none of them says so."""

from collections.abc import Iterator

from knowledge.languages.language import Language
from knowledge.model import Document, Kind, Passage

_LONGEST_NAME = 60
"""Characters."""
_COLONS = (":", "：")


def named_forms(document: Document, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) of each form of a document in which just one field gives a name.

    Args:
        document: What may hold forms: rows of two cells without headings, or lines with a label and its value.
        language: Its own.
    """
    words = frozenset(word.lower() for word in language.shapes.name)
    for passages in _forms(document):
        start, end = passages[0].start, passages[-1].end
        fields = [field for passage in passages for field in _fields(document, passage)]
        names = [value for label, value in fields if _first_word(label) in words]
        if len(names) == 1 and len(fields) > 1 and 0 < len(names[0]) <= _LONGEST_NAME:
            yield start, end, names[0]


def _forms(document: Document) -> Iterator[list[Passage]]:
    """Yield the rows that follow one another, and the paragraphs that do with no blank line between."""
    run: list[Passage] = []
    for passage in document.passages:
        gap = document.text[run[-1].end : passage.start] if run else ""
        is_apart = passage.kind is Kind.PARAGRAPH and gap.count("\n") > 1
        if run and (is_apart or run[-1].kind is not passage.kind):
            yield run
            run = []
        if passage.kind in {Kind.ROW, Kind.PARAGRAPH}:
            run.append(passage)
    if run:
        yield run


def _fields(document: Document, passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield (label, value) of the fields of a passage."""
    if passage.kind is Kind.ROW:
        cells = [document.quote(cell.start, cell.end) for cell in passage.cells if not cell.column]
        if len(cells) == len(passage.cells) == 2:
            yield cells[0], cells[1]
        return
    for line in document.text[passage.start : passage.end].splitlines():
        colon = next((mark for mark in _COLONS if mark in line), None)
        if colon:
            label, _, value = line.partition(colon)
            yield label.strip(), value.strip()


def _first_word(label: str) -> str:
    return next(iter(label.lower().split()), "").rstrip(":：*.")
