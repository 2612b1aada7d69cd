"""Facts that are near a question in sense, whatever their words: "can I get my money back" and "Tickets are not refunded".

The vector of a text is the weighted sum of those of its words (`knowledge/languages/word_vectors.py`), so that no model has to run. By itself that is too
rough to answer with: it finds what shares no word with the question, for a reader to judge.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from knowledge.languages.language import Language
from knowledge.languages.word_vectors import Vectors, vectors
from knowledge.storage.indexed_facts import IndexedFact


class _Made(NamedTuple):
    """The facts in the vectors of one language."""

    rows: Sequence[int]
    sums: bytes
    """A vector of each, one after another."""
    places: Mapping[int, int]
    """Hash of what is told → where its vector begins."""


class SenseIndex:
    """The facts of one generation as vectors. Several threads may share it.

    They are made when first asked for, in a quarter of a second for five thousand facts, and from then on with each generation, but for what was told before.
    """

    def __init__(
        self, facts: Callable[[], Iterable[IndexedFact]], before: Mapping[str, _Made] | None = None
    ) -> None:
        """Make it of what can be answered with, which `facts` returns; `before` is what was made of the generation before, by language."""
        self._facts = facts
        self._making = threading.Lock()
        self._made: dict[str, _Made] = {}
        for code, made in (before or {}).items():
            if table := vectors(code):
                self._made[code] = self._make(table, made)

    def followed_by(self, facts: Callable[[], Iterable[IndexedFact]]) -> "SenseIndex":
        """Return the one of the next generation, which has these facts."""
        return SenseIndex(facts, self._made)

    def nearest(self, question: str, spoken: Language, limit: int) -> list[int]:
        """Return the rows of the facts nearest to a question, the nearest first; none in a language without word vectors."""
        table = vectors(spoken.code)
        if table is None or not table.held([terms := spoken.terms(question)]):
            return []
        with self._making:
            if spoken.code not in self._made:
                self._made[spoken.code] = self._make(table, _Made((), b"", {}))
        made = self._made[spoken.code]
        return [made.rows[n] for n in table.nearest(terms, made.sums, limit)]

    def _make(self, table: Vectors, before: _Made) -> _Made:
        rows: list[int] = []
        sums = bytearray()
        places: dict[int, int] = {}
        for fact in self._facts():
            text = f"{fact.terms} {fact.heading} {fact.asks}"
            key = hash(text)
            at = before.places.get(key)
            rows.append(fact.row)
            places[key] = len(sums)
            sums += table.sum(text.split()) if at is None else before.sums[at : at + table.dimensions]
        return _Made(rows, bytes(sums), places)
