"""What the buttons under a message do. Telegram carries 64 bytes for each, so it carries an id."""

import datetime as dt
import json
import secrets
from dataclasses import dataclass

from bot.state.table import Table
from knowledge.languages.folding import well_formed

_ID_BYTES = 8
"""Makes 11 characters, too many to guess."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a button does, and for whom."""

    action: str
    arguments: tuple[str | int, ...]
    chat_id: int | None
    """The chat in which it may be pressed; None for any."""
    user_id: int | None
    """The person who may press it; None for anyone."""

    def is_for(self, chat_id: int | None, user_id: int) -> bool:
        """Tell whether this person may press it in this chat."""
        return self.chat_id in (None, chat_id) and self.user_id in (None, user_id)


class Buttons(Table):
    """Buttons by their id; they work until they are purged, restarts or not."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS buttons (
            id TEXT PRIMARY KEY, action TEXT NOT NULL, arguments TEXT NOT NULL, chat_id INTEGER, user_id INTEGER,
            created_at REAL NOT NULL
        ) WITHOUT ROWID;
    """

    def add(
        self, action: str, *arguments: str | int, chat_id: int | None = None, user_id: int | None = None
    ) -> str:
        """Keep a button and return its id: letters, digits, "-" and "_"."""
        button_id = secrets.token_urlsafe(_ID_BYTES)
        self._connection.execute(
            "INSERT INTO buttons (id, action, arguments, chat_id, user_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (button_id, action, json.dumps(arguments), chat_id, user_id, self._now()),
        )
        return button_id

    def find(self, button_id: str) -> Button | None:
        """Return a button, if it is still known."""
        row = self._connection.execute(
            "SELECT action, arguments, chat_id, user_id FROM buttons WHERE id = ?", (well_formed(button_id),)
        ).fetchone()
        if row is None:
            return None
        action, arguments, chat_id, allowed = row
        return Button(action, tuple(json.loads(arguments)), chat_id, allowed)

    def purge(self, before: dt.datetime) -> None:
        """Delete the buttons made before `before`."""
        self._connection.execute("DELETE FROM buttons WHERE created_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete the buttons that only this person may press, or in the chat with them."""
        self._connection.execute("DELETE FROM buttons WHERE ? IN (user_id, chat_id)", (user_id,))
