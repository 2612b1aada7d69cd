"""How far each admin is in going through facts, and which facts somebody has looked at and left as they are."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.state.table import Table, moment

_UNSURE = 0.75
"""Confidence below which an answer is worth a look; from there on it is "very likely"."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a fact deserves a look."""

    down: int = 0
    """How many people found it of no help."""
    complaints: tuple[str, ...] = ()
    """What is wrong with it, as they put it."""
    times: int = 0
    """How often it was said as an answer."""
    confidence: float = 1.0
    """Of its being the answer then, from 0 to 1, on average."""

    @property
    def is_unsure(self) -> bool:
        """Tell whether it was said without being sure."""
        return self.times > 0 and self.confidence < _UNSURE


@dataclass(frozen=True, slots=True)
class Walk:
    """The facts that an admin goes through, one after the other."""

    fact_ids: tuple[str, ...]
    """As they were called when the walk began."""
    begun_at: dt.datetime
    """In UTC."""


class Reviews(Table):
    """One walk for each admin, and the facts that were looked at."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS walks (
            user_id INTEGER PRIMARY KEY, fact_ids TEXT NOT NULL, begun_at REAL NOT NULL
        );
        CREATE TABLE IF NOT EXISTS looked_at (fact_id TEXT PRIMARY KEY, looked_at REAL NOT NULL) WITHOUT ROWID;
    """

    def begin(self, user_id: int, fact_ids: Sequence[str]) -> Walk:
        """Let an admin go through some facts, whatever they went through before."""
        self._connection.execute(
            "INSERT INTO walks (user_id, fact_ids, begun_at) VALUES (?, ?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET fact_ids = excluded.fact_ids, begun_at = excluded.begun_at",
            (user_id, json.dumps(fact_ids), self._now()),
        )
        return Walk(tuple(fact_ids), moment(self._now()))

    def of(self, user_id: int) -> Walk | None:
        """Return what an admin goes through; None if that is nothing, or long ago."""
        row = self._connection.execute(
            "SELECT fact_ids, begun_at FROM walks WHERE user_id = ?", (user_id,)
        ).fetchone()
        return Walk(tuple(json.loads(row[0])), moment(row[1])) if row else None

    def look(self, fact_id: str) -> None:
        """Note that somebody has looked at a fact and found it right."""
        self._connection.execute(
            "INSERT INTO looked_at (fact_id, looked_at) VALUES (?, ?)"
            " ON CONFLICT (fact_id) DO UPDATE SET looked_at = excluded.looked_at",
            (fact_id, self._now()),
        )

    def looked(self) -> dict[str, dt.datetime]:
        """Return when each of the facts was looked at that were, in UTC."""
        rows = self._connection.execute("SELECT fact_id, looked_at FROM looked_at")
        return {fact_id: moment(at) for fact_id, at in rows}

    def purge(self, before: dt.datetime) -> None:
        """Delete the walks begun and the looks taken before `before`."""
        self._connection.execute("DELETE FROM walks WHERE begun_at < ?", (before.timestamp(),))
        self._connection.execute("DELETE FROM looked_at WHERE looked_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Delete a person's walk."""
        self._connection.execute("DELETE FROM walks WHERE user_id = ?", (user_id,))
