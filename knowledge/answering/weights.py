"""The learned numbers: plain figures in weights.json, learned from question sets by `benchmarks/learn.py`."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter, mul
from pathlib import Path

import msgspec

from knowledge.answering.features import FEATURES, Features

_values = attrgetter(*FEATURES)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model."""

    weights: Mapping[str, float]
    """Feature → weight."""
    bias: float

    def probability(self, names: Sequence[str], values: Sequence[float]) -> float:
        """Return the probability that features of these names and values make up."""
        logit = self.bias + sum(self.weights[name] * value for name, value in zip(names, values, strict=True))
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them."""

    ranking: Mapping[str, float]
    """Feature → weight; their weighted sum is the score."""
    confidence: Logistic
    """How likely a candidate is the answer; see `ranking.confidence_features`."""
    answerability: Logistic
    """How likely there is an answer among the sources; see `judgement.answerability_features`."""

    def score(self, features: Features) -> float:
        """Return a candidate's score; only its order among the candidates of one question means anything."""
        return float(sum(map(mul, _values(features), (self.ranking[name] for name in FEATURES))))


def weights_file(*, is_encoded: bool) -> Path:
    """Return where the weights for ranking with or without a sentence encoder are kept."""
    return Path(__file__).with_name("weights-encoder.json" if is_encoded else "weights.json")


@cache
def learned_weights(*, is_encoded: bool = False) -> Weights:
    """Return the weights that ship with the program."""
    return msgspec.json.decode(weights_file(is_encoded=is_encoded).read_bytes(), type=Weights)
