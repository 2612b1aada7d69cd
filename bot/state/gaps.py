"""Questions that the sources could not answer, and who asked them."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from bot.state.table import Origin, Table, moment, places
from knowledge.languages.tokenization import tokens


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that nobody could answer so far."""

    id: int
    question: str
    """As it was worded first."""
    language: str
    times: int
    """How often it was asked."""
    askers: frozenset[int]
    """Ids of the people who asked it."""
    waiting: frozenset[int]
    """Ids of those who want a person to answer it."""
    asked_at: dt.datetime
    """The last time, in UTC."""


_ASKED = (
    "SELECT id, question, language, user_id, times, is_for_person, asked_at"
    " FROM gaps JOIN askers ON gap_id = id WHERE {} ORDER BY id"
)


class Gaps(Table):
    """Questions by their folded words; the same words in the same order are the same question."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS gaps (
            id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, question TEXT NOT NULL, language TEXT NOT NULL,
            is_resolved INTEGER NOT NULL DEFAULT FALSE
        );
        CREATE TABLE IF NOT EXISTS askers (
            gap_id INTEGER NOT NULL REFERENCES gaps ON DELETE CASCADE, chat_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
            message_id INTEGER NOT NULL, times INTEGER NOT NULL DEFAULT 1, is_for_person INTEGER NOT NULL DEFAULT FALSE,
            asked_at REAL NOT NULL,
            PRIMARY KEY (gap_id, chat_id, user_id)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS announced (gap_id INTEGER PRIMARY KEY REFERENCES gaps ON DELETE CASCADE);
    """

    def add(self, question: str, language: str, origin: Origin) -> int:
        """Note who asked what in which message, and return the gap's id. A resolved gap is open again."""
        folded = " ".join(token.text for token in tokens(question))
        with self._connection.transaction():
            known = self._connection.execute(
                "UPDATE gaps SET is_resolved = FALSE WHERE folded = ? RETURNING id", (folded,)
            ).fetchone()
            if known:
                self._connection.execute("DELETE FROM announced WHERE gap_id = ?", known)
            else:
                known = self._connection.execute(
                    "INSERT INTO gaps (folded, question, language) VALUES (?, ?, ?) RETURNING id",
                    (folded, question, language),
                ).fetchone()
            gap_id = int(known[0])
            self._connection.execute(
                "INSERT INTO askers (gap_id, chat_id, user_id, message_id, asked_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (gap_id, chat_id, user_id) DO UPDATE SET"
                " times = askers.times + 1, message_id = excluded.message_id, asked_at = excluded.asked_at",
                (gap_id, origin.chat_id, origin.user_id, origin.message_id, self._now()),
            )
        return gap_id

    def want_person(self, gap_id: int, *, chat_id: int, user_id: int) -> bool:
        """Note that one who asked wants a person to answer; return False if they have not asked."""
        noted = self._connection.execute(
            "UPDATE askers SET is_for_person = TRUE WHERE gap_id = ? AND chat_id = ? AND user_id = ?",
            (gap_id, chat_id, user_id),
        )
        return noted.rowcount == 1

    def open(self) -> tuple[Gap, ...]:
        """Return the gaps, those asked most often first."""
        found = _gaps(self._connection.execute(_ASKED.format("NOT is_resolved")))
        return tuple(sorted(found, key=lambda gap: (-gap.times, -gap.asked_at.timestamp())))

    def find(self, gap_id: int) -> Gap | None:
        """Return a gap, be it open or resolved; None if it is not known."""
        return next(iter(_gaps(self._connection.execute(_ASKED.format("id = ?"), (gap_id,)))), None)

    def unannounced(self) -> tuple[Gap, ...]:
        """Return the open gaps that somebody wants a person to answer, and of which no admin has been told that they are answered by now."""
        rows = self._connection.execute(
            _ASKED.format(
                "NOT is_resolved AND NOT EXISTS (SELECT 1 FROM announced WHERE announced.gap_id = gaps.id)"
            )
        )
        return tuple(gap for gap in _gaps(rows) if gap.waiting)

    def announce(self, gap_ids: Collection[int]) -> frozenset[int]:
        """Note that admins are told that gaps are answered by now; for each until it is asked in vain again.

        Return those of which nobody has told them before, another program included.
        """
        with self._connection.transaction(durably=True):
            announced = self._connection.execute(
                f"INSERT INTO announced (gap_id) SELECT id FROM gaps WHERE id IN ({places(gap_ids)})"
                " ON CONFLICT DO NOTHING RETURNING gap_id",
                tuple(gap_ids),
            )
            return frozenset(gap_id for (gap_id,) in announced)

    def resolve(self, gap_ids: Collection[int]) -> None:
        """Take gaps off the list, each until it is asked again."""
        self._connection.execute(
            f"UPDATE gaps SET is_resolved = TRUE WHERE id IN ({places(gap_ids)})", tuple(gap_ids)
        )

    def purge(self, before: dt.datetime) -> None:
        """Delete the gaps that were last asked before `before`."""
        with self._connection.transaction():
            self._connection.execute("DELETE FROM askers WHERE asked_at < ?", (before.timestamp(),))
            self._delete_unasked()

    def forget(self, user_id: int) -> None:
        """Delete what a person asked, and the gaps that nobody else asked."""
        self._connection.execute("DELETE FROM askers WHERE user_id = ?", (user_id,))
        self._delete_unasked()

    def _delete_unasked(self) -> None:
        # In a transaction, since whoever asks meanwhile would lose the gap.
        self._connection.execute(
            "DELETE FROM gaps WHERE NOT EXISTS (SELECT 1 FROM askers WHERE askers.gap_id = gaps.id)"
        )


def _gaps(rows: Iterable[tuple[Any, ...]]) -> list[Gap]:
    """Return the gaps of what `_ASKED` has found."""
    found = []
    for (gap_id, question, language), asked in groupby(rows, itemgetter(0, 1, 2)):
        _, _, _, people, times, waits, moments = zip(*asked, strict=True)
        waiting = frozenset(person for person, is_waiting in zip(people, waits, strict=True) if is_waiting)
        found.append(
            Gap(gap_id, question, language, sum(times), frozenset(people), waiting, moment(max(moments)))
        )
    return found
