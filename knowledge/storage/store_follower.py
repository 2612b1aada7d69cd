"""The store while it takes over a generation that another machine has written: its rows as they are, its words and its index made of them here."""

import sqlite3
from collections.abc import Iterable

from knowledge.languages.sentence_encoder import Encoder
from knowledge.storage.fact_index import IndexWriter
from knowledge.storage.indexed_facts import NO_DOCUMENT, IndexedFact, words_of
from knowledge.storage.shared_generations import TABLES, GenerationRows
from knowledge.storage.store_writer import StoreWriter

_INSERT = {
    "source": "INSERT INTO source (row, name, file, summary, problems, first_fact, facts, document, born) VALUES (?, ?, ?, ?, ?, ?, ?, ?, {at})",
    "fact": "INSERT INTO fact (row, id, source, body, indexed, born) VALUES (?, ?, ?, ?, ?, {at})",
    "written": "INSERT INTO written (fact, digest, place) VALUES (?, ?, ?)",
    "vector": "INSERT INTO vector (fact, body, born) VALUES (?, ?, {at})",
}
"""By table; the values come in the order of `TABLES`."""


def forget_all(connection: sqlite3.Connection) -> None:
    """Delete all that a store holds, which then is as before its first generation."""
    for table in ("generation", "word", *TABLES):
        connection.execute(f"DELETE FROM {table}")


class StoreFollower(StoreWriter):
    """The store as the generation to take over will have it; however many generations that is ahead, here it is the next one.

    What dies counts as dead from this generation on, so whoever still answers from the last one here has all of it.
    """

    def __init__(self, connection: sqlite3.Connection, number: int, encoder: Encoder | None) -> None:
        super().__init__(connection, number, encoder)
        self._known = {table: self.last_row(table) for table in TABLES}
        """The last row of each table that was there before."""
        self._gone: list[int] = []
        """Rows of the sources that are there no more."""
        self._are_curated_new = False
        self._is_encoder_new = False

    def take_over(self, generation: GenerationRows) -> None:
        """Take over the rows of a generation, which came of the last one here; its number is this one's."""
        self._drop(generation)
        for table, insert in _INSERT.items():
            rows = generation.above(table, self._known[table])
            self._connection.executemany(insert.format(at=self.number), rows)
        self._are_curated_new |= self.last_row("written") > self._known["written"]
        self._connection.executemany(
            "UPDATE written SET place = ? WHERE fact = ?", enumerate(generation.curated_rows())
        )
        self._rows("INSERT INTO generation VALUES (:at, :about)", about=generation.about_stored())

    def _drop(self, generation: GenerationRows) -> None:
        """Drop what the generation holds no more."""
        kept = set(generation.source_rows())
        for source in [source for source in self.sources().values() if source.row not in kept]:
            self.remove(source)
            self._gone.append(source.row)
        kept = set(generation.curated_rows())
        curated = [row for row in self.curated_rows() if row not in kept]
        self.drop_curated(curated)
        self._are_curated_new = bool(curated)
        if generation.encoder_digest != self.encoder_digest:
            self.drop_vectors()
            self._is_encoder_new = True
            self._known["vector"] = 0

    def write_index(self, index: IndexWriter) -> None:
        """Write the index of what was taken over, from that of the last generation here, and sweep what is needed no more."""
        for row in self._gone:
            index.remove(row)
        is_from_nothing = index.is_new and self._known["fact"] > 0
        for drafts in self._new_drafts():
            self._words.update(words_of(drafts))
            if not is_from_nothing:
                index.add(one for one in drafts if one.is_legible)
        self._words.update(words_of(self._new_curated()))
        if is_from_nothing:
            index.add(self.searchable())
        elif self._are_curated_new:
            index.remove(NO_DOCUMENT)
            index.add(self.searched_curated())
        changed_words = self.recount()
        index.count(self.vocabulary() if index.is_new else changed_words)
        if self._gone or self._are_curated_new or self._is_encoder_new:
            self.sweep()

    def _new_drafts(self) -> Iterable[list[IndexedFact]]:
        """Yield the drafts of each new source."""
        new = self._rows(
            "SELECT first_fact, facts FROM source WHERE row > :known AND ALIVE ORDER BY row",
            known=self._known["source"],
        ).fetchall()
        for first, count in new:
            drafts = self.indexed(range(first, first + count))
            yield [drafts[row] for row in sorted(drafts)]

    def _new_curated(self) -> Iterable[IndexedFact]:
        return self.indexed(row for row in self.curated_rows() if row > self._known["fact"]).values()
