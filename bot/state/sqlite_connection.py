"""The state in one SQLite file: opened, made where it is missing, and converted where an older program made it.

In WAL mode with `synchronous = NORMAL`, what a method has written is in the operating system's hands when it returns, so it survives whatever
happens to this process, SIGKILL included. Only a power cut may take the last moments with it, never the rest
(https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from knowledge.errors import StoreError
from knowledge.storage import store

FORMAT: Final = 2
"""Raised, with a step that converts the older tables, whenever they change."""

_STEPS: Final = {
    1: (
        (
            "INSERT INTO sent_messages (chat_id, question_id, place, message_id, user_id, sent_at)"
            " SELECT chat_id, question_id, key, value, user_id, sent_at FROM sent, json_each(message_ids)"
        ),
        "DROP TABLE sent",
        "DROP TABLE IF EXISTS turns",
    )
}
"""What makes of the tables of each older format those of the next one, once the tables that are missing are made."""


class SqliteConnection:
    """One open file. SQLite refuses to serve another thread than the one that opened it."""

    def __init__(self, path: Path) -> None:
        """Open the file, or an empty one where it is missing.

        Raises:
            StoreError: If it cannot be opened or written, or a newer program made it.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        with ExitStack() as undo, self._told_kindly():
            undo.callback(self.close)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
            if self._format() > FORMAT:
                raise StoreError(
                    f"{path} was written by a newer Citebot. Install that one, or move the file away."
                )
            undo.pop_all()  # all is well: the file stays open

    def make(self, schemas: Iterable[str]) -> None:
        """Make the tables that are missing, and convert those of an older program.

        Args:
            schemas: Statements that do no harm where the tables are there already.
        """
        with self._told_kindly():
            for schema in schemas:
                self._connection.executescript(schema)
        with (
            self.transaction()
        ):  # the format is asked for in it: another process may just have converted the file
            for older in range(self._format() or FORMAT, FORMAT):  # a new file has none yet
                for statement in _STEPS[older]:
                    self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {FORMAT}")

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> sqlite3.Cursor:
        """Run a statement."""
        with self._told_kindly():
            return self._connection.execute(sql, parameters)

    def execute_durably(self, sql: str, parameters: Sequence[object] = (), /) -> sqlite3.Cursor:
        """Run a statement; there is no server that could end."""
        return self.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> sqlite3.Cursor:
        """Run a statement once for each row of parameters."""
        with self._told_kindly():
            return self._connection.executemany(sql, rows)

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> int:
        """Put many rows into a table."""
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        return self.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows).rowcount

    @contextmanager
    def transaction(self, *, durably: bool = False) -> Iterator[None]:  # noqa: ARG002 - there is no server that could end
        """Hold the file's write lock; commit at the end, roll back on any error."""
        with self._told_kindly(), store.transaction(self._connection):
            yield

    def wipe(self) -> None:
        """Empty the log, which holds the pages as they were before."""
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def tidy(self) -> None:
        """Let SQLite look at what its plans rest on."""
        self.execute("PRAGMA optimize")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _format(self) -> int:
        (found,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(found)

    @contextmanager
    def _told_kindly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
            raise  # a mistake of the program's
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> StoreError:
        return StoreError(
            f"{self._path} cannot be used ({error}). Make its folder writable; if the file is damaged, move it away "
            "and a new one is made."
        )
