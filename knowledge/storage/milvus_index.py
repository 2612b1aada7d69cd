"""One generation in Milvus, open for search: its facts there, their words and counts beside the store."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from knowledge.errors import StoreError
from knowledge.storage.fact_index import FIELDS, OWN
from knowledge.storage.indexed_facts import NO_DOCUMENT
from knowledge.storage.milvus_connection import MilvusConnection
from knowledge.storage.searched_rows import SearchedRows
from knowledge.storage.sparse_vectors import Vector, held, must_hold, question_vector
from knowledge.storage.store import StoreView
from knowledge.storage.term_counts import TermCounts
from knowledge.storage.vocabulary import Vocabulary

WORDS, KNOWN = "words", "milvus.msgpack"
"""Inside the folder of a generation: the words of its facts, and what else is known of them."""
_NOTHING = 1e-3
"""A score up to which nothing was found: Milvus counts in 32 bits."""
_REMEMBERED = 50_000
"""Terms that are looked up but once."""


class Known(msgspec.Struct, frozen=True):
    """What is known of the facts of a generation."""

    collection: str
    last_row: int
    size: int
    """Facts."""
    lengths: dict[str, int]
    """By field, terms of all facts."""
    written_at: dict[str, float] = {}
    """By field, the average length when facts that have any terms in it last got their vectors."""

    def averages(self) -> dict[str, float]:
        """Return by field how many terms a fact has on average."""
        return {field: self.lengths.get(field, 0) / max(self.size, 1) for field in FIELDS}


def known_of(folder: Path) -> Known:
    """Return what is known of the facts of a generation, by its folder.

    Raises:
        StoreError: If nothing is.
    """
    try:
        return msgspec.msgpack.decode((folder / KNOWN).read_bytes(), type=Known)
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreError(
            "The facts are not in Milvus, as far as is known here. A refresh puts them there."
        ) from error


class MilvusIndex:
    """The facts of one generation in Milvus, open for search."""

    def __init__(
        self, milvus: MilvusConnection, known: Known, vocabulary: Vocabulary, store: StoreView
    ) -> None:
        self.vocabulary = vocabulary
        """The words of the facts."""
        self.size = known.size
        """Facts in the index."""
        self._milvus = milvus
        self._collection = known.collection
        self._counts = store.seen_as(TermCounts)
        self._of = lru_cache(maxsize=_REMEMBERED)(self._counts.of)
        self._rows = store.seen_as(SearchedRows)
        sources, curated = self._rows.dead()
        self._ours = [f"row <= {known.last_row}"]
        self._ours += [f"source not in {sources}"] if sources else []
        self._ours += [f"row not in {curated}"] if curated else []

    def search(
        self,
        weights: Mapping[str, float],
        limit: int,
        *,
        is_curated: bool = False,
        documents: Collection[int] = (),
        holding: str | None = None,
    ) -> list[tuple[int, float]]:
        """Return (row of a fact, score) of the facts that share terms with a question, best first; see `Index.search`."""
        vector, bound = question_vector(weights, self._of, self.size), 0.0
        if not vector:
            return []
        if holding:
            vector, bound = must_hold(vector, holding)
        which = [*self._ours]
        which += [f"source == {NO_DOCUMENT}"] if is_curated else []
        which += [f"source in {sorted(documents)}"] if documents else []
        hits = self._nearest(vector, limit, which)
        return [(row, score - bound) for row, score in hits if score > bound + _NOTHING]

    def _nearest(self, vector: Vector, limit: int, which: list[str]) -> list[tuple[int, float]]:
        hits = self._milvus.search(self._collection, vector, limit, " and ".join(which))
        alive = self._rows.alive(row for row, _ in hits)
        return [(row, score) for row, score in hits if row in alive]

    def frequency(self, term: str) -> int:
        """Return in how many facts a term stands."""
        return self._of(term).get("terms", 0)

    def holds(self, term: str) -> bool:
        """Tell whether a term stands in any fact."""
        return self.frequency(term) > 0

    def company(self, term: str, weights: Mapping[str, float]) -> float:
        """Return the greatest weight of other terms that stands in one fact with a term; 0 if nowhere does one."""
        others = {other: weight for other, weight in weights.items() if self.holds(other)}
        if not others or not self.holds(term):
            return 0.0
        vector, bound = must_hold(held(others), term)
        hits = self._nearest(vector, 1, self._ours)
        weight = hits[0][1] - bound if hits else 0.0
        return weight if weight > _NOTHING else 0.0

    def knows(self, term: str) -> bool:
        """Tell whether a term stands in a fact or in one of the questions that it is known to answer."""
        counts = self._of(term)
        return any(counts.get(field, 0) > 0 for field in OWN)

    def heads(self, term: str) -> bool:
        """Tell whether a term stands in a heading above some fact."""
        return self._of(term).get("heading", 0) > 0

    def beginning(self, start: str, limit: int) -> list[str]:
        """Return the terms of facts, and of the questions they answer, that begin with some letters; the most frequent of each first."""
        return self._counts.beginning(start, limit)
