"""Ranked candidates → how sure each is: the calibrated probability that it answers the question."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import msgspec
from msgspec.structs import replace

from knowledge.answering.linear_model import LinearModel, SpeaksAgainst, SpeaksFor
from knowledge.answering.query import Query
from knowledge.answering.ranking import Ranked
from knowledge.answering.signals.signals import WHOLE
from knowledge.languages.word_vectors import vectors

SHORTLIST = 10
"""Candidates of a kind that are given a confidence; nobody looks further down."""

DOUBT = 0.2
"""What is left of a probability that rests on hardly anything; too little for any preset."""


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of a question, as all of its candidates are measured by them."""

    weights: Sequence[float]
    total: float
    """Of them."""
    heaviest: float
    plain: Sequence[tuple[int, float]]
    """(number, weight) of those that are no names or numbers."""
    plain_weight: float
    unknown: float
    """Share of the question that no fact holds in any form and that is read as nothing else."""
    repaired: float
    """Share of the question that is read as other words."""
    has_content: bool
    """Some of them are no function words."""
    corpus: float
    """Logarithm of the facts there are."""
    knows_senses: float
    """1 where words of the same sense can be told in the question's language, else 0."""

    @classmethod
    def of(cls, query: Query) -> Self:
        """Return those of a question."""
        words, names = query.words, query.names
        weights = [word.weight for word in words]
        total = sum(weights)
        whole = total or 1.0
        plain = [(n, word.weight) for n, word in enumerate(words) if not names >> n & 1]
        return cls(
            weights=weights,
            total=total,
            heaviest=max(weights, default=1.0),
            plain=plain,
            plain_weight=sum(weight for _, weight in plain),
            unknown=sum(word.weight for word in words if word.is_unknown) / whole,
            repaired=sum(word.weight for word in words if word.is_repaired) / whole,
            has_content=query.has_content,
            corpus=math.log1p(query.corpus_size),
            knows_senses=float(vectors(query.language.code) is not None),
        )

    def matter(self, found: int) -> float:
        """Return the share of the weight of plain words that was found: what is asked about whoever is named."""
        held = sum([weight for n, weight in self.plain if found >> n & 1])
        return held / self.plain_weight if self.plain else 1.0

    def rarest_missing(self, found: int) -> float:
        """Return the weight of the weightiest word that was not found over that of the weightiest one."""
        missing = [weight for n, weight in enumerate(self.weights) if not found >> n & 1]
        return max(missing, default=0.0) / self.heaviest


class ConfidenceInputs(msgspec.Struct, frozen=True, gc=False):
    """What the confidence of a candidate rests on. Fields not explained here are its signals of that name."""

    margin: SpeaksFor
    """See `Ranked`."""
    outdone: SpeaksAgainst
    """See `Ranked`."""
    coverage: SpeaksFor
    coverage_alike: SpeaksFor
    coverage_all: SpeaksFor
    coverage_document: SpeaksFor
    coverage_draft: float
    """For an approved fact, a draft that holds much is a rival as well as a witness."""
    names_missing: SpeaksAgainst
    matter: SpeaksFor
    """See `AskedWords`."""
    rarest_missing: SpeaksAgainst
    """See `AskedWords`."""
    unknown: SpeaksAgainst
    """See `AskedWords`."""
    repaired: SpeaksAgainst
    """See `AskedWords`."""
    echo: SpeaksFor
    echo_pairs: SpeaksFor
    order: SpeaksFor
    likeness: SpeaksFor
    offers_entity: SpeaksFor
    offers_quantity: SpeaksFor
    offers_count: SpeaksFor
    offers_reason: SpeaksFor
    offers_value: SpeaksFor
    asked: float
    """Logarithm of the question's words."""
    found: SpeaksFor
    """Logarithm of those that were found."""
    ask: float
    """Together with its square a curve, so that neither alone has a sign: a half-like example is no half proof."""
    ask_squared: float
    ask_alike: float
    """Likewise."""
    ask_alike_squared: float
    likeness_ask: SpeaksFor
    has_examples: float
    approved: float
    corpus: float
    """Logarithm of the facts there are: among few, all words are equally rare."""
    knows_senses: float
    """1 where words of the same sense can be told, 0 where all likenesses are 0."""

    @classmethod
    def of(cls, asked: AskedWords, candidate: Ranked) -> Self:
        """Return what the confidence of a candidate for a question of these words rests on."""
        signals = candidate.signals
        return cls(
            margin=candidate.margin,
            outdone=candidate.outdone,
            coverage=signals.coverage,
            coverage_alike=signals.coverage_alike,
            coverage_all=signals.coverage_all,
            coverage_document=signals.coverage_document,
            coverage_draft=signals.coverage_draft,
            names_missing=signals.names_missing,
            matter=asked.matter(candidate.found),
            rarest_missing=asked.rarest_missing(candidate.found),
            unknown=asked.unknown,
            repaired=asked.repaired,
            echo=signals.echo,
            echo_pairs=signals.echo_pairs,
            order=signals.order,
            likeness=signals.likeness,
            offers_entity=signals.offers_entity,
            offers_quantity=signals.offers_quantity,
            offers_count=signals.offers_count,
            offers_reason=signals.offers_reason,
            offers_value=signals.offers_value,
            asked=math.log1p(len(asked.weights)),
            found=math.log1p(candidate.found.bit_count()),
            ask=signals.ask,
            ask_squared=signals.ask**2,
            ask_alike=signals.ask_alike,
            ask_alike_squared=signals.ask_alike**2,
            likeness_ask=signals.likeness_ask,
            has_examples=signals.has_examples,
            approved=signals.approved,
            corpus=asked.corpus,
            knows_senses=asked.knows_senses,
        )


def with_confidence(
    asked: AskedWords, kind: Sequence[Ranked], model: LinearModel[ConfidenceInputs]
) -> list[Ranked]:
    """Return the candidates of one kind, the first of them with their confidence."""
    sure = [replace(one, confidence=_confidence(asked, one, model)) for one in kind[:SHORTLIST]]
    return [*sure, *kind[SHORTLIST:]]


def _confidence(asked: AskedWords, candidate: Ranked, model: LinearModel[ConfidenceInputs]) -> float:
    likely = model.probability(ConfidenceInputs.of(asked, candidate))
    return likely * DOUBT if is_doubtful(asked, candidate) else likely


def is_doubtful(asked: AskedWords, candidate: Ranked) -> bool:
    """Tell whether a fact has next to nothing in common with what is asked.

    Function words alone ask nothing, unless they are just how an example question has it. And when was X born is not answered by where X
    went, however rare the name: a fact must hold more than names, or offer an answer of the kind asked for, and what is asked about
    whoever is named must be known to the corpus at all ("What is the weather like in Beijing?"). Nor is a price told by what names none.
    """
    signals = candidate.signals
    offers = min(signals.offers_entity, signals.offers_quantity, signals.offers_count, signals.offers_reason)
    is_empty = not asked.has_content and signals.ask < WHOLE
    is_about_a_name = not asked.matter(candidate.found)
    return is_empty or candidate.is_beside or (is_about_a_name and (offers < 0 or asked.unknown > 0))
