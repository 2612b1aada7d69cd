"""State: open the file in which everything that people do is kept.

SQLite in WAL mode with `synchronous = NORMAL`: what a method has written is in the operating system's hands when it
returns, so it survives whatever happens to this process, SIGKILL included. Only a power cut may take the last
moments with it, never the rest (https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

import datetime as dt
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.state.asked import Asked
from bot.state.buttons import Buttons
from bot.state.complaints import Complaints
from bot.state.digests import Digests
from bot.state.gaps import Gaps
from bot.state.languages import Languages
from bot.state.notices import Notices
from bot.state.people import People
from bot.state.prompts import Prompts
from bot.state.reviews import Reviews
from bot.state.sent import Sent
from bot.state.shown import Shown
from bot.state.source_changes import SourceChanges
from bot.state.table import Clock, Table, utc_now
from bot.state.told_reviews import ToldReviews
from bot.state.turns import Turns
from bot.state.updates import Updates
from bot.state.votes import Votes
from knowledge.errors import StoreError
from knowledge.storage.store import transaction

FORMAT = 2
"""Raised, with a step that converts the older tables, whenever they change."""

_STEPS = {
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


class State:
    """The tables, by concept.

    Belongs to the thread that opened it, the event loop's: a call takes well under a millisecond, and SQLite refuses
    to serve another thread.
    """

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        """Open the file, making it where it is missing.

        Raises:
            StoreError: If it cannot be opened or written, or a newer program made it.
        """
        self._clock = clock
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with ExitStack() as undo:
                connection = undo.enter_context(closing(sqlite3.connect(path, isolation_level=None)))
                _set_up(connection, path)
                self.updates = Updates(connection, clock)
                self.buttons = Buttons(connection, clock)
                self.asked = Asked(connection, clock)
                self.digests = Digests(connection, clock)
                self.gaps = Gaps(connection, clock)
                self.notices = Notices(connection, clock)
                self.votes = Votes(connection, clock)
                self.complaints = Complaints(connection, clock)
                self.turns = Turns(connection, clock)
                self.sent = Sent(connection, clock)
                self.shown = Shown(connection, clock)
                self.source_changes = SourceChanges(connection, clock)
                self.people = People(connection, clock)
                self.languages = Languages(connection, clock)
                self.prompts = Prompts(connection, clock)
                self.reviews = Reviews(connection, clock)
                self.told_reviews = ToldReviews(connection, clock)
                _convert(connection)
                undo.pop_all()  # all is well: the file stays open
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"{path} cannot be used ({error}). Make its folder writable; if the file is damaged, move it away "
                "and a new one is made."
            ) from error
        self._connection = connection
        self._tables = tuple(table for table in vars(self).values() if isinstance(table, Table))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def forget(self, user_id: int) -> None:
        """Delete everything that leads back to a person, and its traces in the file."""
        with transaction(self._connection):
            for table in self._tables:
                table.forget(user_id)
        # The log still holds the pages as they were before.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def retain(self, days: float) -> None:
        """Delete what is older than so many days, and tidy up."""
        before = self._clock() - dt.timedelta(days=days)
        with transaction(self._connection):
            for table in self._tables:
                table.purge(before)
        self._connection.execute("PRAGMA optimize")


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > FORMAT:
        raise StoreError(f"{path} was written by a newer Citebot. Install that one, or move the file away.")


def _convert(connection: sqlite3.Connection) -> None:
    with transaction(connection):  # the number is read again: another process may just have done it
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        for older in range(found or FORMAT, FORMAT):  # 0 is a new file's
            for statement in _STEPS[older]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
