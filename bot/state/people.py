"""Who has spoken to the bot, who has blocked it, and which group has moved where."""

import datetime as dt

from bot.state.table import Table


class People(Table):
    """People and chats by their Telegram ids."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS people (
            user_id INTEGER PRIMARY KEY, seen_at REAL NOT NULL, has_blocked INTEGER NOT NULL DEFAULT FALSE
        );
        CREATE TABLE IF NOT EXISTS moves (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL);
    """

    def see(self, user_id: int) -> None:
        """Note that a person is here; whoever is here has not blocked the bot."""
        self._note(user_id, has_blocked=False)

    def block(self, user_id: int) -> None:
        """Note that a person has blocked the bot."""
        self._note(user_id, has_blocked=True)

    def has_blocked(self, user_id: int) -> bool:
        """Tell whether a person has blocked the bot, as far as is known."""
        found = self._connection.execute(
            "SELECT 1 FROM people WHERE user_id = ? AND has_blocked", (user_id,)
        ).fetchone()
        return found is not None

    def move(self, old_id: int, new_id: int) -> None:
        """Note that a group has become a supergroup of another id."""
        self._connection.execute(
            "INSERT INTO moves (old_id, new_id) VALUES (?, ?) ON CONFLICT (old_id) DO UPDATE SET new_id = excluded.new_id",
            (old_id, new_id),
        )

    def current(self, chat_id: int) -> int:
        """Return the id by which a chat is known now."""
        row = self._connection.execute("SELECT new_id FROM moves WHERE old_id = ?", (chat_id,)).fetchone()
        return int(row[0]) if row else chat_id

    def purge(self, before: dt.datetime) -> None:
        """Delete the people not seen since `before`; the settings may name a moved group for ever."""
        self._connection.execute("DELETE FROM people WHERE seen_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete a person."""
        self._connection.execute("DELETE FROM people WHERE user_id = ?", (user_id,))

    def _note(self, user_id: int, *, has_blocked: bool) -> None:
        self._connection.execute(
            "INSERT INTO people (user_id, seen_at, has_blocked) VALUES (?, ?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET seen_at = excluded.seen_at, has_blocked = excluded.has_blocked",
            (user_id, self._now(), has_blocked),
        )
