"""Milvus as the engine: all facts in one collection that grows with each generation, their words and counts beside the store.

A fact is a sparse vector (`sparse_vectors`) under its row in the store. Rows only ever come, above those that are there, so whoever
answers from a generation leaves out what is above its last row and what it holds no more; what no generation needs is deleted by the
next one. What an interrupted refresh has left is above the last row too, and deleted before more is written.
"""

import logging
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from uuid import uuid4

import msgspec

from knowledge.errors import SearchError, StoreError
from knowledge.storage.fact_index import FIELDS, searched
from knowledge.storage.indexed_facts import NO_DOCUMENT, IndexedFact, with_paragraphs
from knowledge.storage.milvus_address import MilvusAddress
from knowledge.storage.milvus_connection import MilvusConnection
from knowledge.storage.milvus_index import KNOWN, WORDS, Known, MilvusIndex, known_of
from knowledge.storage.searched_rows import SearchedRows
from knowledge.storage.sparse_vectors import Vector, fact_vector
from knowledge.storage.store import StoreView
from knowledge.storage.store_writer import StoreWriter
from knowledge.storage.term_counts import TermCounts
from knowledge.storage.vocabulary import Vocabulary, write_vocabulary

_DRIFT = 1.2
"""By how much the average length of a field may have grown or shrunk before the facts get new vectors; the larger the base, the rarer."""
_CURATED_ONLY = "asks"
"""The field in which drafts have nothing."""

_log = logging.getLogger(__name__)


class MilvusEngine:
    """Keeps the facts in Milvus, and in the folder of a generation its words."""

    def __init__(self, address: MilvusAddress) -> None:
        self._milvus = MilvusConnection(address)

    def open(self, folder: Path, store: StoreView) -> "MilvusIndex":
        """Open the index of a generation; where Milvus is away, questions will say so."""
        known = known_of(folder)
        self._check(known)
        return MilvusIndex(self._milvus, known, Vocabulary(folder / WORDS), store)

    def _check(self, known: Known) -> None:
        """See whether a collection is there and all in it, as far as Milvus tells.

        Raises:
            StoreError: If it has lost facts.
        """
        try:
            found = self._found(known)
            if found >= known.size:
                self._milvus.warm(known.collection)
        except SearchError as error:
            _log.warning("%s", error)
            return
        if found < known.size:
            raise StoreError(f"Of {known.size} facts, {found} are in {self._milvus.address.shown}.")

    def _found(self, known: Known) -> int:
        """Return how many rows a collection has; 0 where there is none of this home."""
        is_there = known.collection in self._milvus.collections()
        return self._milvus.count(known.collection) if is_there else 0

    @contextmanager
    def write(
        self, folder: Path, previous: Path, store: StoreWriter, place: str | None = None
    ) -> Iterator["MilvusIndexWriter"]:
        """Give the writer of the next generation's index; what another replica has put into Milvus is only counted here."""
        if place == "":
            raise SearchError(
                "The facts were last put in order by a Citebot that does not use this search engine. Give all of them the same “search”."
            )
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        last = self._usable(previous, place)
        collection = place or (
            last.collection if last else f"{self._milvus.address.prefix}_{uuid4().hex[:8]}"
        )
        writer = MilvusIndexWriter(collection, folder, previous, last)
        if place is None:
            self._clear(collection, last, store.last.about().index)
        yield writer
        known = self._counted(store, writer)
        if place is None:
            known = self._send(store, known, last)
        else:
            written_at = last.written_at if last else known.averages()
            known = msgspec.structs.replace(known, written_at=written_at)
        (folder / KNOWN).write_bytes(msgspec.msgpack.encode(known))

    def _usable(self, folder: Path, place: str | None) -> Known | None:
        """Return what is known of the last generation, if the next one can start from it."""
        try:
            known = known_of(folder)
            Vocabulary(folder / WORDS)
        except StoreError:
            return None
        if place:
            return known if known.collection == place else None
        is_ours = known.collection.rpartition("_")[0] == self._milvus.address.prefix
        return known if is_ours and self._found(known) >= known.size else None

    def _clear(self, collection: str, last: Known | None, needed: str) -> None:
        """Delete what no generation needs: rows that an interrupted refresh has left, and collections that were given up."""
        for other in self._milvus.collections():
            if other not in (collection, needed):
                self._milvus.drop(other)
        if last:
            self._milvus.delete(collection, f"row > {last.last_row}")
        else:
            self._milvus.make(collection)

    def _counted(self, store: StoreWriter, writer: "MilvusIndexWriter") -> Known:
        """Count the terms of what came and went; return what is known now."""
        counts, rows, last = store.seen_as(TermCounts), store.seen_as(SearchedRows), writer.last
        if last is None:
            counts.clear()
            lengths = counts.change(store.searchable(), 1)
        else:
            lengths = Counter({"": last.size, **last.lengths})
            lengths.update(counts.change(rows.gone(), -1))
            lengths.update(counts.change(rows.come(), 1))
        size = lengths.pop("", 0)
        return Known(writer.place, rows.last_row(), size, dict(lengths))

    def _send(self, store: StoreWriter, known: Known, last: Known | None) -> Known:
        """Write what came into Milvus and delete what no one needs; return what is known then."""
        rows, averages = store.seen_as(SearchedRows), known.averages()
        written_at = last.written_at if last else {}
        drifted = {field for field in FIELDS if _has_drifted(written_at.get(field, 0.0), averages[field])}
        if last:
            self._delete(known.collection, rows)
        self._milvus.put(known.collection, _vectors(_to_send(store, drifted), averages))
        self._milvus.settle(known.collection)
        if (found := self._milvus.count(known.collection)) < known.size:
            raise SearchError(
                f"{self._milvus.address.shown} has kept {found} of {known.size} facts. The last state goes on answering."
            )
        return msgspec.structs.replace(
            known, written_at=written_at | {field: averages[field] for field in drifted}
        )

    def _delete(self, collection: str, rows: SearchedRows) -> None:
        sources, curated = rows.needless()
        for field, needless in (("source", sources), ("row", curated)):
            if needless:
                self._milvus.delete(collection, f"{field} in {needless}")

    def close(self) -> None:
        """Let go of the connection."""
        self._milvus.close()


class MilvusIndexWriter:
    """Takes what a refresh tells; what came and went, the engine reads from the store once all is there."""

    def __init__(self, collection: str, folder: Path, previous: Path, last: Known | None) -> None:
        self.place = collection
        """The collection."""
        self.last = last
        """What is known of the generation that it starts from."""
        self.is_new = last is None
        """It starts from nothing."""
        self._words = folder / WORDS
        self._previous_words = None if last is None else previous / WORDS

    def remove(self, source: int) -> None:
        """Do nothing: the store knows what went."""

    def add(self, facts: Iterable[IndexedFact]) -> None:
        """Do nothing: the store knows what came."""

    def count(self, words: Iterable[tuple[str, int]]) -> None:
        """Take the counts of all words that are new or occur more or less often than before; to be called once."""
        write_vocabulary(self._words, self._previous_words, words)


def _to_send(store: StoreWriter, drifted: AbstractSet[str]) -> Iterator[IndexedFact]:
    """Yield the facts that get vectors: those that came, and those that have terms in a field that has another average length by now."""
    rows = store.seen_as(SearchedRows)
    if drifted - {_CURATED_ONLY}:
        return store.searchable()
    if drifted:
        return chain(rows.curated_now(), (fact for fact in rows.come() if not fact.is_curated))
    return rows.come()


def _vectors(
    facts: Iterable[IndexedFact], averages: Mapping[str, float]
) -> Iterator[tuple[int, int, Vector]]:
    for fact, paragraph in with_paragraphs(facts):
        source = NO_DOCUMENT if fact.is_curated else fact.document
        yield fact.row, source, fact_vector(searched(fact, paragraph), averages)


def _has_drifted(before: float, now: float) -> bool:
    return max(before, now) > _DRIFT * min(before, now)
