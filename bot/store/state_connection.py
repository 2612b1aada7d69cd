"""The tables of bot/state in PostgreSQL, on one connection that is made anew whenever it breaks.

A statement outlives this program as soon as it is done, as in a file; if the server itself ends without warning, the last half second may be
gone (https://www.postgresql.org/docs/current/wal-async-commit.html). What must not be lost even then, since it leads to something that
cannot be taken back, is done durably, and takes with it all that was done before.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from selectors import EVENT_READ, BaseSelector, DefaultSelector
from typing import TYPE_CHECKING, Any

from bot.store.database import Database
from knowledge.errors import StoreError

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

_SETTINGS = """
    SET synchronous_commit = off; SET statement_timeout = '15s'; SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '5s'
"""
"""Nobody is answered while a statement is waited for; a replica that hangs lets go of what it has locked."""
_DURABLY = "set_config('synchronous_commit', 'on', TRUE)"
"""Until the end of the transaction."""
_FILLING = "SET LOCAL statement_timeout = '10min'; SET LOCAL idle_in_transaction_session_timeout = '10min'"
"""A whole state that moves is waited for."""
_PATIENCE_S = 3.0
"""How long whoever first finds the database gone waits for it to come back, as after a restart."""
_PAUSES_S = (0.1, 0.2, 0.4)
"""Between attempts to connect; the last one for as long as it takes."""
_BREAK_S = 1.0
"""After which it is looked for again, at least; all that is asked for meanwhile fails at once."""


class StateConnection:
    """Runs the statements of the state, which mark parameters by question marks. Belongs to one thread, as the state does."""

    def __init__(self, database: Database) -> None:
        """Connect.

        Args:
            database: Of the home; stays open when this is closed.

        Raises:
            StoreError: If it cannot be reached.
        """
        self._database = database
        self._thread = threading.get_ident()
        self._within = False
        """Whether a transaction is open."""
        self._failure = ""
        """Why there was no connection the last time; empty if there was one."""
        self._next_attempt = 0.0
        self._said_unasked: BaseSelector
        self._connection = self._connected()

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> "Cursor[Any]":
        """Run a statement."""
        with self._database.told():
            return self._ready().execute(_translated(sql), _storable(parameters))

    def execute_durably(self, sql: str, parameters: Sequence[object] = (), /) -> "Cursor[Any]":
        """Run a statement whose effect, and that of all before it, outlives also a sudden end of the server."""
        with self._database.told():
            connection = self._ready()
            if self._within:
                return connection.execute(_translated(sql), _storable(parameters))
            with connection.pipeline():  # both in one transaction, and in one round trip
                connection.execute(f"SELECT {_DURABLY}")
                return connection.execute(_translated(sql), _storable(parameters))

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> None:
        """Run a statement once for each row of parameters."""
        with self._database.told(), self._ready().cursor() as cursor:
            cursor.executemany(_translated(sql), [_storable(row) for row in rows])

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> int:
        """Put many rows into a table within a transaction, and return how many they are; numbers are counted on from theirs."""
        with self._database.told(), self._connection.cursor() as cursor:
            cursor.execute(_FILLING)
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(_storable(row))
            filled = cursor.rowcount
            if "id" in columns:
                (sequence,) = cursor.execute(
                    "SELECT pg_get_serial_sequence(%s, 'id')", (table,)
                ).fetchone() or (None,)
                if sequence:
                    cursor.execute(f"SELECT setval(%s, MAX(id)) FROM {table}", (sequence,))
        return filled

    @contextmanager
    def transaction(self, *, durably: bool = False) -> Iterator[None]:
        """Commit at the end, roll back on any error. Of all replicas, one at a time is in a transaction of the state."""
        lock = "SELECT pg_advisory_xact_lock(%s)" + (f", {_DURABLY}" if durably else "")
        with self._database.told(), self._ready().transaction():
            self._connection.execute(lock, (self._database.key("state"),))
            self._within = True
            try:
                yield
            finally:
                self._within = False

    def wipe(self) -> None:
        """Leave it to the server: what is deleted goes from its files as autovacuum and the log's recycling come by."""

    def tidy(self) -> None:
        """Leave it to the server's autovacuum."""

    def close(self) -> None:
        """Let go of the connection."""
        self._said_unasked.close()
        self._connection.close()

    def _ready(self) -> "Connection[Any]":
        """Return the connection; a new one, if the server has ended it since."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("The state belongs to the thread that has opened it, as it does in a file.")
        if not self._within and self._is_broken():
            self.close()
            self._connection = self._connected()
        return self._connection

    def _is_broken(self) -> bool:
        """Tell whether the connection has ended. The server is asked only if it has said something unasked, as it does when it ends one."""
        if not self._connection.closed and self._said_unasked.select(timeout=0):
            with suppress(StoreError), self._database.told():
                self._connection.execute("")
        return self._connection.closed

    def _connected(self) -> "Connection[Any]":
        """Return a new connection; waits for one, unless it was waited for in vain before."""
        began = time.monotonic()
        if began < self._next_attempt:
            raise StoreError(self._failure)
        pauses = iter(_PAUSES_S)
        while True:
            try:
                with self._database.told():
                    connection = self._database.connect()
                    connection.execute(_SETTINGS)
            except StoreError as error:
                now = time.monotonic()
                if self._failure or now - began > _PATIENCE_S:
                    self._failure, self._next_attempt = str(error), now + max(_BREAK_S, now - began)
                    raise
                time.sleep(next(pauses, _PAUSES_S[-1]))
            else:
                self._failure = ""
                self._said_unasked = DefaultSelector()
                self._said_unasked.register(connection, EVENT_READ)
                return connection


@lru_cache(maxsize=1024)
def _translated(sql: str) -> str:
    """Return a statement with the marks that psycopg knows (https://www.psycopg.org/psycopg3/docs/basic/params.html)."""
    return sql.replace("%", "%%").replace("?", "%s")


def _storable(parameters: Sequence[object]) -> tuple[object, ...]:
    """Return parameters in which texts are free of the one character that PostgreSQL does not keep."""
    return tuple(
        value.replace("\0", "\N{REPLACEMENT CHARACTER}")
        if isinstance(value, str) and "\0" in value
        else value
        for value in parameters
    )
