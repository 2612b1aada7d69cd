"""Where in a sentence the question's words stand, and whether in the same order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import msgspec

from knowledge.answering.signals.coverage import Occurrences, QuestionWords

_ADJACENT = 3
"""Two words of a question stand together in a fact when at most this many words apart."""


class Placement(msgspec.Struct, frozen=True, gc=False):
    """The signals of this family; see `Signals`."""

    first: float
    last: float
    order: float


@dataclass(frozen=True, slots=True)
class NeighbouringWords:
    """The pairs of words that follow on each other in a question."""

    weights: Mapping[tuple[int, int], float]
    """Numbers of the two words → weight of the lighter one."""
    total: float

    @classmethod
    def of(cls, words: QuestionWords) -> Self:
        """Return those of a question."""
        weights = {(n, n + 1): min(words.weights[n : n + 2]) for n in range(len(words.weights) - 1)}
        return cls(weights, sum(weights.values()))

    def place(self, occurrences: Occurrences) -> Placement:
        """Return where the question's words stand in a sentence."""
        hits, length = occurrences.hits, occurrences.length
        if not hits:
            return Placement(0.0, 0.0, 0.0)
        return Placement(hits[0][0] / length, hits[-1][0] / length, self._order(occurrences))

    def _order(self, occurrences: Occurrences) -> float:
        hits, met = occurrences.hits, set()
        for i, (position, n) in enumerate(hits):
            for later, m in hits[i + 1 : i + 4]:
                if later - position > _ADJACENT:
                    break
                if m == n + 1:
                    met.add((n, m))
        return sum([self.weights[pair] for pair in met]) / self.total if met else 0.0
