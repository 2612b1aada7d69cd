"""Which language each person writes in."""

import datetime as dt

from bot.state.table import Table


class Languages(Table):
    """The language that a person last wrote in, as far as it could be told."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS languages (
            user_id INTEGER PRIMARY KEY, code TEXT NOT NULL, noted_at REAL NOT NULL
        );
    """

    def note(self, user_id: int, code: str) -> None:
        """Keep the language of a person, in place of the one before."""
        self._connection.execute(
            "INSERT INTO languages (user_id, code, noted_at) VALUES (?, ?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET code = excluded.code, noted_at = excluded.noted_at",
            (user_id, code, self._now()),
        )

    def of(self, user_id: int) -> str:
        """Return the ISO 639-1 code of a person's language; empty if it is not known."""
        row = self._connection.execute("SELECT code FROM languages WHERE user_id = ?", (user_id,)).fetchone()
        return str(row[0]) if row else ""

    def purge(self, before: dt.datetime) -> None:
        """Delete what was noted before `before`."""
        self._connection.execute("DELETE FROM languages WHERE noted_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete a person's language."""
        self._connection.execute("DELETE FROM languages WHERE user_id = ?", (user_id,))
