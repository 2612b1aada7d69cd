"""State: everything that people do, as tables of one database."""

import datetime as dt
import re
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.state.asked import Asked
from bot.state.buttons import Buttons
from bot.state.complaints import Complaints
from bot.state.connection import Connection
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
from bot.state.sqlite_connection import SqliteConnection
from bot.state.table import Clock, Table, utc_now
from bot.state.told_reviews import ToldReviews
from bot.state.turns import Turns
from bot.state.updates import Updates
from bot.state.votes import Votes
from knowledge.errors import StoreError

_NAME = re.compile(r"CREATE TABLE IF NOT EXISTS (\w+)")
"""Of a table in a schema; those that others refer to come before them."""


class State:
    """The tables, by concept.

    Belongs to one thread, the event loop's, which waits for each call: well under a millisecond in a file, and as long as one or a few
    round trips in a server, which should be near (under a millisecond away, as within a data centre).
    """

    def __init__(self, connection: Connection, clock: Clock = utc_now) -> None:
        """Work on a database that has the tables; closed with the state."""
        self._connection = connection
        self._clock = clock
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
        self._tables = tuple(table for table in vars(self).values() if isinstance(table, Table))

    @classmethod
    def open(cls, path: Path, clock: Clock = utc_now) -> Self:
        """Open a file, making it where it is missing.

        Raises:
            StoreError: If it cannot be opened or written, or a newer program made it.
        """
        connection = SqliteConnection(path)
        with ExitStack() as undo:
            undo.callback(connection.close)
            state = cls(connection, clock)
            connection.make(table.SCHEMA for table in state._tables)
            undo.pop_all()  # all is well: the file stays open
        return state

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def fill(self, source: Self) -> int:
        """Take over everything that another state holds, and return how many rows that is; all of it is there then, or nothing.

        What only one kind of database knows, such as which replica works on an update, stays behind.

        Args:
            source: Not changed. Nobody else may write to it meanwhile.

        Raises:
            StoreError: If somebody has done something in this one already, or one of the two cannot be read or written.
        """
        ours, theirs = self._connection, source._connection
        filled = 0
        with ours.transaction(durably=True):
            for name in _NAME.findall("".join(table.SCHEMA for table in self._tables)):
                if ours.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone():
                    raise StoreError(
                        "What people have done cannot be taken over, since here they have done things already. The two are not mixed."
                    )
                known = _columns(ours, name)
                columns = [column for column in _columns(theirs, name) if column in known]
                filled += ours.fill(name, columns, theirs.execute(f"SELECT {', '.join(columns)} FROM {name}"))
        return filled

    def forget(self, user_id: int) -> None:
        """Delete everything that leads back to a person, and its traces."""
        with self._connection.transaction(durably=True):
            for table in self._tables:
                table.forget(user_id)
        self._connection.wipe()

    def retain(self, days: float) -> None:
        """Delete what is older than so many days, and tidy up."""
        before = self._clock() - dt.timedelta(days=days)
        for table in self._tables:  # each by itself, so that nobody is kept waiting for long
            table.purge(before)
        self._connection.tidy()


def _columns(connection: Connection, table: str) -> list[str]:
    found = connection.execute(f"SELECT * FROM {table} LIMIT 0")
    return [column[0] for column in found.description or ()]
