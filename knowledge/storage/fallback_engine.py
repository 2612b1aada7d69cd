"""An engine with another one beside it that answers while it is away.

Both hold the same generation. What a refresh writes, it writes into both or not at all.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from knowledge.errors import SearchError
from knowledge.storage.fact_index import Engine, Index, IndexWriter
from knowledge.storage.indexed_facts import IndexedFact
from knowledge.storage.store import StoreView
from knowledge.storage.store_writer import StoreWriter

AWAY_S = 10.0
"""How long the first engine is left alone after it did not answer, so that few who ask have to wait for that."""
_BESIDE = "beside"
"""Folder inside that of a generation, for the index of the second engine."""

_log = logging.getLogger(__name__)
_Found = TypeVar("_Found")


class FallbackEngine:
    """Two engines of which the second answers while the first is away."""

    def __init__(self, first: Engine, second: Engine) -> None:
        """Take two engines.

        Args:
            first: The one to be asked. It learns from the store what came and went.
            second: The one beside it.
        """
        self._first, self._second = first, second

    def open(self, folder: Path, store: StoreView) -> "FallbackIndex":
        """Open the index of a generation."""
        return FallbackIndex(self._first.open(folder, store), self._second.open(folder / _BESIDE, store))

    @contextmanager
    def write(
        self, folder: Path, previous: Path, store: StoreWriter, place: str | None = None
    ) -> Iterator["FallbackWriter"]:
        """Give the writer of both indexes; where one starts from nothing, it gets all there is."""
        with self._first.write(folder, previous, store, place) as first:
            known = folder / "none" if first.is_new else previous / _BESIDE
            with self._second.write(folder / _BESIDE, known, store, place) as second:
                yield FallbackWriter(first, second)

    def close(self) -> None:
        """Let go of both."""
        self._first.close()
        self._second.close()


class FallbackWriter:
    """Writes the second index, and what the first one wants to be told."""

    def __init__(self, first: IndexWriter, second: IndexWriter) -> None:
        self._first, self._second = first, second
        self.place = first.place
        """Where the first engine keeps the facts."""
        self.is_new = second.is_new
        """The second one starts from nothing, since it always does where the first one does."""

    def remove(self, source: int) -> None:
        """Lose the facts of a source."""
        self._second.remove(source)

    def add(self, facts: Iterable[IndexedFact]) -> None:
        """Gain facts."""
        self._second.add(facts)

    def count(self, words: Iterable[tuple[str, int]]) -> None:
        """Take the counts of words."""
        counted = list(words)
        self._first.count(counted)
        self._second.count(counted)


class FallbackIndex:
    """The index of one generation in two engines."""

    def __init__(self, first: Index, second: Index) -> None:
        self.vocabulary = first.vocabulary
        """The words of the facts."""
        self.size = first.size
        """Facts in the index."""
        self._first, self._second = first, second
        self._away_until = 0.0
        self.frequency, self.holds = first.frequency, first.holds
        self.knows, self.heads, self.beginning = first.knows, first.heads, first.beginning

    def search(self, weights: Mapping[str, float], limit: int, **which: Any) -> list[tuple[int, float]]:
        """Return (row of a fact, score) of the facts that share terms with a question; see `Index.search`."""
        return self._found(lambda index: index.search(weights, limit, **which))

    def company(self, term: str, weights: Mapping[str, float]) -> float:
        """Return the greatest weight of other terms that stands in one fact with a term."""
        return self._found(lambda index: index.company(term, weights))

    def _found(self, ask: Callable[[Index], _Found]) -> _Found:
        if time.monotonic() >= self._away_until:
            try:
                return ask(self._first)
            except SearchError as error:
                self._away_until = time.monotonic() + AWAY_S
                _log.warning("%s Meanwhile the index beside it answers.", error)
        return ask(self._second)
