"""How near a question is to those that a curated fact is known to answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.answering.signals.coverage import NOWHERE, Occurrences, QuestionWords
from knowledge.languages.schema import Asked
from knowledge.languages.word_vectors import Likeness
from knowledge.storage.indexed_facts import IndexedFact

_OTHER_KIND = 0.5
"""What is left of the likeness of an example question that asks when, if the question asks where."""

_DEFINITION = frozenset({Asked.DEFINITION})


@dataclass(frozen=True, slots=True)
class NearestExample:
    """What the example question most like this one has in common with it."""

    likeness: float = 0.0
    """Harmonic mean of the shares that either holds of the other."""
    likeness_in_sense: float = 0.0
    """The same, words that are alike in sense included."""
    occurrences: Occurrences = NOWHERE


NO_EXAMPLE = NearestExample()


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A question, to be held against example questions."""

    words: QuestionWords
    kinds: frozenset[Asked]
    """Kinds of answer that it calls for."""
    senses: Likeness | None
    weigh: Callable[[str], float]
    """Term → inverse document frequency."""

    def nearest(self, fact: IndexedFact, contents: Sequence[Sequence[str]]) -> NearestExample:
        """Return the example question of a fact that is most like this one.

        Args:
            fact: The fact.
            contents: Terms of each of its example questions, without function words.
        """
        best = NO_EXAMPLE
        for line, content, kinds in zip(fact.asks.splitlines(), contents, fact.ask_kinds, strict=True):
            example = self._compare(line.split(), content, kinds)
            if example.likeness_in_sense > best.likeness_in_sense:
                best = example
        return best

    def _compare(
        self, terms: Sequence[str], content: Sequence[str], kinds: frozenset[Asked]
    ) -> NearestExample:
        occurrences = self.words.find_in(terms)
        weights = {term: self.weigh(term) for term in content or terms}
        shared = sum([weight for term, weight in weights.items() if term in self.words.number])
        likeness = in_sense = _harmonic(
            self.words.share(occurrences.found), shared / (sum(weights.values()) or 1.0)
        )
        if self.senses:
            theirs = self.senses.cover_of(weights, self.words.number)
            in_sense = _harmonic(self.senses.coverage(content, occurrences.found), theirs)
        if self._asks_otherwise(kinds):
            likeness, in_sense = likeness * _OTHER_KIND, in_sense * _OTHER_KIND
        return NearestExample(likeness, in_sense, occurrences)

    def _asks_otherwise(self, kinds: frozenset[Asked]) -> bool:
        """Tell whether an example question calls for another kind of answer; what is a fee, and how much is it, are the same."""
        theirs, ours = kinds - _DEFINITION, self.kinds - _DEFINITION
        return bool(theirs and ours and not theirs & ours)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one and other else 0.0
