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
    """Folded, each between spaces, in order."""
    pairs: frozenset[str]
    """Those that follow on each other, likewise."""

    @classmethod
    def of(cls, query: Query) -> Self:
        """Return the words of a question."""
        words = [f" {word} " for word in query.said]
        return cls(words, frozenset(f" {one} {next_one} " for one, next_one in pairwise(query.said)))

    def echo(self, written: str) -> Echo:
        """Return what that line of a fact holds that echoes the question most.

        Args:
            written: Folded words of the statement, then of each example question, one text a line.
        """
        best = Echo(0.0, 0.0)
        for line in written.splitlines():
            text = f" {line} "
            found = sum([word in text for word in self.words])
            met = sum([pair in text for pair in self.pairs]) if found > 1 else 0
            best = max(best, Echo(found / max(len(self.words), 1), met / max(len(self.pairs), 1)))
        return best
