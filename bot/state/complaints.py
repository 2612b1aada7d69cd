"""What people say is wrong with an answer."""

import datetime as dt

from bot.state.table import Table


class Complaints(Table):
    """One reason for each person and fact; the last one counts."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS complaints (
            fact_id TEXT NOT NULL, user_id INTEGER NOT NULL, reason TEXT NOT NULL, said_at REAL NOT NULL,
            PRIMARY KEY (fact_id, user_id)
        ) WITHOUT ROWID;
    """

    def note(self, fact_id: str, user_id: int, reason: str) -> None:
        """Keep what a person says is wrong with a fact."""
        self._connection.execute(
            "INSERT INTO complaints (fact_id, user_id, reason, said_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (fact_id, user_id) DO UPDATE SET reason = excluded.reason, said_at = excluded.said_at",
            (fact_id, user_id, reason, self._now()),
        )

    def about(self, fact_id: str) -> tuple[str, ...]:
        """Return what people say is wrong with a fact, the latest first."""
        rows = self._connection.execute(
            "SELECT reason FROM complaints WHERE fact_id = ? ORDER BY said_at DESC, user_id", (fact_id,)
        )
        return tuple(reason for (reason,) in rows)

    def purge(self, before: dt.datetime) -> None:
        """Delete what was said before `before`."""
        self._connection.execute("DELETE FROM complaints WHERE said_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete what a person said."""
        self._connection.execute("DELETE FROM complaints WHERE user_id = ?", (user_id,))
