"""The last question of each person in each chat, for follow-ups and for /why."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.state.table import Table, moment


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what it was answered with."""

    question: str
    fact_ids: tuple[str, ...]
    """Facts of the answer, the best first; empty where there was none."""
    asked_at: dt.datetime
    """In UTC."""


class Turns(Table):
    """Only the last turn is kept."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS turns (
            chat_id INTEGER NOT NULL, user_id INTEGER NOT NULL, question TEXT NOT NULL, fact_ids TEXT NOT NULL,
            asked_at REAL NOT NULL,
            PRIMARY KEY (chat_id, user_id)
        ) WITHOUT ROWID;
    """

    def remember(self, question: str, fact_ids: Sequence[str], *, chat_id: int, user_id: int) -> None:
        """Keep a question, in place of the one before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?, ?)",
            (chat_id, user_id, question, json.dumps(fact_ids), self._now()),
        )

    def last(self, *, chat_id: int, user_id: int, within: dt.timedelta | None = None) -> Turn | None:
        """Return a person's last turn in a chat, unless it is longer ago than `within`."""
        row = self._connection.execute(
            "SELECT question, fact_ids, asked_at FROM turns WHERE chat_id = ? AND user_id = ?",
            (chat_id, user_id),
        ).fetchone()
        if row is None:
            return None
        turn = Turn(row[0], tuple(json.loads(row[1])), moment(row[2]))
        return turn if within is None or self._clock() - turn.asked_at <= within else None

    def purge(self, before: dt.datetime) -> None:
        """Delete the turns taken before `before`."""
        self._connection.execute("DELETE FROM turns WHERE asked_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete a person's turns."""
        self._connection.execute("DELETE FROM turns WHERE user_id = ?", (user_id,))
