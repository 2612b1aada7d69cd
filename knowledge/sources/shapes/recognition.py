"""A document's units → what their shapes claim, and the prose between."""

from collections.abc import Callable, Iterator, Sequence

from knowledge.languages.language import Language
from knowledge.model import Document
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
