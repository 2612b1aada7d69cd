"""What people think of the answers they got."""

import datetime as dt
from dataclasses import dataclass

from bot.state.table import Table, moment


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one fact."""

    fact_id: str
    generation: int
    """The latest generation of the base in which it was voted on; the id of a draft may not outlive it."""
    up: int
    down: int
    voted_at: dt.datetime
    """The last time, in UTC."""


class Votes(Table):
    """One vote for each person and fact; the last one counts."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS votes (
            fact_id TEXT NOT NULL, user_id INTEGER NOT NULL, generation INTEGER NOT NULL, is_up INTEGER NOT NULL,
            voted_at REAL NOT NULL,
            PRIMARY KEY (fact_id, user_id)
        ) WITHOUT ROWID;
    """

    def cast(self, fact_id: str, generation: int, user_id: int, *, is_up: bool) -> None:
        """Vote on a fact of a generation of the base, or change one's vote."""
        self._connection.execute(
            "INSERT INTO votes (fact_id, user_id, generation, is_up, voted_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (fact_id, user_id) DO UPDATE SET"
            " generation = excluded.generation, is_up = excluded.is_up, voted_at = excluded.voted_at",
            (fact_id, user_id, generation, is_up, self._now()),
        )

    def withdraw(self, fact_id: str, user_id: int) -> None:
        """Take a person's vote back."""
        self._connection.execute("DELETE FROM votes WHERE fact_id = ? AND user_id = ?", (fact_id, user_id))

    def tally(self) -> tuple[Tally, ...]:
        """Return the facts that were voted on, those most disliked first."""
        rows = self._connection.execute(
            "SELECT fact_id, MAX(generation), COUNT(*) FILTER (WHERE is_up), COUNT(*) FILTER (WHERE NOT is_up), MAX(voted_at)"
            " FROM votes GROUP BY fact_id"
            " ORDER BY COUNT(*) FILTER (WHERE NOT is_up) DESC, COUNT(*) FILTER (WHERE is_up), fact_id"
        )
        return tuple(
            Tally(fact_id, generation, up, down, moment(voted_at))
            for fact_id, generation, up, down, voted_at in rows
        )

    def against(self, since: dt.datetime) -> tuple[dt.datetime, ...]:
        """Return when people voted against an answer, in UTC, the earliest first."""
        rows = self._connection.execute(
            "SELECT voted_at FROM votes WHERE NOT is_up AND voted_at >= ? ORDER BY voted_at",
            (since.timestamp(),),
        )
        return tuple(moment(voted_at) for (voted_at,) in rows)

    def purge(self, before: dt.datetime) -> None:
        """Delete the votes cast before `before`."""
        self._connection.execute("DELETE FROM votes WHERE voted_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete a person's votes."""
        self._connection.execute("DELETE FROM votes WHERE user_id = ?", (user_id,))
