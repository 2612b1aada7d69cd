"""Candidates → ranked candidates with a calibrated confidence: a linear model over features.

The weights are learned from question sets by `benchmarks/learn.py` and kept as plain numbers in weights.json.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter, mul
from pathlib import Path

import msgspec

from knowledge.features import FEATURES, Comparison, Features
from knowledge.query import Query

JUDGED = 20
"""Candidates that are given a confidence; nobody looks further down."""

CONFIDENCE_FEATURES = (
    "margin",
    "coverage",
    "coverage_all",
    "coverage_document",
    "names_missing",
    "unknown",
    "repaired",
    "strangers",
    "adjacency",
    "offers",
    "asked",
    "found",
    "ask",
    "approved",
)
"""What the confidence of a candidate rests on; see `confidence_features`."""

_WIDEST_MARGIN = 4.0
"""Points of score beyond which a greater lead proves no more."""
_LONE_MARGIN = 1.0
"""Margin of a candidate without rivals, which neither proves nor refutes it."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for it."""

    row: int
    features: Features
    score: float
    found: int
    """Bit mask over `Query.words`: those that it or its surroundings hold."""
    confidence: float = 0.0
    """Calibrated probability that it answers the question."""


_values = attrgetter(*FEATURES)


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned numbers."""

    ranking: Mapping[str, float]
    """Feature → weight; their weighted sum is the score."""
    confidence: Mapping[str, float]
    """Confidence feature → weight of a logistic model."""
    bias: float

    def score(self, features: Features) -> float:
        """Return a candidate's score; only its order among the candidates of one question means anything."""
        return float(sum(map(mul, _values(features), (self.ranking[name] for name in FEATURES))))

    def probability(self, values: Sequence[float]) -> float:
        """Return the confidence of a candidate from its confidence features."""
        weights = (self.confidence[name] for name in CONFIDENCE_FEATURES)
        logit = self.bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
        return 1 / (1 + math.exp(-logit))


@cache
def learned_weights() -> Weights:
    """Return the weights that ship with the program."""
    return msgspec.json.decode((Path(__file__).parent / "weights.json").read_bytes(), type=Weights)


def rank(
    query: Query, comparison: Comparison, candidates: Mapping[int, float], weights: Weights
) -> list[Scored]:
    """Return the candidates, best first, the first `JUDGED` with their confidence.

    Args:
        query: The question.
        comparison: The same, held against the candidates.
        candidates: Row of a fact → the index's score over that of the best candidate.
        weights: The learned numbers.
    """
    scored = []
    for row, retrieval in candidates.items():
        features, found = comparison.features(row, retrieval)
        scored.append(Scored(row, features, weights.score(features), found))
    scored.sort(key=lambda candidate: -candidate.score)
    judged = [
        replace(candidate, confidence=weights.probability(confidence_features(query, scored, position)))
        for position, candidate in enumerate(scored[:JUDGED])
    ]
    return judged + scored[JUDGED:]


def confidence_features(query: Query, ranked: Sequence[Scored], position: int) -> tuple[float, ...]:
    """Return what the confidence of one candidate rests on, in the order of `CONFIDENCE_FEATURES`.

    The margin is the lead over the next one for the first candidate, and the lag behind the first for the others.
    """
    candidate = ranked[position]
    features = candidate.features
    total = sum(word.weight for word in query.words) or 1.0
    found = sum(candidate.found >> n & 1 for n in range(len(query.words)))
    return (
        _margin(ranked, position),
        features.coverage,
        features.coverage_all,
        features.coverage_document,
        features.names_missing,
        sum(word.weight for word in query.words if not word.is_known and not word.is_repaired) / total,
        sum(word.weight for word in query.words if word.is_repaired) / total,
        float(any(word.is_stranger for word in query.words)),
        features.adjacency,
        features.offers,
        math.log1p(len(query.words)),
        math.log1p(found),
        features.ask,
        features.approved,
    )


def _margin(ranked: Sequence[Scored], position: int) -> float:
    if len(ranked) == 1:
        return _LONE_MARGIN
    rival = ranked[0] if position else ranked[1]
    return max(-_WIDEST_MARGIN, min(_WIDEST_MARGIN, ranked[position].score - rival.score))
