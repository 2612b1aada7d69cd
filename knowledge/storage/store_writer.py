"""What the next generation will hold, while it is being written."""

import json
import sqlite3
from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

from knowledge.bulkhead import Bulkhead
from knowledge.languages.sentence_encoder import Encoder
from knowledge.model import Document, Fact, Problem, SourceSummary, Status
from knowledge.sources.corpus import SourceFile
from knowledge.storage.indexed_facts import NO_DOCUMENT, IndexedFact, index_curated, words_of
from knowledge.storage.placement import placed
from knowledge.storage.store import About, StoredSource, StoreView, encode
from knowledge.storage.stored_rows import StoredRows
from knowledge.storage.write_lock import changing

_RECOUNT = """
INSERT INTO word SELECT key, value FROM json_each(:changes) WHERE true
ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING text, count
"""
"""All words in one statement, during which others have the interpreter; "WHERE true" tells the conflict from a join."""
VECTORS_AT_MOST = 20_000
"""Facts that get their vectors in one generation: two minutes' work, which is all that a kill can lose."""
_ENCODED_AT_ONCE = 256
"""Facts whose vectors are made between two reports of progress: about a second."""

_Text = tuple[str, bool]
"""A text that gets a vector, and whether it is a question."""


class StoreWriter(StoredRows):
    """The store as the next generation will see it; holds all of the last one until told otherwise."""

    def __init__(self, connection: sqlite3.Connection, number: int, encoder: Encoder | None) -> None:
        super().__init__(connection, number)
        self._last_about = self.about()
        self.last = StoreView.latest(connection)
        """What the store held at the last generation, which stays whole while the next one is written."""
        self.encoder = encoder
        """What makes the vectors; None where none are wanted."""
        self._words: Counter[str] = Counter()
        """How much more or less often each word occurs than in the last generation."""
        self._known_vectors: dict[_Text, bytes] = {}
        """Those of facts that are dropped, since most of a changed document's sentences come back."""

    def remove(self, source: StoredSource) -> None:
        """Drop a source and its drafts."""
        self._words.subtract(words_of(self.indexed(source.drafts).values()))
        self._remember_vectors(source.drafts)
        self._rows("UPDATE fact SET died = :at WHERE source = :row AND died IS NULL", row=source.row)
        self._rows("UPDATE source SET died = :at WHERE row = :row", row=source.row)

    def touch(self, source: StoredSource, file: SourceFile) -> None:
        """Remember a new time stamp of a file whose content is the same; of the last generation too."""
        self._rows("UPDATE source SET file = :file WHERE row = :row", row=source.row, file=encode(file))

    def add_unread(self, file: SourceFile, problem: Problem | None) -> None:
        """Add a source that could not be read, or that has nothing to say by itself."""
        self._add_source(self._next_row("source"), file, None, [], [problem] if problem else [])

    def add(
        self,
        file: SourceFile,
        document: Document,
        drafts: Sequence[Fact],
        indexed: Sequence[IndexedFact],
        problems: Sequence[Problem],
    ) -> list[IndexedFact]:
        """Add a source with what became of it, and return the drafts that can be answered with, as search sees them, now in their rows."""
        row, first = self._next_row("source"), self._next_row("fact")
        indexed = [one.placed(row, first) for one in indexed]
        self._add_source(row, file, document, drafts, (*document.problems, *problems))
        self._insert(row, drafts, indexed)
        return [one for one in indexed if one.is_legible]

    def _add_source(
        self,
        row: int,
        file: SourceFile,
        document: Document | None,
        drafts: Sequence[Fact],
        problems: Sequence[Problem],
    ) -> None:
        self._rows(
            "INSERT INTO source VALUES (:row, :name, :file, :summary, :problems, :first, :facts, :at, NULL, :document)",
            row=row,
            name=file.name,
            file=encode(file),
            summary=encode(_summary(document, len(drafts))) if document else None,
            problems=encode(tuple(problems)),
            first=self._next_row("fact"),
            facts=len(drafts),
            document=encode(document) if document else None,
        )

    def settled(self, digests: Mapping[str, bytes]) -> dict[str, int]:
        """Return by id the rows of the curated facts that a person has left as they were, and that were in order.

        Args:
            digests: Id → digest of what a person has written.
        """
        written = dict(self._rows("SELECT fact, digest FROM written JOIN fact ON row = fact WHERE ALIVE"))
        facts = {row: fact for row, fact in self.curated().items() if written[row] == digests.get(fact.id)}
        indexed = self.indexed(facts)
        return {
            fact.id: row for row, fact in facts.items() if indexed[row].terms and not fact.is_under_review
        }

    def replace_curated(
        self, facts: Sequence[Fact], digests: Mapping[str, bytes], kept: AbstractSet[int], bulkhead: Bulkhead
    ) -> list[IndexedFact]:
        """Put approved and hidden facts in the place of those that were there; return all that are to be searched.

        Args:
            facts: Those that are new or not as they were.
            digests: Id → digest of what a person has written, in the order of their files.
            kept: Rows of those that stay.
            bulkhead: Takes those that cannot be prepared for search.
        """
        self.drop_curated([row for row in self.curated() if row not in kept])
        self._add_curated(facts, digests, bulkhead)
        places = {fact_id: place for place, fact_id in enumerate(digests)}
        curated = self.curated()
        self._connection.executemany(
            "UPDATE written SET place = ? WHERE fact = ?",
            ((places[fact.id], row) for row, fact in curated.items()),
        )
        return self.searched_curated()

    def searched_curated(self) -> list[IndexedFact]:
        """Return the curated facts that are to be searched."""
        searched = (row for row, fact in self.curated().items() if fact.status is not Status.HIDDEN)
        return list(self.indexed(searched).values())

    def drop_curated(self, rows: Sequence[int]) -> None:
        """Drop curated facts."""
        self._words.subtract(words_of(self.indexed(rows).values()))
        self._remember_vectors(rows)
        self._connection.executemany(
            "UPDATE fact SET died = ? WHERE row = ?", ((self.number, row) for row in rows)
        )

    def _add_curated(self, facts: Sequence[Fact], digests: Mapping[str, bytes], bulkhead: Bulkhead) -> None:
        sources = self.sources()
        documents = {name: self.document(name) for name in {fact.citations[0].source for fact in facts}}
        added: list[tuple[Fact, IndexedFact]] = []
        for row, fact in enumerate(facts, self._next_row("fact")):
            name = fact.citations[0].source
            document = documents[name]
            assert document is not None, "a proven fact cites a source that was read"
            prepared = index_curated(fact, row, document, sources[name].row, bulkhead)
            added.append(placed(self, sources, fact, prepared, document))
        self._insert(NO_DOCUMENT, [fact for fact, _ in added], [indexed for _, indexed in added])
        self._connection.executemany(
            "INSERT INTO written VALUES (?, ?, 0)",
            ((indexed.row, digests[fact.id]) for fact, indexed in added),
        )

    def _next_row(self, table: str) -> int:
        return self._last_row(table) + 1

    def _last_row(self, table: str) -> int:
        """Return the highest row of sources or facts that was ever used."""
        (row,) = self._rows(f"SELECT coalesce(max(row), 0) FROM {table}").fetchone()
        before = self._last_about.last_source if table == "source" else self._last_about.last_fact
        return max(int(row), before)

    def _insert(self, source: int, facts: Sequence[Fact], indexed: Sequence[IndexedFact]) -> None:
        self._words.update(words_of(indexed))
        self._connection.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (
                (one.row, fact.id, source, encode(fact), encode(one), self.number)
                for fact, one in zip(facts, indexed, strict=True)
            ),
        )

    def drop_vectors(self) -> None:
        """Drop the vectors of all facts, before any fact is dropped."""
        self._rows("UPDATE vector SET died = :at WHERE died IS NULL")

    def _remember_vectors(self, rows: Iterable[int]) -> None:
        vectors = self.vectors(rows)
        for row, fact in self.facts(vectors).items():
            self._known_vectors.update(zip(_texts(fact), vectors[row], strict=True))

    def add_vectors(self, progress: Callable[[int, int], None]) -> None:
        """Make the vectors of the first facts that have none, `VECTORS_AT_MOST` of them, if there is an encoder.

        Args:
            progress: Told how many facts are done, and of how many.

        Raises:
            ConfigError: If the encoder cannot be used.
        """
        if self.encoder is None:
            return
        missing = self.without_vectors()
        rows = missing[:VECTORS_AT_MOST]
        for start in range(0, len(rows), _ENCODED_AT_ONCE):
            progress(start, len(missing))
            facts = self.facts(rows[start : start + _ENCODED_AT_ONCE])
            texts = {row: _texts(fact) for row, fact in facts.items()}
            new = set(chain(*texts.values())) - self._known_vectors.keys()
            vectors = ChainMap(_encoded(self.encoder, sorted(new)), self._known_vectors)
            self._connection.executemany(
                "INSERT INTO vector VALUES (?, ?, NULL, ?)",
                (
                    (row, self.number, encode([vectors[text] for text in wanted]))
                    for row, wanted in texts.items()
                ),
            )

    def recount(self) -> list[tuple[str, int]]:
        """Write the counts of words, and return (word, count) of those that changed; to be called once."""
        changes = {word: more for word, more in sorted(self._words.items()) if more}
        return sorted(self._rows(_RECOUNT, changes=json.dumps(changes, ensure_ascii=False)))

    def finish(self, about: About) -> None:
        """Write what remains; the generation exists once the transaction around it is committed."""
        about = replace(
            about,
            words=self._last_about.words + self._words.total(),
            last_source=self._last_row("source"),
            last_fact=self._last_row("fact"),
        )
        self._rows("INSERT INTO generation VALUES (:at, :about)", about=encode(about))

    def sweep(self) -> None:
        """Delete what no generation but those before the last one needs."""
        for table in ("vector", "written"):
            self._rows(f"DELETE FROM {table} WHERE fact IN (SELECT row FROM fact WHERE died < :at)")
        for table in ("vector", "fact", "source"):
            self._rows(f"DELETE FROM {table} WHERE died < :at")
        self._rows(
            "DELETE FROM generation WHERE number < (SELECT max(number) FROM generation WHERE number < :at)"
        )


def _summary(document: Document, drafts: int) -> SourceSummary:
    return SourceSummary(
        source=document.source,
        title=document.title,
        format=document.format,
        date=document.date,
        language=document.language,
        pages=document.pages,
        paragraphs=document.passages[-1].paragraph if document.passages else 0,
        drafts=drafts,
        approved=0,
        author=document.author,
        link=document.link,
    )


def _texts(fact: Fact) -> list[_Text]:
    """Return the statement of a fact, then its example questions."""
    return [(fact.statement, False), *((ask, True) for ask in fact.asks)]


def _encoded(encoder: Encoder, texts: Iterable[_Text]) -> dict[_Text, bytes]:
    """Return the vectors of texts."""
    vectors: dict[_Text, bytes] = {}
    for is_question in (False, True):
        alike = [text for text in texts if text[1] is is_question]
        made = encoder.encode([words for words, _ in alike], is_question=is_question)
        vectors.update(zip(alike, made, strict=True))
    return vectors


@contextmanager
def open_writer(path: Path, encoder: Encoder | None = None) -> Iterator[StoreWriter]:
    """Hold the home's write lock and give the writer of the generation to come, of which nothing remains after an error.

    Call `StoreWriter.finish` before leaving, or leave the last generation as it is.

    Args:
        path: The database.
        encoder: What makes the vectors, if any are wanted.

    Raises:
        StoreError: If it cannot be written, or what is written beside it cannot.
    """
    with changing(path) as connection:
        yield StoreWriter(connection, StoreView.latest(connection).number + 1, encoder)
