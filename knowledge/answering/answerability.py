"""Ranked candidates → Judgement: how sure each is, and how likely the sources hold an answer at all.

The two differ. Where three sentences may be the answer, none is sure, and yet it is there; where a question is about something else,
none is sure because there is none.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from knowledge.answering.query import Query
from knowledge.answering.ranking import DOUBT, Scored, is_doubtful
from knowledge.answering.weights import Weights
from knowledge.model import Fact

_FIRST = ("names_missing", "echo_pairs")
"""Features of which the value of the first candidate counts."""
_BEST = ("bm25_paragraph", "coverage_before", "likeness", "ask_alike", "likeness_ask", "approved")
"""Features of which the highest value among the candidates counts."""

ANSWERABILITY_FEATURES = (
    "any",
    "surest",
    "words",
    "weight",
    "heaviest",
    "repaired",
    *_FIRST,
    *_BEST,
    "likeness_ask_squared",
    "likeness_ask_lead",
)
"""What the answerability of a question rests on; see `answerability_features`."""

_LEAST_DOUBT = 1e-4
"""Probabilities nearer to 0 or 1 than this say no more than it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that is known of a question before anything is decided."""

    query: Query
    ranked: Sequence[Scored]
    """The candidates that were given a confidence, best first."""
    facts: Mapping[int, Fact]
    """Row → fact of each."""
    answerability: float
    """Calibrated probability from 0 to 1 that the sources hold an answer."""


def answerability(query: Query, ranked: Sequence[Scored], weights: Weights) -> float:
    """Return how likely the sources answer a question, whichever of the candidates does."""
    if not ranked:
        return 0.0
    likely = weights.answerability.probability(ANSWERABILITY_FEATURES, answerability_features(query, ranked))
    surest = max(ranked, key=attrgetter("confidence"))
    return likely * DOUBT if is_doubtful(query, surest) else likely


def answerability_features(query: Query, ranked: Sequence[Scored]) -> tuple[float, ...]:
    """Return what the answerability of a question rests on, in the order of `ANSWERABILITY_FEATURES`.

    Args:
        query: The question.
        ranked: Its candidates, at least one.
    """
    confidences = [candidate.confidence for candidate in ranked]
    weights = [word.weight for word in query.words] or [0.0]
    features = [candidate.features for candidate in ranked]
    nearest_ask, next_ask, *_ = *sorted((each.likeness_ask for each in features), reverse=True), 0.0
    return (
        _log_odds(1 - math.prod(1 - confidence for confidence in confidences)),  # as if they were independent
        _log_odds(max(confidences)),
        math.log1p(len(query.words)),
        math.log1p(sum(weights)),
        math.log1p(max(weights)),
        sum(word.weight for word in query.words if word.is_repaired) / (sum(weights) or 1.0),
        *(getattr(features[0], name) for name in _FIRST),
        *(max(map(attrgetter(name), features)) for name in _BEST),
        nearest_ask**2,
        nearest_ask - next_ask,
    )


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST_DOUBT), 1 - _LEAST_DOUBT)
    return math.log(bounded / (1 - bounded))
