"""What came of each question, kept without its words and without whoever asked it."""

import datetime as dt
from dataclasses import dataclass

from bot.state.table import Table, moment

_HOUR_S = 60 * 60
"""Of when a question was asked only the hour is kept, so that it leads to nobody's message."""


@dataclass(frozen=True, slots=True)
class Said:
    """A fact that was said as the answer, and how often."""

    fact_id: str
    times: int
    confidence: float
    """Of its being the answer, from 0 to 1, on average."""
    asked_at: dt.datetime
    """The last time, to the hour, in UTC."""


@dataclass(frozen=True, slots=True)
class Hour:
    """How many questions of an hour came to the same kind of outcome."""

    begin: dt.datetime
    """In UTC."""
    kind: str
    questions: int


class Asked(Table):
    """Questions by their outcome. Nothing in it leads to a person."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS asked (
            asked_at REAL NOT NULL, kind TEXT NOT NULL, is_said INTEGER NOT NULL, fact_id TEXT NOT NULL,
            source TEXT NOT NULL, confidence REAL NOT NULL
        );
        CREATE INDEX IF NOT EXISTS asked_at ON asked (asked_at);
    """

    def note(self, kind: str, *, is_said: bool, fact_id: str, source: str, confidence: float) -> None:
        """Keep what came of a question.

        Args:
            kind: Of the outcome, such as "answer" or "no_answer".
            is_said: Whether its best match was said as the answer.
            fact_id: Of the best match; empty where there was none.
            source: The name of the one in which that stands.
            confidence: How sure it was that this is the answer, from 0 to 1.
        """
        hour = self._now() // _HOUR_S * _HOUR_S
        self._connection.execute(
            "INSERT INTO asked (asked_at, kind, is_said, fact_id, source, confidence) VALUES (?, ?, ?, ?, ?, ?)",
            (hour, kind, is_said, fact_id, source, confidence),
        )

    def said(self, since: dt.datetime) -> tuple[Said, ...]:
        """Return the facts that were said as answers, those asked for most often first."""
        rows = self._connection.execute(
            "SELECT fact_id, COUNT(*), AVG(confidence), MAX(asked_at) FROM asked WHERE is_said AND asked_at >= ?"
            " GROUP BY fact_id ORDER BY COUNT(*) DESC, MAX(asked_at) DESC, fact_id",
            (since.timestamp(),),
        )
        return tuple(
            Said(fact_id, times, confidence, moment(last)) for fact_id, times, confidence, last in rows
        )

    def sources(self, since: dt.datetime) -> tuple[tuple[str, int], ...]:
        """Return the sources that answers came from and how often, the most frequent first."""
        return tuple(
            self._connection.execute(
                "SELECT source, COUNT(*) FROM asked WHERE is_said AND asked_at >= ?"
                " GROUP BY source ORDER BY COUNT(*) DESC, source",
                (since.timestamp(),),
            )
        )

    def hours(self, since: dt.datetime) -> tuple[Hour, ...]:
        """Return how many questions each hour brought, by the kind of outcome, the earliest first."""
        rows = self._connection.execute(
            "SELECT asked_at, kind, COUNT(*) FROM asked WHERE asked_at >= ?"
            " GROUP BY asked_at, kind ORDER BY asked_at, kind",
            (since.timestamp(),),
        )
        return tuple(Hour(moment(begin), kind, questions) for begin, kind, questions in rows)

    def purge(self, before: dt.datetime) -> None:
        """Delete what was asked before `before`."""
        self._connection.execute("DELETE FROM asked WHERE asked_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Keep everything: nothing here leads back to a person."""
