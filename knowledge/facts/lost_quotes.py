"""Curated facts whose quotes their sources no longer hold: what the quotes were, where they stood, what stands there now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from knowledge.facts.new_sentences import new_sentences, sentences_at
from knowledge.model import Citation, CuratedFact, Document, Fact, QuotedSource
from knowledge.sources.quotes import PlainText
from knowledge.sources.sentences import Span

_TIES = 50
"""Sentences as much alike among which the place decides."""
_ALIKE = 60
"""In per cent. Below that, of the few sentences that are new in a changed document, none came in the place of one that is gone."""


@dataclass(frozen=True, slots=True)
class LostQuote:
    """A quote of a curated fact that is not in the source it names."""

    cite: QuotedSource
    """As the fact's file has it."""
    stood: Citation | None
    """The sentences in which it stood when it was last found; None where it never was, or nobody knows."""
    now: Citation | None
    """What has come in their place: the same words in another source, else sentences that are new and resemble them most."""
    stands_elsewhere: bool
    """Whether `now` is the same words in another source."""
    complaint: str = ""
    """Sentences for whoever mends the file: what is wrong, and the remedy."""


@dataclass(frozen=True, slots=True)
class UnderReview:
    """A curated fact of which one quote at least is lost."""

    fact: CuratedFact
    lost: tuple[LostQuote, ...]

    @property
    def is_proven(self) -> bool:
        """Tell whether all that is lost stands in other sources, so that the fact is still told."""
        return all(lost.stands_elsewhere for lost in self.lost)

    @property
    def was_proven(self) -> bool:
        """Tell whether its sources have changed; otherwise its file may say what they never said."""
        return all(lost.stood for lost in self.lost)


class LastProof:
    """What the curated facts rested on when they were last proven."""

    def __init__(
        self,
        facts: Iterable[Fact],
        under_review: Iterable[UnderReview],
        lookup: Callable[[str], Document | None],
        *,
        is_current: bool = False,
    ) -> None:
        """Remember what one generation knew.

        Args:
            facts: Its curated facts.
            under_review: Those that had lost a quote by then, withheld or not.
            lookup: Source → document of that generation.
            is_current: Whether no source has changed since.
        """
        self._is_current = is_current
        self._citations = {fact.id: fact.citations for fact in facts}
        self._lost = {
            (review.fact.id, lost.cite.quote): lost for review in under_review for lost in review.lost
        }
        self._lookup = lru_cache(maxsize=1)(lookup)
        self._new: tuple[str, Document, dict[Span, str]] | None = None

    def lost(self, fact_id: str, cite: QuotedSource) -> LostQuote | None:
        """Return what became of a quote, if it was lost by then and no source has changed since."""
        known = self._lost.get((fact_id, cite.quote))
        if known is None or not (self._is_current and known.complaint):
            return None
        return known if replace(known.cite, line=cite.line) == cite else None

    def stood(self, fact_id: str, quote: str) -> Citation | None:
        """Return the sentences in which a quote stood when it was last found in its source."""
        if (known := self._lost.get((fact_id, quote))) and known.stood:
            return known.stood
        plain = PlainText(quote.strip()).text
        for citation in self._citations.get(fact_id, ()):
            document = self._lookup(citation.source)
            if document and PlainText(citation.quote).text == plain:
                return sentences_at(document, citation.locator)
        return None

    def successor(
        self, fact_id: str, quote: str, stood: Citation, document: Document, text: PlainText
    ) -> Citation | None:
        """Return what came into a document since and resembles most the sentences in which a quote stood.

        What the document said before is no successor, however alike: the rows of a table all are.

        Args:
            fact_id: The fact that rests on it.
            quote: As its file has it.
            stood: The sentences.
            document: Where to look.
            text: The plain spelling of its text.
        """
        known = self._lost.get((fact_id, quote))
        if known and known.now and known.now.source == document.source:
            for span in text.find(PlainText(known.now.quote)):
                return document.cite(*span)
        sought = PlainText(stood.quote).text
        came = self._came(document, stood.source)
        alike = process.extract(sought, came, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_TIES)
        most = (span for _, likeness, span in alike if likeness == alike[0][1])

        def nearness(span: Span) -> tuple[bool, int]:
            there, here = stood.locator, document.passage_at(span[0])
            return here.heading == there.heading, -abs(here.paragraph - there.paragraph)

        return document.cite(*max(most, key=nearness)) if alike else None

    def _came(self, document: Document, source: str) -> dict[Span, str]:
        """Return the sentences that a document has and a source did not have, in their plain spelling; kept for the next call."""
        if self._new is None or self._new[0] != source or self._new[1] is not document:
            new = new_sentences(document, self._lookup(source))
            plain = {span: PlainText(words).text for span, words in new.items()}
            self._new = (source, document, plain)
        return self._new[2]


NEVER_PROVEN = LastProof((), (), lambda _: None)
"""What is known where no generation went before."""


def same_sentences(document: Document, text: PlainText, stood: Citation, quote: PlainText) -> Citation | None:
    """Return the quote within the sentences in which it stood, where a document holds all of these.

    Args:
        document: Where to look.
        text: The plain spelling of its text.
        stood: The sentences.
        quote: What stood in them.
    """
    for start, end in text.find(PlainText(stood.quote)):
        for first, last in PlainText(document.text[start:end]).find(quote):
            return document.cite(start + first, start + last)
    return None
