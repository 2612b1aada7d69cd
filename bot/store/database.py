"""The database of a home: connections, transactions and locks, each wait with an end.

Psycopg is imported when a database is opened, so that a home in a folder needs none of it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from bot.store.address import Address
from bot.store.failures import sentence
from knowledge.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from psycopg import Connection

_CONNECT_S = 5
"""For one attempt to connect."""
_POOL_S = 1.0
"""For a connection of the pool; after that one is made for the occasion."""
_MEND_S = 10.0
"""How long the pool tries to make a connection anew, with ever longer pauses."""
_STATEMENT_S = 60
"""For one statement; the server ends it then. A refresh that publishes many facts has its own limit."""
_IDLE_IN_TRANSACTION_S = 60
"""A replica that hangs within a transaction lets go of its locks after this."""
_OPTIONS: dict[str, Any] = {
    "autocommit": True,
    "connect_timeout": _CONNECT_S,
    "application_name": "citebot",
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""Of every connection. By the last four a server that is gone without a word is noticed within 15 seconds (seconds; the last in milliseconds)."""
_MOST_CONNECTIONS = 8

_log = logging.getLogger(__name__)


class StoreBusyError(StoreError):
    """Report that another replica has held a lock for too long."""


class Database:
    """The database of one home. Safe to use from several threads.

    Whatever goes wrong leaves as a `StoreError`, a sentence with a remedy; what the database itself said is in the log.
    """

    def __init__(self, url: str, most: int = _MOST_CONNECTIONS) -> None:
        """Connect.

        Args:
            url: Address of the database, see `Address.of`.
            most: Connections that may be open at the same time, those that listen or hold a lock aside.

        Raises:
            ConfigError: If the address is none, or the packages for it are not installed.
            StoreError: If the database cannot be reached, or does not let this program in.
        """
        self.address = Address.of(url)
        try:
            import psycopg
            from psycopg_pool import ConnectionPool, PoolTimeout
        except ImportError as error:
            raise ConfigError(
                'For a home in PostgreSQL, install: pip install "citebot[postgresql]"'
            ) from error
        try:
            psycopg.conninfo.conninfo_to_dict(self.address.conninfo)
        except psycopg.ProgrammingError:  # which repeats what is wrong, be it the password
            raise ConfigError(self.address.faulty()) from None
        self._psycopg, self._pool_timeout = psycopg, PoolTimeout
        self.refusal = ""
        """Why nothing is read or written any more; empty while it is."""
        self._pool: ConnectionPool[Connection[Any]] = ConnectionPool(
            self.address.conninfo,
            kwargs=_OPTIONS,
            min_size=1,
            max_size=most,
            timeout=_POOL_S,
            reconnect_timeout=_MEND_S,
            configure=self._configure,
            check=ConnectionPool.check_connection,
            open=False,
        )
        with self.told():
            self.connect().close()  # tells what is wrong at once and in its own words, which a pool does not
            self._pool.open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    @contextmanager
    def connection(self) -> Iterator["Connection[Any]"]:
        """Give a connection in which each statement is a transaction of its own.

        Raises:
            StoreError: If there is none in time, or a statement fails.
        """
        with self.told(), self._given() as connection:
            yield connection

    @contextmanager
    def _given(self) -> Iterator["Connection[Any]"]:
        """Give a connection of the pool, or one of its own to whoever asks while the pool pauses between its attempts to make a new one."""
        try:
            connection = self._pool.getconn()
        except self._pool_timeout:
            with self.connect() as own:
                yield own
            return
        try:
            with connection:
                yield connection
        finally:
            self._pool.putconn(connection)

    @contextmanager
    def transaction(self) -> Iterator["Connection[Any]"]:
        """Give a connection in a transaction, which is committed at the end and rolled back on any error.

        Raises:
            StoreError: If there is none in time, a statement fails, or the database does not say that it is committed.
        """
        with self.connection() as connection, connection.transaction():
            yield connection

    def notify(self, connection: "Connection[Any]", channel: str, payload: str = "") -> None:
        """Tell all replicas something, once the transaction of the connection is committed.

        Args:
            connection: The one in whose transaction it happens.
            channel: What about, such as "generation".
            payload: Up to some hundred bytes.
        """
        connection.execute("SELECT pg_notify(%s, %s)", (self.channel(channel), payload))

    # --- locks -----------------------------------------------------------------------------------

    @contextmanager
    def locked(self, name: str, wait_s: float = 30.0) -> Iterator[None]:
        """Hold a lock of the home, that of one name by one replica at a time; it is let go of if this program dies.

        Raises:
            StoreBusyError: If another replica holds it for too long.
            StoreError: If the database cannot be reached.
        """
        with self.told(), self.connect() as connection:
            connection.execute(f"SET lock_timeout = '{int(wait_s * 1000)}'")
            try:
                connection.execute("SELECT pg_advisory_lock(%s)", (self.key(name),))
            except self._psycopg.errors.LockNotAvailable as error:
                raise StoreBusyError(
                    "Another replica is at work on this. Please try again in a moment."
                ) from error
            yield

    @contextmanager
    def try_locked(self, name: str) -> Iterator[bool]:
        """Hold a lock of the home if nobody else does, and tell whether that is so.

        Raises:
            StoreError: If the database cannot be reached.
        """
        with self.told(), self.connect() as connection:
            (is_held,) = connection.execute(
                "SELECT pg_try_advisory_lock(%s)", (self.key(name),)
            ).fetchone() or (False,)
            yield is_held

    def key(self, name: str) -> int:
        """Return the number of a lock (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS)."""
        digest = blake2b(f"{self.address.schema}/{name}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)

    def channel(self, name: str) -> str:
        """Return what the database calls a channel of this home."""
        return f"{self.address.schema}.{name}"

    # --- connections -----------------------------------------------------------------------------

    def connect(self) -> "Connection[Any]":
        """Return a connection beside the pool, for what holds on to one."""
        connection = self._psycopg.connect(self.address.conninfo, **_OPTIONS)
        self._configure(connection)
        return connection

    def _configure(self, connection: "Connection[Any]") -> None:
        connection.execute(f'SET search_path = "{self.address.schema}"')
        connection.execute(f"SET statement_timeout = '{_STATEMENT_S}s'")
        connection.execute(f"SET idle_in_transaction_session_timeout = '{_IDLE_IN_TRANSACTION_S}s'")

    def refuse(self, why: str) -> None:
        """Neither read nor write from now on, and say why to whoever wants to."""
        self.refusal = why

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what the database says into a sentence with a remedy."""
        if self.refusal:
            raise StoreError(self.refusal)
        try:
            yield
        except self._psycopg.Error as error:
            # Without the details, which may hold what somebody wrote.
            said = error.diag.message_primary or str(error).strip() or type(error).__name__
            _log.warning("%s: %s", self.address.shown, said)
            raise StoreError(sentence(error, self.address.shown, self.address.schema)) from error
