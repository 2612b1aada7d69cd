"""A document's units → what their shapes claim, and the prose between."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from knowledge.languages.language import Language
from knowledge.model import Document, Kind
from knowledge.sources.shapes import (
    card,
    envelope,
    glossary,
    labelled,
    listing,
    question_answer,
    table,
    thread,
    transcript,
    week,
)
from knowledge.sources.shapes.claim import Claim, Context, Found, Unit, units

SHAPES: tuple[Callable[[Sequence[Unit], int, Context], Found | None], ...] = (
    envelope.find,
    transcript.find,
    thread.find,
    question_answer.find,
    week.find,
    table.find,
    card.find,
    listing.find,
    labelled.find,
    glossary.find,
)
"""What is looked for at each unit, in this order; the first shape that begins there is taken."""


def recognise(document: Document, language: Language) -> Iterator[Claim | Unit]:
    """Yield what the shapes of a document claim, and the units that have none, in reading order."""
    every = list(units(document, language))
    context = Context(
        text=document.text,
        language=language,
        is_questionnaire=question_answer.is_questionnaire(every, language),
        is_transcript=transcript.is_transcript(every, language),
        apart=frozenset(_apart(every, document.text)),
    )
    at = 0
    while at < len(every):
        found = next(filter(None, (shape(every, at, context) for shape in SHAPES)), None)
        if found is None:
            yield every[at]
            at += 1
            continue
        yield from found.claims
        at += found.taken
        if found.rest is not None:
            at -= 1
            every[at] = found.rest


def _apart(units: Sequence[Unit], text: str) -> Iterator[int]:
    """Yield where those units begin that are not part of the block which the heading above them stands right above."""
    has_block = is_in_block = False
    for before, unit in pairwise(units):
        is_blank = text.count("\n", before.end, unit.start) > 1
        if before.kind is Kind.HEADING:
            has_block, is_in_block = not is_blank, True
        elif is_blank:
            is_in_block = False
        if has_block and not is_in_block:
            yield unit.start
