"""SQLite in WAL mode: what was read, and which of it belongs to which generation.

A row lives from the generation that wrote it (`born`) until the one that replaced it (`died`). A generation is built
inside one transaction, so it is there whole or not at all; whoever answers from the one before still finds its rows,
which are swept when they are two generations old. Everything here is derived and may be deleted.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from knowledge.errors import StoreError
from knowledge.facts.lost_quotes import UnderReview
from knowledge.model import Document, Fact, Problem, SourceSummary, Status
from knowledge.sources.corpus import SourceFile
from knowledge.storage.indexed_facts import IndexedFact

FORMAT = 13
"""Raised whenever an older derived folder no longer holds what this program would derive."""

_SCHEMA = """
CREATE TABLE generation (
    number INTEGER PRIMARY KEY, about BLOB NOT NULL
);
CREATE TABLE source (
    row INTEGER PRIMARY KEY, name TEXT NOT NULL, file BLOB NOT NULL,
    summary BLOB, problems BLOB NOT NULL, first_fact INTEGER NOT NULL, facts INTEGER NOT NULL,
    born INTEGER NOT NULL, died INTEGER,
    document BLOB -- last, since SQLite reads through all that stands before what it looks for
);
CREATE TABLE fact (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, source INTEGER NOT NULL, body BLOB NOT NULL, indexed BLOB NOT NULL,
    born INTEGER NOT NULL, died INTEGER
);
CREATE INDEX fact_died ON fact (died) WHERE died IS NOT NULL;
CREATE INDEX fact_id ON fact (id);
CREATE INDEX fact_source ON fact (source);
CREATE TABLE written (
    fact INTEGER PRIMARY KEY, digest BLOB NOT NULL, place INTEGER NOT NULL
);
CREATE TABLE vector (
    fact INTEGER NOT NULL, born INTEGER NOT NULL, died INTEGER, body BLOB NOT NULL, PRIMARY KEY (fact, born)
) WITHOUT ROWID;
CREATE INDEX vector_died ON vector (died) WHERE died IS NOT NULL;
CREATE TABLE word (text TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
"""
_ALIVE = "born <= :at AND (died IS NULL OR died > :at)"
_LOCK_WAIT_S = 120
"""How long a refresh waits for another process's refresh of the same home."""

_DOCUMENT = msgspec.msgpack.Decoder(Document)
_FACT = msgspec.msgpack.Decoder(Fact)
_INDEXED = msgspec.msgpack.Decoder(IndexedFact)
_FILE = msgspec.msgpack.Decoder(SourceFile)
_SUMMARY = msgspec.msgpack.Decoder(SourceSummary)
_PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
_VECTORS = msgspec.msgpack.Decoder(tuple[bytes, ...])
encode = msgspec.msgpack.Encoder().encode


def connect(path: Path) -> sqlite3.Connection:
    """Open the database, making it where it is missing or of another format.

    Raises:
        StoreError: If the file cannot be opened or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, timeout=_LOCK_WAIT_S, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found != FORMAT:
            _recreate(connection)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The folder {path.parent} cannot be used ({error}). It only holds what can be derived again: "
            "delete it, or make it writable."
        ) from error
    return connection


def _recreate(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            connection.execute(f"DROP TABLE {table}")
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock; commit at the end, roll back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a generation as a whole."""

    built_at: dt.datetime | None = None
    """In UTC."""
    facts_digest: str = ""
    """Digest of the fact files it was built from."""
    file_problems: tuple[Problem, ...] = ()
    """About files that were not read at all."""
    fact_problems: tuple[Problem, ...] = ()
    """About fact files and quotes."""
    withheld: tuple[str, ...] = ()
    """Ids of the curated facts that have no proof."""
    under_review: tuple[UnderReview, ...] = ()
    """The curated facts that have lost a quote, as their files have them."""
    renamed: tuple[tuple[str, str], ...] = ()
    """The former names of sources, each with the present one; their drafts are found by the ids that they had."""
    words: int = 0
    """Words of all facts, each as often as it occurs."""
    recognition: str = ""
    """What recognised pictures of text; empty where nothing did."""
    encoder: str = ""
    """Digest of the encoder that made the vectors; empty where there are none."""
    index: str = ""
    """Where a search engine keeps its facts; empty where each replica has them in the folder of the generation."""
    last_source: int = 0
    """The highest row that a source ever had. A row is never used again, so it means the same on every machine."""
    last_fact: int = 0
    """The highest row that a fact ever had."""


# Facts get their vectors in the order of their rows, so those without are the last ones.
_WITHOUT_VECTORS = """
SELECT row FROM fact WHERE ALIVE AND row > coalesce(
    (SELECT fact FROM vector WHERE died IS NULL ORDER BY fact DESC LIMIT 1), 0
) ORDER BY row
"""

_ABOUT = msgspec.msgpack.Decoder(About)


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as one generation knows it."""

    row: int
    file: SourceFile
    drafts: range
    """Rows of its drafts, in reading order; empty where it could not be read."""


_View = TypeVar("_View", bound="StoreView")


class StoreView:
    """What the store holds at one finished generation."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self.number = number
        """Counted from 1; generation 0 is the empty one before the first."""
        self._connection = connection

    @classmethod
    def latest(cls, connection: sqlite3.Connection) -> Self:
        """Return what the store holds at the last generation that was finished."""
        (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM generation").fetchone()
        return cls(connection, number)

    def seen_as(self, view: type[_View]) -> _View:
        """Return the same generation as another view of the store shows it."""
        return view(self._connection, self.number)

    def _rows(self, sql: str, **values: object) -> sqlite3.Cursor:
        return self._connection.execute(sql.replace("ALIVE", _ALIVE), {"at": self.number, **values})

    def about(self) -> About:
        """Return what is known about it, or about the last one while this one is being written."""
        stored = self.about_stored()
        return _ABOUT.decode(stored) if stored else About()

    def about_stored(self) -> bytes:
        """Return the same as it is stored; nothing before the first generation."""
        row = self._rows(
            "SELECT about FROM generation WHERE number <= :at ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return bytes(row[0]) if row else b""

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with sources and facts, sorted by place."""
        about = self.about()
        found = [*about.file_problems, *about.fact_problems]
        for (body,) in self._rows("SELECT problems FROM source WHERE ALIVE"):
            found += _PROBLEMS.decode(body)
        return tuple(sorted(found, key=lambda problem: (problem.file, problem.line or 0, problem.message)))

    def sources(self) -> dict[str, StoredSource]:
        """Return every source by name, those that could not be read included."""
        return {
            name: StoredSource(row, _FILE.decode(file), range(first, first + count))
            for row, name, file, first, count in self._rows(
                "SELECT row, name, file, first_fact, facts FROM source WHERE ALIVE ORDER BY name"
            )
        }

    def rows_of(self, names: Iterable[str]) -> frozenset[int]:
        """Return the rows of the sources of these names, as far as there are any."""
        wanted = msgspec.json.encode(list(names)).decode()
        found = self._rows(
            "SELECT row FROM source WHERE name IN (SELECT value FROM json_each(:names)) AND ALIVE",
            names=wanted,
        )
        return frozenset(row for (row,) in found)

    def troubled(self) -> list[str]:
        """Return the names of the sources of which something could not be read."""
        rows = self._rows("SELECT name, problems FROM source WHERE ALIVE")
        return [name for name, problems in rows if _PROBLEMS.decode(problems)]

    def document(self, name: str) -> Document | None:
        """Return the document of a source."""
        row = self._rows("SELECT document FROM source WHERE name = :name AND ALIVE", name=name).fetchone()
        return _DOCUMENT.decode(row[0]) if row and row[0] is not None else None

    def fact(self, fact_id: str) -> tuple[int, Fact] | None:
        """Return the row and the fact of an id."""
        row = self._rows("SELECT row, body FROM fact WHERE id = :id AND ALIVE", id=fact_id).fetchone()
        return (row[0], _FACT.decode(row[1])) if row else None

    def facts(self, rows: Iterable[int]) -> dict[int, Fact]:
        """Return the facts of the given rows."""
        return {
            row: _FACT.decode(body) for row, body in self._in("SELECT row, body FROM fact WHERE row", rows)
        }

    def indexed(self, rows: Iterable[int]) -> dict[int, IndexedFact]:
        """Return the facts of the given rows as search and ranking see them."""
        return {
            row: _INDEXED.decode(body)
            for row, body in self._in("SELECT row, indexed FROM fact WHERE row", rows)
        }

    def vectors(self, rows: Iterable[int]) -> dict[int, tuple[bytes, ...]]:
        """Return by row the vectors of a fact's statement and then of its example questions, where an encoder made them."""
        found = self._in("SELECT fact, body FROM vector WHERE fact", rows)
        return {row: _VECTORS.decode(body) for row, body in found}

    def without_vectors(self) -> list[int]:
        """Return the rows of the facts of the last generation that have no vectors, in order."""
        return [row for (row,) in self._rows(_WITHOUT_VECTORS)]

    def _in(self, select: str, rows: Iterable[int]) -> sqlite3.Cursor:
        # One constant text, so that SQLite need not parse a new one for each question.
        numbers = msgspec.json.encode(list(rows)).decode()
        return self._rows(f"{select} IN (SELECT value FROM json_each(:rows)) AND ALIVE", rows=numbers)

    def searchable(self) -> Iterator[IndexedFact]:
        """Yield all facts that can be answered with as search sees them, a document's drafts together."""
        hidden = {row for row, fact in self.curated().items() if fact.status is Status.HIDDEN}
        rows = self._rows("SELECT row, indexed FROM fact WHERE ALIVE ORDER BY row")
        alive = (_INDEXED.decode(body) for row, body in rows if row not in hidden)
        yield from (one for one in alive if one.is_legible)

    def curated(self) -> dict[int, Fact]:
        """Return approved and hidden facts by row, in the order of their files."""
        rows = self._rows(
            "SELECT row, body FROM fact JOIN written ON written.fact = row WHERE source = 0 AND ALIVE ORDER BY place"
        )
        return {row: _FACT.decode(body) for row, body in rows}

    def draft_rows(self, names: Iterable[str]) -> list[int]:
        """Return the rows of the drafts of some sources, in the order of their names and then of reading."""
        sources = self.sources()
        return list(chain.from_iterable(sources[name].drafts for name in names if name in sources))

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """Yield the folded words of all facts of the last generation that was written, with their counts."""
        yield from self._rows("SELECT text, count FROM word WHERE count > 0 ORDER BY text")

    def summaries(self) -> list[SourceSummary]:
        """Return a line about each document, sorted by name; approved facts are not counted in it."""
        rows = self._rows("SELECT summary FROM source WHERE ALIVE AND summary IS NOT NULL ORDER BY name")
        return [_SUMMARY.decode(body) for (body,) in rows]
