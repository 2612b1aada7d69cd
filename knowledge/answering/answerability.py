"""Ranked candidates → how likely the sources hold an answer at all, whichever of the candidates is it.

That differs from how sure each one is. Where three sentences may be the answer, none is sure, and yet it is there; where a question is
about something else, none is sure because there is none.
"""

import math
from collections.abc import Sequence
from operator import attrgetter
from typing import Self

import msgspec

from knowledge.answering.confidence import DOUBT, AskedWords, is_doubtful
from knowledge.answering.linear_model import LinearModel, SpeaksAgainst, SpeaksFor
from knowledge.answering.ranking import Ranked

_LEAST_DOUBT = 1e-4
"""Probabilities nearer to 0 or 1 than this say no more than it."""


class AnswerabilityInputs(msgspec.Struct, frozen=True, gc=False):
    """What the answerability of a question rests on."""

    any: SpeaksFor
    """Log-odds that any of the candidates is the answer, as if they were independent."""
    surest: SpeaksFor
    """Log-odds that the surest one is."""
    words: float
    """Logarithm of the question's words."""
    weight: float
    """Logarithm of their weight."""
    heaviest: float
    """Logarithm of the weight of the weightiest one."""
    repaired: float
    """Share of the question that was read as other words."""
    names_missing: SpeaksAgainst
    """Signal of the first candidate."""
    echo_pairs: SpeaksFor
    """Signal of the first candidate."""
    bm25_paragraph: SpeaksFor
    """Highest signal among the candidates."""
    coverage_before: SpeaksFor
    """Highest signal among the candidates."""
    likeness: SpeaksFor
    """Highest signal among the candidates."""
    ask_alike: SpeaksFor
    """Highest signal among the candidates."""
    likeness_ask: float
    """Highest signal among the candidates; together with its square a curve, so that neither alone has a sign."""
    has_examples: float
    """1 if any of the candidates has example questions."""
    approved: float
    """1 if any of the candidates is approved."""
    corpus: float
    """Logarithm of the facts there are."""
    knows_senses: float
    """1 where words of the same sense can be told, 0 where all likenesses are 0."""
    likeness_ask_squared: float
    likeness_ask_lead: SpeaksFor
    """By how much the nearest example question is nearer than the next one."""

    @classmethod
    def of(cls, asked: AskedWords, ranked: Sequence[Ranked]) -> Self:
        """Return what the answerability of a question rests on.

        Args:
            asked: Its words.
            ranked: Its candidates, at least one, best first.
        """
        confidences = [candidate.confidence for candidate in ranked]
        signals = [candidate.signals for candidate in ranked]
        nearest_ask, next_ask, *_ = *sorted((each.likeness_ask for each in signals), reverse=True), 0.0
        return cls(
            any=log_odds(1 - math.prod(1 - confidence for confidence in confidences)),
            surest=log_odds(max(confidences)),
            words=math.log1p(len(asked.weights)),
            weight=math.log1p(asked.total),
            heaviest=math.log1p(asked.heaviest),
            repaired=asked.repaired,
            names_missing=signals[0].names_missing,
            echo_pairs=signals[0].echo_pairs,
            bm25_paragraph=max(each.bm25_paragraph for each in signals),
            coverage_before=max(each.coverage_before for each in signals),
            likeness=max(each.likeness for each in signals),
            ask_alike=max(each.ask_alike for each in signals),
            likeness_ask=nearest_ask,
            has_examples=max(each.has_examples for each in signals),
            approved=max(each.approved for each in signals),
            corpus=asked.corpus,
            knows_senses=asked.knows_senses,
            likeness_ask_squared=nearest_ask**2,
            likeness_ask_lead=nearest_ask - next_ask,
        )


def answerability(
    asked: AskedWords, ranked: Sequence[Ranked], model: LinearModel[AnswerabilityInputs]
) -> float:
    """Return the calibrated probability that the sources answer a question, whichever of the candidates does."""
    if not ranked:
        return 0.0
    likely = model.probability(AnswerabilityInputs.of(asked, ranked))
    surest = max(ranked, key=attrgetter("confidence"))
    return likely * DOUBT if is_doubtful(asked, surest) else likely


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, bounded."""
    bounded = min(max(probability, _LEAST_DOUBT), 1 - _LEAST_DOUBT)
    return math.log(bounded / (1 - bounded))
