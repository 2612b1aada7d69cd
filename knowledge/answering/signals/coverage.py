"""How much of a question a text holds: its words as bits of a mask, each with its weight."""

from collections.abc import Sequence

import msgspec

from knowledge.answering.query import Query


class Occurrences(msgspec.Struct, frozen=True, gc=False):
    """Where the question's words stand in a text."""

    found: int
    """Bit mask over the question's words."""
    hits: Sequence[tuple[int, int]]
    """(position, number of the question's word), in order."""
    length: int
    """Terms of the text."""


NOWHERE = Occurrences(0, (), 0)


class QuestionWords:
    """The words of a question, numbered and weighed."""

    def __init__(self, query: Query) -> None:
        self.number = {form: n for n, word in enumerate(query.words) for form in word.forms} | {
            term: n for n, word in enumerate(query.words) for term in word.terms
        }
        """Term → number of the word that it stands for."""
        self._masks = {term: 1 << n for term, n in self.number.items()}
        for n, word in enumerate(query.words):
            for form in word.forms:  # "how much is the fee" names a price twice, and one price answers both
                self._masks[form] |= 1 << n
        self.weights = [word.weight for word in query.words]
        self.total = sum(self.weights) or 1.0
        self.names = query.names
        """Bit mask of those that are names or numbers."""
        self._shares = {0: 0.0} | {1 << n: weight / self.total for n, weight in enumerate(self.weights)}

    def share(self, mask: int) -> float:
        """Return the share of the question's weight that the words of a mask carry."""
        known = self._shares
        added = []
        while mask not in known:
            added.append(mask)
            mask &= mask - 1
        share = known[mask]
        for mask in reversed(added):
            share = known[mask] = known[mask & -mask] + share
        return share

    def find_in(self, terms: Sequence[str]) -> Occurrences:
        """Find the question's words in a text."""
        number = self.number
        if number.keys().isdisjoint(terms):  # so are most texts around a candidate
            return Occurrences(0, (), len(terms))
        hits = [(position, number[term]) for position, term in enumerate(terms) if term in number]
        found = 0
        for position, _ in hits:
            found |= self._masks[terms[position]]
        return Occurrences(found, hits, len(terms))
