"""Which messages answer which question, so that an edited question gets its answer edited."""

import datetime as dt
from collections.abc import Sequence

from bot.state.table import Origin, Table


class Sent(Table):
    """Messages of answers, by their question's message."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS sent_messages (
            chat_id INTEGER NOT NULL, question_id INTEGER NOT NULL, place INTEGER NOT NULL, message_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL, sent_at REAL NOT NULL,
            PRIMARY KEY (chat_id, question_id, place)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS sent_messages_message ON sent_messages (chat_id, message_id);
    """

    def record(self, question: Origin, message_ids: Sequence[int]) -> None:
        """Note the messages that answer a question, in place of those before."""
        asked = (question.chat_id, question.message_id)
        self._connection.execute(
            "DELETE FROM sent_messages WHERE chat_id = ? AND question_id = ? AND place >= ?",
            (*asked, len(message_ids)),
        )
        self._connection.executemany(
            "INSERT INTO sent_messages (chat_id, question_id, place, message_id, user_id, sent_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (chat_id, question_id, place) DO UPDATE SET"
            " message_id = excluded.message_id, user_id = excluded.user_id, sent_at = excluded.sent_at",
            [
                (*asked, place, message_id, question.user_id, self._now())
                for place, message_id in enumerate(message_ids)
            ],
        )

    def find(self, question: Origin) -> tuple[int, ...]:
        """Return the ids of the messages that answer a question, in order; none if it has no answer."""
        rows = self._connection.execute(
            "SELECT message_id FROM sent_messages WHERE chat_id = ? AND question_id = ? ORDER BY place",
            (question.chat_id, question.message_id),
        )
        return tuple(message_id for (message_id,) in rows)

    def question_of(self, chat_id: int, message_id: int) -> int | None:
        """Return the id of the message that a message of the bot answers; None if it answers none, or that is forgotten."""
        row = self._connection.execute(
            "SELECT question_id FROM sent_messages WHERE chat_id = ? AND message_id = ? ORDER BY question_id LIMIT 1",
            (chat_id, message_id),
        ).fetchone()
        return int(row[0]) if row else None

    def purge(self, before: dt.datetime) -> None:
        """Forget the answers sent before `before`."""
        self._connection.execute("DELETE FROM sent_messages WHERE sent_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Forget which messages a person's questions were and what answered them."""
        self._connection.execute("DELETE FROM sent_messages WHERE user_id = ?", (user_id,))
