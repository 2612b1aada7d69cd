"""Messages of the bot that wait for words: a reply to one completes a command."""

import datetime as dt
import math
from dataclasses import dataclass

from bot.state.table import Origin, Table

_OPEN_FOR = dt.timedelta(minutes=10)
"""How long after a message that asked for words the next one of its reader may be those words, without being a reply to it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message that waits for words, as somebody's message finds it."""

    command: str
    """What the words complete, such as "/edit mayor"."""
    asks: bool
    """Whether it asked for them, rather than merely taking them."""
    is_answered: bool
    """Whether somebody replies to it, or has completed it by a message that they now change."""


class Prompts(Table):
    """Commands by the message that shows them; each for one person."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS prompts (
            chat_id INTEGER NOT NULL, message_id INTEGER NOT NULL, user_id INTEGER NOT NULL, command TEXT NOT NULL,
            asks INTEGER NOT NULL, is_open INTEGER NOT NULL, answer_id INTEGER, sent_at REAL NOT NULL,
            PRIMARY KEY (chat_id, message_id)
        ) WITHOUT ROWID;
    """

    def record(self, shown: Origin, command: str, *, asks: bool) -> None:
        """Note what a message waits for, in place of what it waited for before; nothing, if the command is empty.

        Args:
            shown: The message, and whose words it waits for.
            command: What they complete.
            asks: Whether it asks for them now.
        """
        if asks:
            self.close(shown)
        if not command:
            self._connection.execute(
                "DELETE FROM prompts WHERE chat_id = ? AND message_id = ?", (shown.chat_id, shown.message_id)
            )
            return
        self._connection.execute(
            "INSERT INTO prompts (chat_id, message_id, user_id, command, asks, is_open, answer_id, sent_at)"
            " VALUES (?, ?, ?, ?, ?, ?, NULL, ?)"
            " ON CONFLICT (chat_id, message_id) DO UPDATE SET user_id = excluded.user_id, command = excluded.command,"
            " asks = excluded.asks, is_open = excluded.is_open, answer_id = NULL, sent_at = excluded.sent_at",
            (shown.chat_id, shown.message_id, shown.user_id, command, asks, asks, self._now()),
        )

    def found(self, said: Origin, replied_to: int | None) -> Prompt | None:
        """Return the message that somebody's words may complete: the one they reply to, else the last one that asked them.

        Args:
            said: Their message. If it completed one before it was changed, it is that one.
            replied_to: The message that they reply to, if they reply to one.
        """
        # Words in reply to something are meant for nothing else.
        open_since = self._now() - _OPEN_FOR.total_seconds() if replied_to is None else math.inf
        row = self._connection.execute(
            "SELECT command, asks, is_named OR is_completed FROM ("
            "SELECT command, asks, coalesce(message_id = ?, FALSE) AS is_named, coalesce(answer_id = ?, FALSE) AS is_completed,"
            " is_open AND sent_at >= ? AS waits, sent_at, message_id FROM prompts WHERE chat_id = ? AND user_id = ?) AS shown"
            " WHERE is_named OR is_completed OR waits"
            " ORDER BY is_named DESC, is_completed DESC, sent_at DESC, message_id DESC LIMIT 1",
            (replied_to, said.message_id or None, open_since, said.chat_id, said.user_id),
        ).fetchone()
        return Prompt(row[0], bool(row[1]), bool(row[2])) if row else None

    def complete(self, said: Origin, prompt: Prompt) -> None:
        """Note which message has completed a command, so that none after it does so unasked."""
        self.close(said)
        self._connection.execute(
            "UPDATE prompts SET answer_id = ? WHERE chat_id = ? AND user_id = ? AND command = ?",
            (said.message_id or None, said.chat_id, said.user_id, prompt.command),
        )

    def close(self, whose: Origin) -> bool:
        """Ask a person for nothing any more in a chat; return whether they were asked for something."""
        closed = self._connection.execute(
            "UPDATE prompts SET is_open = FALSE WHERE chat_id = ? AND user_id = ? AND is_open",
            (whose.chat_id, whose.user_id),
        )
        return closed.rowcount > 0

    def purge(self, before: dt.datetime) -> None:
        """Delete the messages shown before `before`."""
        self._connection.execute("DELETE FROM prompts WHERE sent_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete the messages that wait for a person's words."""
        self._connection.execute("DELETE FROM prompts WHERE user_id = ?", (user_id,))
