"""Which fact a message of the bot shows, so that a reaction to the message counts as a vote on the fact."""

import datetime as dt
from collections.abc import Sequence

from bot.state.table import Table


class Shown(Table):
    """Facts by the messages that show them."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS shown (
            chat_id INTEGER NOT NULL, message_id INTEGER NOT NULL, user_id INTEGER NOT NULL, fact_id TEXT NOT NULL,
            shown_at REAL NOT NULL,
            PRIMARY KEY (chat_id, message_id)
        ) WITHOUT ROWID;
    """

    def record(self, fact_id: str, message_ids: Sequence[int], *, chat_id: int, user_id: int) -> None:
        """Note the fact that messages to a person show; an empty id where they show none any more."""
        for message_id in message_ids:
            if fact_id:
                self._connection.execute(
                    "INSERT INTO shown (chat_id, message_id, user_id, fact_id, shown_at) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT (chat_id, message_id) DO UPDATE SET"
                    " user_id = excluded.user_id, fact_id = excluded.fact_id, shown_at = excluded.shown_at",
                    (chat_id, message_id, user_id, fact_id, self._now()),
                )
            else:
                self._connection.execute(
                    "DELETE FROM shown WHERE chat_id = ? AND message_id = ?", (chat_id, message_id)
                )

    def fact_of(self, chat_id: int, message_id: int) -> str:
        """Return the id of the fact that a message shows; empty where it shows none, or that is forgotten."""
        row = self._connection.execute(
            "SELECT fact_id FROM shown WHERE chat_id = ? AND message_id = ?", (chat_id, message_id)
        ).fetchone()
        return str(row[0]) if row else ""

    def purge(self, before: dt.datetime) -> None:
        """Forget what was shown before `before`."""
        self._connection.execute("DELETE FROM shown WHERE shown_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Forget what a person was shown."""
        self._connection.execute("DELETE FROM shown WHERE user_id = ?", (user_id,))
