"""Updates from Telegram, from their arrival until they are done with."""

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.state.table import Table, moment

_KNOWN_FOR = dt.timedelta(days=3)
"""How long an update that is done is recognised. Telegram offers one for a day at most, and may begin to count anew
after a week without any (https://core.telegram.org/bots/api#getting-updates)."""


class Standing(StrEnum):
    """How far an update has come."""

    PENDING = "pending"
    ANSWERING = "answering"
    """An answer is on its way and may have arrived."""
    DONE = "done"
    SET_ASIDE = "set aside"
    """It cannot be processed."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An update still to be processed."""

    update_id: int
    body: str
    """The update as JSON."""
    attempts: int
    """How often its processing has begun."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that cannot be processed, and why."""

    update_id: int
    error: str


class Updates(Table):
    """Each update once, by its id."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS updates (
            update_id INTEGER PRIMARY KEY, received_at REAL NOT NULL, body TEXT, standing TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0, error TEXT, is_reported INTEGER NOT NULL DEFAULT FALSE
        );
        CREATE INDEX IF NOT EXISTS updates_standing ON updates (standing);
    """

    def add(self, update_id: int, body: str) -> bool:
        """Keep an update; return False if it is known already."""
        added = self._connection.execute_durably(
            "INSERT INTO updates (update_id, received_at, body, standing) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (update_id, self._now(), body, Standing.PENDING),
        )
        return added.rowcount == 1

    def begin(self, update_id: int) -> None:
        """Note that its processing begins."""
        self._connection.execute(
            "UPDATE updates SET attempts = attempts + 1 WHERE update_id = ?", (update_id,)
        )

    def answering(self, update_id: int) -> bool:
        """Note that an answer is about to leave; return False if one has left before."""
        return self._move(update_id, Standing.PENDING, Standing.ANSWERING)

    def unanswered(self, update_id: int) -> None:
        """Note that the answer has certainly not arrived."""
        self._move(update_id, Standing.ANSWERING, Standing.PENDING)

    def done(self, update_id: int) -> None:
        """Note that nothing is left to do; only the id is kept."""
        self._connection.execute(
            "UPDATE updates SET standing = ?, body = NULL WHERE update_id = ?", (Standing.DONE, update_id)
        )

    def set_aside(self, update_id: int, error: str, body: str) -> None:
        """Give up on an update, be it known or not."""
        self._connection.execute(
            "INSERT INTO updates (update_id, received_at, body, standing, error) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (update_id) DO UPDATE SET standing = excluded.standing, error = excluded.error",
            (update_id, self._now(), body, Standing.SET_ASIDE, error),
        )

    def settle(self) -> int:
        """Count those that a previous run was answering as done, and return how many they are."""
        settled = self._connection.execute(
            "UPDATE updates SET standing = ?, body = NULL WHERE standing = ?",
            (Standing.DONE, Standing.ANSWERING),
        )
        return settled.rowcount

    def pending(self) -> tuple[Pending, ...]:
        """Return those still to be processed, in Telegram's order."""
        rows = self._connection.execute(
            "SELECT update_id, body, attempts FROM updates WHERE standing = ? ORDER BY update_id",
            (Standing.PENDING,),
        )
        return tuple(Pending(*row) for row in rows)

    def received_at(self, update_id: int) -> dt.datetime | None:
        """Return when an update came in, in UTC; None if it is not known."""
        row = self._connection.execute(
            "SELECT received_at FROM updates WHERE update_id = ?", (update_id,)
        ).fetchone()
        return moment(row[0]) if row else None

    def report(self) -> tuple[SetAside, ...]:
        """Return those set aside since this was last asked."""
        rows = self._connection.execute(
            "UPDATE updates SET is_reported = TRUE WHERE standing = ? AND NOT is_reported RETURNING update_id, error",
            (Standing.SET_ASIDE,),
        ).fetchall()
        return tuple(SetAside(*row) for row in sorted(rows))

    def purge(self, before: dt.datetime) -> None:
        """Delete those set aside before `before`, and those long done."""
        for standing, limit in ((Standing.SET_ASIDE, before), (Standing.DONE, self._clock() - _KNOWN_FOR)):
            self._connection.execute(
                "DELETE FROM updates WHERE standing = ? AND received_at < ?", (standing, limit.timestamp())
            )

    def forget(self, user_id: int) -> None:
        """Delete the contents of those that name a person; what is pending is processed first."""
        near = self._connection.execute(
            "SELECT update_id, body FROM updates WHERE standing = ? AND body LIKE ?",
            (Standing.SET_ASIDE, f"%{user_id}%"),
        ).fetchall()
        self._connection.executemany(
            "UPDATE updates SET body = NULL WHERE update_id = ?",
            [(update_id,) for update_id, body in near if _names(json.loads(body), user_id)],
        )

    def _move(self, update_id: int, old: Standing, new: Standing) -> bool:
        moved = self._connection.execute_durably(
            "UPDATE updates SET standing = ? WHERE update_id = ? AND standing = ?", (new, update_id, old)
        )
        return moved.rowcount == 1


def _names(node: Any, user_id: int) -> bool:
    """Tell whether something in an update has this id."""
    if isinstance(node, dict):
        return node.get("id") == user_id or any(_names(part, user_id) for part in node.values())
    return isinstance(node, list) and any(_names(part, user_id) for part in node)
