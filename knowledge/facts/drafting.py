"""Document → draft facts: one for each claim of its shapes, and one for each sentence of its prose that states something."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from knowledge.facts.coreference import explain
from knowledge.facts.non_claims import is_fragment, is_furniture, is_reference
from knowledge.languages.language import Language, language
from knowledge.model import Citation, Document, Fact, Kind, Passage, Status
from knowledge.sources.documents import folders
from knowledge.sources.shapes.abbreviations import introduced
from knowledge.sources.shapes.claim import Claim, Sentence, Span, Unit
from knowledge.sources.shapes.questions import asks, definition_asks, stated
from knowledge.sources.shapes.recognition import recognise

_FEWEST_WORDS = {Kind.PARAGRAPH: 4, Kind.ITEM: 2}
"""Words that a sentence without a full stop must have to be a claim."""
_ID_LENGTH = 10


def draft(document: Document) -> tuple[Fact, ...]:
    """Draft facts from a document, in reading order, none of which overlap.

    The id of a draft depends on its source, its quote, and how often the same quote stood in the document before it:
    it stays the same when other parts of the document change. Its topics are the folders that the source is in.
    """
    topics = folders(document.source)
    facts: list[Fact] = []
    spoken = language(document.language)
    told = list(recognise(document, spoken))
    for piece, statements in zip(told, _explained(told, spoken), strict=True):
        if isinstance(piece, Claim):
            drafted = _shaped(document, piece)
        else:
            drafted = _prose(document, piece, statements, spoken)
        facts += drafted
    named = zip(draft_ids(document.source, facts), facts, strict=True)
    return tuple(replace(fact, id=fact_id, topics=topics) for fact_id, fact in named)


def draft_ids(source: str, drafts: Iterable[Fact]) -> Iterator[str]:
    """Yield the ids of all drafts of a document, in reading order, where its source is called so."""
    occurrences: Counter[str] = Counter()
    for fact in drafts:
        quote = fact.citations[0].quote
        occurrences[quote] += 1
        yield draft_id(source, quote, occurrences[quote])


def draft_id(source: str, quote: str, occurrence: int) -> str:
    """Return the id of a draft.

    Args:
        source: The name of its source.
        quote: Its words.
        occurrence: The how manyth draft of these words it is there, counted from 1.
    """
    digest = hashlib.sha256(f"{source}\n{quote}\n{occurrence}".encode()).digest()[:_ID_LENGTH]
    return f"d-{base64.b32encode(digest).decode()[:_ID_LENGTH].lower()}"


def _explained(told: Sequence[Claim | Unit], spoken: Language) -> list[list[str]]:
    """Return the sentences of each unit with their pronouns explained, and none for a claim."""
    return explain(
        [[] if isinstance(piece, Claim) else [each.text for each in piece.sentences] for piece in told],
        spoken,
    )


def _shaped(document: Document, claim: Claim) -> Iterator[Fact]:
    """Yield the fact of a claim, unless it has the form of something that states nothing."""
    if is_furniture(claim.statement) or not any(map(str.isalpha, claim.statement)):
        return
    citation = Citation(document.source, document.locate(*claim.quote), document.quote(*claim.quote))
    yield Fact("", claim.statement, (citation,), Status.DRAFT, claim.asks, lead=claim.lead, parts=claim.parts)


def _prose(document: Document, unit: Unit, statements: Sequence[str], spoken: Language) -> Iterator[Fact]:
    """Yield a fact for each sentence of a unit that states something."""
    if not unit.sentences or _is_reference(document, unit.passage):
        return
    fewest = _FEWEST_WORDS[unit.kind]
    for sentence, statement in zip(unit.sentences, statements, strict=True):
        if (span := _stated(document, sentence, spoken)) is None:
            continue
        quote = document.quote(*span)
        if is_furniture(quote) or is_fragment(quote, fewest):
            continue
        citation = Citation(document.source, document.locate(*span, sentence.number), quote)
        explained = (definition_asks(short, spoken) for short in introduced(sentence.text))
        yield Fact(
            "",
            statement if quote == sentence.text else quote,
            (citation,),
            Status.DRAFT,
            tuple(chain.from_iterable(explained)),
        )


def _stated(document: Document, sentence: Sentence, spoken: Language) -> Span | None:
    """Return what of a sentence is no question; None where it only asks."""
    if not asks(sentence.text, spoken):
        return sentence.start, sentence.end
    part = stated(document.text[sentence.start : sentence.end], spoken)
    return (sentence.start + part[0], sentence.start + part[1]) if part else None


def _is_reference(document: Document, passage: Passage) -> bool:
    heading = passage.heading[-1] if passage.heading else ""
    return is_reference(document.quote(passage.start, passage.end), heading)
