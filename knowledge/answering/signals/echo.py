"""How much of a question stands in a fact just as it is written, function words too."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

from knowledge.answering.query import Query


class Echo(NamedTuple):
    """The signals of this family; see `Signals`."""

    echo: float
    echo_pairs: float


@dataclass(frozen=True, slots=True)
class SaidWords:
    """A question as it is written."""

    words: Sequence[str]
    """Folded, in order."""
    pairs: frozenset[tuple[str, str]]
    """Those that follow on each other."""

    @classmethod
    def of(cls, query: Query) -> Self:
        """Return the words of a question."""
        return cls(query.said, frozenset(pairwise(query.said)))

    def echo(self, written: str) -> Echo:
        """Return what that line of a fact holds that echoes the question most.

        Args:
            written: Folded words of the statement, then of each example question, one text a line.
        """
        best = Echo(0.0, 0.0)
        for line in written.splitlines():
            words = line.split()
            held = set(words)
            found = sum([word in held for word in self.words])
            met = len(self.pairs.intersection(pairwise(words))) if found > 1 else 0
            best = max(best, Echo(found / max(len(self.words), 1), met / max(len(self.pairs), 1)))
        return best
