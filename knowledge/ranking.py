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

from knowledge.entries import Entry
from knowledge.features import FEATURES, Features, Scorer
from knowledge.query import Query

CONFIDENCE_FEATURES = (
    "score",
    "margin",
    "coverage",
    "coverage_all",
    "names_missing",
    "unknown",
    "repaired",
    "adjacency",
    "offers",
    "words",
    "ask",
    "ask_coverage",
    "approved",
)
"""What the confidence of a candidate rests on; see `confidence_features`."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for it."""

    entry: Entry
    features: Features
    score: float
    found: int
    """Bit mask over `Query.words`: those found in the sentence, its surroundings or its example questions."""
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
        return sum(map(mul, _values(features), (self.ranking[name] for name in FEATURES)))

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
    scorer: Scorer, candidates: Mapping[int, float], entries: Mapping[int, Entry], weights: Weights
) -> list[Scored]:
    """Return the candidates with their confidence, best first.

    Args:
        scorer: Made for the question.
        candidates: Row of a fact → the index's score over that of the best candidate.
        entries: Row → entry of each candidate and of the drafts around it.
        weights: The learned numbers.
    """
    scans = {row: scorer.scan(entry.terms.split()) for row, entry in entries.items()}
    scored = []
    for row, retrieval in candidates.items():
        features, found = scorer.features(entries[row], retrieval, entries, scans)
        scored.append(Scored(entries[row], features, weights.score(features), found))
    scored.sort(key=lambda candidate: -candidate.score)
    return [
        replace(
            candidate, confidence=weights.probability(confidence_features(scorer.query, scored, position))
        )
        for position, candidate in enumerate(scored)
    ]


def confidence_features(query: Query, ranked: Sequence[Scored], position: int) -> tuple[float, ...]:
    """Return what the confidence of one candidate rests on, in the order of `CONFIDENCE_FEATURES`.

    The margin is the lead over the next one for the first candidate, and the lag behind the first for the others.
    """
    candidate = ranked[position]
    rival = ranked[0] if position else (ranked[1] if len(ranked) > 1 else None)
    features = candidate.features
    total = sum(word.weight for word in query.words) or 1.0
    return (
        candidate.score,
        candidate.score - (rival.score if rival else 0.0),
        features.coverage,
        features.coverage_all,
        features.names_missing,
        sum(word.weight for word in query.words if not word.is_known and not word.is_repaired) / total,
        sum(word.weight for word in query.words if word.is_repaired) / total,
        features.adjacency,
        features.offers,
        math.log(max(len(query.words), 1)),
        features.ask,
        features.ask_coverage,
        features.approved,
    )
