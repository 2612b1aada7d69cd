"""The generations of a home in PostgreSQL: one replica publishes the next one, the others take over its rows.

The database holds the rows of the last generation alone. Whoever reads them while the next one is published goes on seeing theirs, which is
what PostgreSQL's snapshots are for; whoever is further behind reads what stands above their own last row, however far that is.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from bot.store.database import Database, StoreBusyError
from knowledge.errors import StoreError
from knowledge.storage.shared_generations import TABLES, GenerationId, GenerationRows, Row, SharedRows
from knowledge.storage.store import FORMAT

if TYPE_CHECKING:
    from psycopg import Connection

CHANNEL = "generation"
"""On which replicas hear of a new one."""
_LEAD = "refresh"
"""The lock of whoever writes the next one."""
_BUSY = "Another replica is reading what has changed. Nothing is lost: what was changed here counts once that is done."
_REMEMBERED = 1000
"""Generations that are known by their digest, so that a replica that answers from one of them need read only what is new."""
_STATEMENT_S = 600
"""For one statement here: millions of rows may be copied by it."""
_TYPES = {
    "source": ("int8", "text", "bytea", "bytea", "bytea", "int8", "int8", "bytea"),
    "fact": ("int8", "text", "int8", "bytea", "bytea"),
    "written": ("int8", "bytea", "int8"),
    "vector": ("int8", "bytea"),
}
"""Those of the columns of `TABLES`."""


class PostgresGenerations:
    """The generations of one home; satisfies `SharedGenerations`."""

    def __init__(self, database: Database, agree: Callable[[], object] = lambda: None) -> None:
        """Take the database of the home.

        Args:
            database: That of the home.
            agree: Makes the folder of this replica the same as the files of the store; called by whoever is about to read it.
        """
        self._database = database
        self._agree = agree

    @contextmanager
    def lead(self, wait_s: float) -> Iterator[bool]:
        """Hold the right to write the next generation, with the home as all share it; tell whether it was to be had.

        Args:
            wait_s: How long to wait while another replica holds it.

        Raises:
            StoreBusyError: If it is held for longer than one wants to wait.
            StoreError: If the database cannot be reached.
        """
        with ExitStack() as stack:
            is_held = True
            if not wait_s:
                is_held = stack.enter_context(self._database.try_locked(_LEAD))
            else:
                try:
                    stack.enter_context(self._database.locked(_LEAD, wait_s))
                except StoreBusyError as error:
                    raise StoreBusyError(_BUSY) from error
            if is_held:
                self._agree()
            yield is_held

    def latest(self) -> GenerationId | None:
        """Return the last generation; None where there is none that this program can use.

        Raises:
            StoreError: If the database cannot be reached, or a newer program writes the generations.
        """
        with self._database.connection() as connection:
            return _latest(connection)

    @contextmanager
    def open(self) -> Iterator[SharedRows]:
        """Give the rows of the last generation, which stay whole while the next one is published.

        Raises:
            StoreError: If there is none, or the database cannot be reached.
        """
        with self._database.transaction() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            _take_time(connection)
            latest = _latest(connection)
            if latest is None:
                raise StoreError(
                    "The database holds nothing to answer from yet. It comes with the next refresh."
                )
            yield _Rows(connection, latest)

    def publish(self, generation: GenerationRows, last: GenerationId | None) -> None:
        """Make a generation the last one, in one transaction; replicas hear of it.

        Raises:
            StoreError: If another replica has published one meanwhile, or the database does not take it. Then all is as it was.
        """
        with self._database.transaction() as connection:
            _take_time(connection)
            connection.execute("LOCK TABLE generation IN EXCLUSIVE MODE")
            if last != _latest(connection):
                raise StoreError(
                    "Another replica has read what is new meanwhile. Nothing is lost: it is taken over, and the next refresh goes on from there."
                )
            if last is None:
                for table in ("generation", *TABLES):
                    connection.execute(f"DELETE FROM {table}")
            else:
                _drop_missing(connection, generation)
            for table in TABLES:
                _copy_new(connection, generation, table)
            connection.execute(
                "UPDATE written SET place = at - 1 FROM unnest(%s::bigint[]) WITH ORDINALITY AS placed (row, at)"
                " WHERE fact = placed.row AND place <> at - 1",
                (generation.curated_rows(),),
            )
            _announce(connection, generation)
            self._database.notify(connection, CHANNEL, str(generation.id.number))


class _Rows:
    """The rows of the last generation, as one transaction sees them; satisfies `SharedRows`."""

    def __init__(self, connection: "Connection[Any]", latest: GenerationId) -> None:
        self._connection = connection
        self.id = latest
        found = connection.execute(
            "SELECT encoder, about FROM generation WHERE number = %s", (latest.number,)
        ).fetchone()
        self.encoder_digest: str = found[0] if found else ""
        self._about = bytes(found[1]) if found else b""

    def about_stored(self) -> bytes:
        return self._about

    def source_rows(self) -> list[int]:
        return _numbers(self._connection, "SELECT row FROM source ORDER BY row")

    def curated_rows(self) -> list[int]:
        return _numbers(self._connection, "SELECT fact FROM written ORDER BY place")

    def above(self, table: str, key: int) -> Iterator[Row]:
        columns = TABLES[table]
        chosen = f"SELECT {', '.join(columns)} FROM {table} WHERE {columns[0]} > {key} ORDER BY {columns[0]}"
        with self._connection.cursor().copy(f"COPY ({chosen}) TO STDOUT (FORMAT BINARY)") as copy:
            copy.set_types(_TYPES[table])
            yield from copy.rows()

    def grew_from(self, known: GenerationId) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM generation WHERE number = %s AND digest = %s", known
        ).fetchone()
        return found is not None


def _latest(connection: "Connection[Any]") -> GenerationId | None:
    found = connection.execute(
        "SELECT number, digest, format FROM generation ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if found is None or found[2] < FORMAT:
        return None
    if found[2] > FORMAT:
        raise StoreError(
            "What the replicas answer from is written by a newer Citebot. This one goes on answering from what it had. Install the newer one here too."
        )
    return GenerationId(found[0], bytes(found[1]))


def _take_time(connection: "Connection[Any]") -> None:
    """Let the statements of a transaction take as long as many rows need."""
    connection.execute(f"SET LOCAL statement_timeout = '{_STATEMENT_S}s'")
    connection.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{_STATEMENT_S}s'")


def _drop_missing(connection: "Connection[Any]", generation: GenerationRows) -> None:
    """Drop what a generation does not hold any more."""
    gone = _numbers(
        connection,
        "DELETE FROM source WHERE row NOT IN (SELECT unnest(%s::bigint[])) RETURNING row",
        generation.source_rows(),
    )
    facts = _numbers(connection, "DELETE FROM fact WHERE source = ANY(%s) RETURNING row", gone)
    facts += _numbers(
        connection,
        "DELETE FROM fact WHERE source = 0 AND row NOT IN (SELECT unnest(%s::bigint[])) RETURNING row",
        generation.curated_rows(),
    )
    for table in ("written", "vector"):
        connection.execute(f"DELETE FROM {table} WHERE fact = ANY(%s)", (facts,))
    (encoder,) = connection.execute(
        "SELECT encoder FROM generation ORDER BY number DESC LIMIT 1"
    ).fetchone() or ("",)
    if encoder != generation.encoder_digest:
        connection.execute("DELETE FROM vector")


def _copy_new(connection: "Connection[Any]", generation: GenerationRows, table: str) -> None:
    """Copy the rows that stand above the last one here, as many at a time as a connection takes."""
    key = TABLES[table][0]
    (last,) = connection.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone() or (0,)
    into = f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor().copy(into) as copy:
        copy.set_types(_TYPES[table])
        for row in generation.above(table, last):
            copy.write_row(row)


def _announce(connection: "Connection[Any]", generation: GenerationRows) -> None:
    """Write down which generation the rows are of, and forget which they were of long ago."""
    connection.execute("UPDATE generation SET about = NULL WHERE about IS NOT NULL")
    connection.execute(
        "INSERT INTO generation (number, digest, format, encoder, about) VALUES (%s, %s, %s, %s, %s)",
        (*generation.id, FORMAT, generation.encoder_digest, generation.about_stored()),
    )
    connection.execute("DELETE FROM generation WHERE number <= %s", (generation.id.number - _REMEMBERED,))


def _numbers(connection: "Connection[Any]", sql: str, *values: object) -> list[int]:
    return [number for (number,) in connection.execute(sql, values).fetchall()]
