"""The last questions of each person in each chat, for follow-ups and for /why."""

import datetime as dt
import json
from dataclasses import dataclass

from bot.state.table import Origin, Table, moment

KEPT = 20
"""Turns that are kept of each person in each chat."""
TALKED_ABOUT = 6
"""Turns that a conversation goes back."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what it was answered with."""

    question: str
    """Whole, if it was a follow-up."""
    fact_ids: tuple[str, ...]
    """Facts of the answer, the best first; empty where there was none."""
    source: str
    """The name of the one in which the best match stands, whether or not it was said; empty where there was none."""
    asked_at: dt.datetime | None = None
    """In UTC; None until it is kept."""


class Turns(Table):
    """Only the last few turns are kept."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS conversation (
            chat_id INTEGER NOT NULL, user_id INTEGER NOT NULL, number INTEGER NOT NULL, message_id INTEGER NOT NULL,
            question TEXT NOT NULL, fact_ids TEXT NOT NULL, source TEXT NOT NULL, asked_at REAL NOT NULL,
            PRIMARY KEY (chat_id, user_id, number)
        ) WITHOUT ROWID;
    """

    def remember(self, turn: Turn, origin: Origin) -> None:
        """Keep a turn, and let go of the oldest one."""
        whose = (origin.chat_id, origin.user_id)
        said = (origin.message_id, turn.question, json.dumps(turn.fact_ids), turn.source, self._now())
        numbered = None
        while numbered is None:  # somebody who says two things at once may take the number
            numbered = self._connection.execute(
                "INSERT INTO conversation (chat_id, user_id, number, message_id, question, fact_ids, source, asked_at)"
                " SELECT ?, ?, coalesce(MAX(number), 0) + 1, ?, ?, ?, ?, ? FROM conversation WHERE chat_id = ? AND user_id = ?"
                " ON CONFLICT DO NOTHING RETURNING number",
                (*whose, *said, *whose),
            ).fetchone()
        if numbered[0] > KEPT:
            self._connection.execute(
                "DELETE FROM conversation WHERE chat_id = ? AND user_id = ? AND number <= ?",
                (*whose, numbered[0] - KEPT),
            )

    def recent(self, within: dt.timedelta, *, chat_id: int, user_id: int) -> tuple[Turn, ...]:
        """Return a person's turns in a chat up to now, the last one last, none of them longer than `within` before what followed it."""
        found: list[Turn] = []
        followed = self._clock()
        for turn in reversed(self.kept(chat_id=chat_id, user_id=user_id)[-TALKED_ABOUT:]):
            if turn.asked_at is None or followed - turn.asked_at > within:
                break
            found.append(turn)
            followed = turn.asked_at
        return tuple(reversed(found))

    def of_message(self, chat_id: int, message_id: int) -> Turn | None:
        """Return the turn that a message of anybody was, if it is kept."""
        row = self._connection.execute(
            "SELECT question, fact_ids, source, asked_at FROM conversation WHERE chat_id = ? AND message_id = ?"
            " ORDER BY number DESC LIMIT 1",
            (chat_id, message_id),
        ).fetchone()
        return _turn(*row) if row else None

    def kept(self, *, chat_id: int, user_id: int) -> tuple[Turn, ...]:
        """Return a person's last turns in a chat, however long ago, the last one last."""
        rows = self._connection.execute(
            "SELECT question, fact_ids, source, asked_at FROM conversation WHERE chat_id = ? AND user_id = ?"
            " ORDER BY number",
            (chat_id, user_id),
        )
        return tuple(_turn(*row) for row in rows)

    def purge(self, before: dt.datetime) -> None:
        """Delete the turns taken before `before`."""
        self._connection.execute("DELETE FROM conversation WHERE asked_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete a person's turns."""
        self._connection.execute("DELETE FROM conversation WHERE user_id = ?", (user_id,))


def _turn(question: str, fact_ids: str, source: str, asked_at: float) -> Turn:
    return Turn(question, tuple(json.loads(fact_ids)), source, moment(asked_at))
