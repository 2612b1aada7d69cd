"""Answers that are owed to people who asked in vain and wished to be told, each until it has been sent."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.state.table import Origin, Table, places


class Way(StrEnum):
    """How far a notice has come."""

    WAITING = "waiting"
    LEAVING = "leaving"
    """It is on its way and may have arrived."""
    SENT = "sent"
    """There is nothing left to do about it, whether or not it could be delivered."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That a question is answered, for one of those who asked it."""

    id: int
    asked: Origin
    """The message with the question, and whose it is."""
    question: str
    language: str
    """Of the question."""
    fact_id: str
    """The fact that answers it."""


class Notices(Table):
    """One notice for each person and question; made when the question is closed, in the same transaction."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS notices (
            id INTEGER PRIMARY KEY, chat_id INTEGER NOT NULL, message_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL, fact_id TEXT NOT NULL,
            edit INTEGER NOT NULL, way TEXT NOT NULL, owed_at REAL NOT NULL
        );
        CREATE TABLE IF NOT EXISTS closed_gaps (
            gap_id INTEGER PRIMARY KEY REFERENCES gaps ON DELETE CASCADE, fact_id TEXT NOT NULL, edit INTEGER NOT NULL,
            closed_at REAL NOT NULL
        );
    """

    def owe(self, gap_ids: Collection[int], fact_id: str, edit: int = 0) -> None:
        """Close gaps that a fact answers, and owe a notice to everyone who wished a person to answer them; done twice, it is done once.

        Args:
            gap_ids: The gaps.
            fact_id: The fact.
            edit: The number of the edit that made it answer them; 0 where there was none.
        """
        which = tuple(gap_ids)
        with self._connection.transaction(durably=True):
            closed = self._connection.execute(
                f"UPDATE gaps SET is_resolved = TRUE WHERE id IN ({places(which)}) RETURNING id, question, language",
                which,
            )
            questions = {gap_id: (question, language) for gap_id, question, language in closed}
            # What is wished for is taken by the statement that finds it: nobody is owed it twice, nor passed over.
            wishes = self._connection.execute(
                f"UPDATE askers SET is_for_person = FALSE WHERE is_for_person AND gap_id IN ({places(which)})"
                " RETURNING asked_at, gap_id, chat_id, user_id, message_id",
                which,
            )
            last = {
                (chat_id, user_id): (message_id, *questions[gap_id])
                for _, gap_id, chat_id, user_id, message_id in sorted(wishes)
            }
            self._connection.executemany(
                "INSERT INTO notices (chat_id, user_id, message_id, question, language, fact_id, edit, way, owed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*whom, *rest, fact_id, edit, Way.WAITING, self._now()) for whom, rest in last.items()],
            )
            self._connection.executemany(
                "INSERT INTO closed_gaps (gap_id, fact_id, edit, closed_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (gap_id) DO UPDATE SET"
                " fact_id = excluded.fact_id, edit = excluded.edit, closed_at = excluded.closed_at",
                [(gap_id, fact_id, edit, self._now()) for gap_id in questions],
            )

    def reopen(self, edit: int) -> None:
        """Open again what an edit has closed that is taken back; those who were owed its answer, or have been told it, wait for another one."""
        with self._connection.transaction(durably=True):
            self._connection.execute(
                "UPDATE gaps SET is_resolved = FALSE WHERE id IN (SELECT gap_id FROM closed_gaps WHERE edit = ?)",
                (edit,),
            )
            self._connection.execute(
                "UPDATE askers SET is_for_person = TRUE WHERE gap_id IN (SELECT gap_id FROM closed_gaps WHERE edit = ?)"
                " AND (chat_id, user_id) IN (SELECT chat_id, user_id FROM notices WHERE edit = ?)",
                (edit, edit),
            )
            self._connection.execute("DELETE FROM notices WHERE edit = ? AND way = ?", (edit, Way.WAITING))
            self._connection.execute("DELETE FROM closed_gaps WHERE edit = ?", (edit,))

    def closed(self, number: str) -> tuple[int, str] | None:
        """Return the id of the gap of a number, as it is typed, and the fact that it was closed with the last time; None if it was not."""
        row = self._connection.execute(
            "SELECT gap_id, fact_id FROM closed_gaps WHERE CAST(gap_id AS TEXT) = ?", (number,)
        ).fetchone()
        return (int(row[0]), str(row[1])) if row else None

    def waiting(self) -> tuple[Notice, ...]:
        """Return those still to be sent, in the order in which they came to be owed."""
        rows = self._connection.execute(
            "SELECT id, chat_id, message_id, user_id, question, language, fact_id FROM notices WHERE way = ? ORDER BY id",
            (Way.WAITING,),
        )
        return tuple(
            Notice(notice_id, Origin(chat_id, message_id, user_id), question, language, fact_id)
            for notice_id, chat_id, message_id, user_id, question, language, fact_id in rows
        )

    def leaving(self, notice_id: int) -> bool:
        """Note that one is about to leave; return False if it has left before."""
        return self._move(notice_id, Way.WAITING, Way.LEAVING)

    def staying(self, notice_id: int) -> None:
        """Note that one has certainly not arrived."""
        self._move(notice_id, Way.LEAVING, Way.WAITING)

    def sent(self, notice_id: int) -> None:
        """Note that nothing is left to do about one."""
        self._connection.execute("UPDATE notices SET way = ? WHERE id = ?", (Way.SENT, notice_id))

    def settle(self) -> int:
        """Count those that a previous run was sending as sent, and return how many they are."""
        settled = self._connection.execute(
            "UPDATE notices SET way = ? WHERE way = ?", (Way.SENT, Way.LEAVING)
        )
        return settled.rowcount

    def purge(self, before: dt.datetime) -> None:
        """Delete those owed before `before`."""
        self._connection.execute("DELETE FROM notices WHERE owed_at < ?", (before.timestamp(),))
        self._connection.execute("DELETE FROM closed_gaps WHERE closed_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete those for a person."""
        self._connection.execute("DELETE FROM notices WHERE user_id = ?", (user_id,))

    def _move(self, notice_id: int, old: Way, new: Way) -> bool:
        moved = self._connection.execute_durably(
            "UPDATE notices SET way = ? WHERE id = ? AND way = ?", (new, notice_id, old)
        )
        return moved.rowcount == 1
