"""What is meant by a message: a linear model of its features, learned by `benchmarks/learn_talk.py`.

It is a multinomial logistic regression: each feature has a weight for each kind of small talk and one for all else, questions above all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from bot.conversation.message_features import features
from knowledge.languages.talk import Talk

FILE = Path(__file__).with_name("talk-model.msgpack")


class Kept(msgspec.Struct, frozen=True):
    """The model as it is kept on disk."""

    features: list[str]
    weights: bytes
    """Features × (1 + kinds of talk), of eight bits each; the first column is for what is none."""
    steps: list[float]
    """What one stands for in each column."""
    bias: list[float]
    familiar: list[str]
    """Words that small talk is made of."""


@dataclass(frozen=True, slots=True)
class TalkModel:
    """Says how likely a message is small talk, and of which kind."""

    rows: Mapping[str, int]
    weights: np.ndarray
    bias: np.ndarray
    familiar: frozenset[str]

    def chances(self, said: Sequence[str]) -> dict[Talk, float]:
        """Return the probability of each kind of talk, from 0 to 1, likeliest first; what they lack to 1 is the chance that it is none.

        Args:
            said: The folded words of the message.
        """
        scores = self.bias.copy()
        for feature in self.seen(list(said)):
            row = self.rows.get(feature)
            if row is not None:
                scores += self.weights[row]
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        ranked = sorted(zip(Talk, map(float, likely[1:]), strict=True), key=lambda pair: -pair[1])
        return dict(ranked)

    def seen(self, said: list[str]) -> set[str]:
        """Return the features of a message, among them how many of its words are none that small talk is made of."""
        return {*features(said), strangers(said, self.familiar)}


def strangers(said: Sequence[str], familiar: frozenset[str]) -> str:
    """Return the feature that says how many words of a message small talk is not made of."""
    return f"?{min(sum(word not in familiar for word in said), 4)}"


@cache
def learned() -> TalkModel:
    """Return the model that comes with the program."""
    return opened(msgspec.msgpack.decode(FILE.read_bytes(), type=Kept))


def opened(kept: Kept) -> TalkModel:
    """Return a model as it was kept."""
    shape = (len(kept.features), 1 + len(Talk))
    weights = np.frombuffer(kept.weights, dtype=np.int8).reshape(shape) * np.array(kept.steps, np.float32)
    return TalkModel(
        {feature: row for row, feature in enumerate(kept.features)},
        weights,
        np.array(kept.bias, np.float32),
        frozenset(kept.familiar),
    )
