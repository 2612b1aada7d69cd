"""A question held against its candidates: every family's signals, joined."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from knowledge.answering.candidates import Candidates
from knowledge.answering.query import Query
from knowledge.answering.signals.answer_kinds import WantedAnswer
from knowledge.answering.signals.coverage import Occurrences, QuestionWords
from knowledge.answering.signals.echo import SaidWords
from knowledge.answering.signals.example_questions import NO_EXAMPLE, AskedBefore
from knowledge.answering.signals.placement import NeighbouringWords
from knowledge.answering.signals.senses import compare_senses, coverage_alike, estimated_likenesses
from knowledge.answering.signals.shape import shape
from knowledge.answering.signals.signals import Signals
from knowledge.answering.signals.surroundings import Surroundings
from knowledge.languages.word_vectors import Likeness
from knowledge.storage.indexed_facts import IndexedFact

_log = logging.getLogger(__name__)

_ASKED = 0.75
"""Likeness of an example question from which on a fact answers whatever it says: "What does it cost?" – "Nothing."."""


@dataclass(frozen=True, slots=True)
class CorpusStatistics:
    """What comparing needs to know of all facts together."""

    average_length: float
    """Mean words of a fact."""
    weigh: Callable[[str], float]
    """Term → inverse document frequency."""


class Compared(msgspec.Struct, frozen=True, gc=False):
    """A candidate and what speaks for it."""

    row: int
    signals: Signals
    found: int
    """Bit mask over `Query.words`: those that it or its surroundings hold."""
    is_beside: bool = False
    """It tells nothing of the kind that is asked for, such as no price; see `WantedAnswer.is_beside`."""


def compare(query: Query, candidates: Candidates, corpus: CorpusStatistics) -> list[Compared]:
    """Return what speaks for each candidate; one that cannot be compared is left out."""
    retrieved, indexed = candidates.retrieved, candidates.indexed
    words = QuestionWords(query)
    terms = {row: fact.terms.split() for row, fact in indexed.items()}
    occurrences = {row: words.find_in(own) for row, own in terms.items()}
    skipped = query.language.function_terms
    contents = {row: _contents(terms[row], indexed[row].asks, skipped) for row in retrieved}
    senses = compare_senses(query, chain.from_iterable(contents.values()))
    question = _Question(
        words=words,
        neighbours=NeighbouringWords.of(words),
        said=SaidWords.of(query),
        wanted=WantedAnswer.of(query),
        senses=senses,
        asked_before=AskedBefore(words, query.asked, senses, corpus.weigh),
        surroundings=Surroundings.of(words, retrieved, indexed, occurrences, corpus.average_length),
    )
    compared = []
    for row, retrieval in retrieved.items():
        try:
            candidate = _Candidate(
                fact=indexed[row],
                retrieval=retrieval,
                terms=terms[row],
                contents=contents[row],
                occurrences=occurrences[row],
                likenesses=candidates.likenesses[row]
                if candidates.likenesses
                else estimated_likenesses(senses, contents[row]),
            )
            compared.append(question.compare(candidate))
        except Exception:  # noqa: BLE001 - whatever it is, it is one candidate that it concerns
            _log.exception("The fact in row %d could not be compared with a question, and is left out", row)
    return compared


class _Candidate(msgspec.Struct, frozen=True, gc=False):
    """A fact, taken apart."""

    fact: IndexedFact
    retrieval: float
    terms: Sequence[str]
    """Those of the statement, in order."""
    contents: Sequence[Sequence[str]]
    """Those of the statement and of each example question, each once and without function words."""
    occurrences: Occurrences
    """Where the question's words stand in the statement."""
    likenesses: Sequence[float]
    """Cosine of the question with the statement and with each example question."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question, taken apart for each family of signals."""

    words: QuestionWords
    neighbours: NeighbouringWords
    said: SaidWords
    wanted: WantedAnswer
    senses: Likeness | None
    asked_before: AskedBefore
    surroundings: Surroundings

    def compare(self, candidate: _Candidate) -> Compared:
        """Return what speaks for a candidate."""
        fact, words = candidate.fact, self.words
        content, *examples = candidate.contents
        likeness, *example_likenesses = candidate.likenesses
        new_terms = [term for term in content if term not in words.number]
        own_shape = shape(fact, candidate.terms, new_terms, self.asked_before.kinds, examples)
        if own_shape.has_examples:
            example = self.asked_before.nearest(fact, examples)
        else:  # nor does it count how one asks for a term that a sentence only explains
            example, example_likenesses = NO_EXAMPLE, []
        own, found = candidate.occurrences, candidate.occurrences.found | example.occurrences.found
        if words.share(example.occurrences.found) > words.share(own.found):
            # A fact is placed by what it says or by how people ask for it, whichever is nearer, and found by both: an answer alone may
            # say what a supplement costs, and its question that it is for dogs.
            own = example.occurrences
        if found != own.found:
            own = msgspec.structs.replace(own, found=found)
        around = self.surroundings.around(fact, own)
        placement = self.neighbours.place(own)
        echo = self.said.echo(fact.words)
        offers = self.wanted.offers(candidate.terms, new_terms, fact.names, own)
        coverage = words.share(own.found)
        signals = Signals(
            bm25_paragraph=around.bm25_paragraph,
            retrieval=candidate.retrieval,
            coverage=coverage,
            coverage_alike=coverage_alike(self.senses, words, content, own.found) - coverage,
            coverage_before=words.share(around.before) - coverage,
            coverage_after=words.share(around.after) - coverage,
            coverage_paragraph=words.share(around.paragraph & ~own.found),
            coverage_heading=words.share(around.heading),
            coverage_all=words.share(around.everything & ~around.paragraph & ~own.found),
            coverage_document=words.share(around.document & ~around.everything & ~own.found),
            coverage_draft=around.best_draft,
            names_missing=words.share(words.names & ~around.everything),
            echo=echo.echo,
            echo_pairs=echo.echo_pairs,
            first=placement.first,
            last=placement.last,
            order=placement.order,
            novelty=own_shape.novelty,
            length=own_shape.length,
            offers_entity=offers.offers_entity,
            offers_quantity=offers.offers_quantity,
            offers_count=offers.offers_count,
            offers_reason=offers.offers_reason,
            offers_manner=offers.offers_manner,
            offers_definition=offers.offers_definition,
            offers_value=offers.offers_value,
            lead=own_shape.lead,
            ask=example.likeness,
            ask_alike=example.likeness_in_sense,
            likeness=likeness,
            likeness_ask=max(example_likenesses, default=0.0),
            has_examples=own_shape.has_examples,
            approved=own_shape.approved,
        )
        is_beside = self.wanted.is_beside(candidate.terms, fact, offers, is_asked=signals.ask_alike >= _ASKED)
        return Compared(fact.row, signals, around.everything, is_beside)


def _contents(terms: Sequence[str], asks: str, skipped: frozenset[str]) -> list[list[str]]:
    texts = [terms, *map(str.split, asks.splitlines())]
    return [[term for term in dict.fromkeys(text) if term not in skipped] for text in texts]
