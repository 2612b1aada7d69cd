"""Which messages answer which question, so that an edited question gets its answer edited."""

import datetime as dt
import json
from collections.abc import Sequence

from bot.state.table import Origin, Table


class Sent(Table):
    """Answers by their question's message."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS sent (
            chat_id INTEGER NOT NULL, question_id INTEGER NOT NULL, user_id INTEGER NOT NULL, message_ids TEXT NOT NULL,
            sent_at REAL NOT NULL,
            PRIMARY KEY (chat_id, question_id)
        ) WITHOUT ROWID;
    """

    def record(self, question: Origin, message_ids: Sequence[int]) -> None:
        """Note the messages that answer a question, in place of those before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?)",
            (question.chat_id, question.message_id, question.user_id, json.dumps(message_ids), self._now()),
        )

    def find(self, question: Origin) -> tuple[int, ...]:
        """Return the ids of the messages that answer a question, in order; none if it has no answer."""
        row = self._connection.execute(
            "SELECT message_ids FROM sent WHERE chat_id = ? AND question_id = ?",
            (question.chat_id, question.message_id),
        ).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def question_of(self, chat_id: int, message_id: int) -> int | None:
        """Return the id of the message that a message of the bot answers; None if it answers none, or that is forgotten."""
        row = self._connection.execute(
            "SELECT question_id FROM sent"
            " WHERE chat_id = ? AND EXISTS (SELECT 1 FROM json_each(message_ids) WHERE value = ?)",
            (chat_id, message_id),
        ).fetchone()
        return int(row[0]) if row else None

    def purge(self, before: dt.datetime) -> None:
        """Forget the answers sent before `before`."""
        self._connection.execute("DELETE FROM sent WHERE sent_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Forget which messages a person's questions were and what answered them."""
        self._connection.execute("DELETE FROM sent WHERE user_id = ?", (user_id,))
