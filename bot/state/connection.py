"""The database behind the tables, as far as they know it; their SQL is what SQLite and PostgreSQL both speak."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Rows(Protocol):
    """What a statement has found."""

    @property
    def rowcount(self) -> int:
        """How many rows it has changed."""

    @property
    def description(self) -> Sequence[Any] | None:
        """The columns, each with its name first; None if it finds no rows."""

    def __iter__(self) -> Iterator[Any]:
        """Go through the rows that are left, each a tuple."""

    def fetchone(self) -> Any:
        """Return the next row; None if none is left."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""


class Connection(Protocol):
    """Runs statements. What cannot be done leaves as a StoreError that says so to a person."""

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> Rows:
        """Run a statement, which is a transaction of its own outside of `transaction`.

        Args:
            sql: One statement, with a question mark for each parameter and none elsewhere.
            parameters: Numbers, texts, truth values and None.
        """

    def execute_durably(self, sql: str, parameters: Sequence[object] = (), /) -> Rows:
        """Run a statement whose effect must outlive also a sudden end of a database's server, as what leads to a message must.

        All that was done before outlives it then too.
        """

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> object:
        """Run a statement once for each row of parameters."""

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> int:
        """Put many rows into a table within a transaction, and return how many they are; numbers are counted on from theirs.

        Args:
            table: Its name.
            columns: The names of the columns that are given; the others have their defaults.
            rows: Values in the order of the columns, truth values as such or as 0 and 1.
        """

    def transaction(self, *, durably: bool = False) -> AbstractContextManager[None]:
        """Commit at the end, roll back on any error. Of all transactions on a database, from whichever process, one runs at a time.

        Statements outside of any may run meanwhile: what such a one changes must not be read first and then written.

        Args:
            durably: Whether the effect must outlive a sudden end of the server, see `execute_durably`.
        """

    def wipe(self) -> None:
        """Leave no trace of what has been deleted, as far as the database can."""

    def tidy(self) -> None:
        """Do what keeps the database fast; asked for once a day."""

    def close(self) -> None:
        """Let go of it."""
