"""Which admin did what to which source, and how to take it back."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.state.table import Origin, Table, moment

_COLUMNS = "id, source, change, previous, user_id, changed_at"


class Change(StrEnum):
    """What was done to a source."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SourceChange:
    """One change to a source."""

    id: int
    """By which it can be undone."""
    source: str
    change: Change
    previous: Path | None
    """Where the bytes are kept that it had before, relative to the home."""
    user_id: int | None
    """The admin; None once they had themselves forgotten."""
    changed_at: dt.datetime
    """When it was done, or undone; in UTC."""


class SourceChanges(Table):
    """The changes of a retention period; each can be undone once."""

    SCHEMA = """
        CREATE TABLE IF NOT EXISTS uploads (
            id INTEGER PRIMARY KEY, source TEXT NOT NULL, change TEXT NOT NULL, previous TEXT, user_id INTEGER,
            changed_at REAL NOT NULL, is_undone INTEGER NOT NULL DEFAULT FALSE
        );
        CREATE TABLE IF NOT EXISTS arrivals (
            chat_id INTEGER NOT NULL, message_id INTEGER NOT NULL,
            upload_id INTEGER NOT NULL REFERENCES uploads ON DELETE CASCADE,
            PRIMARY KEY (chat_id, message_id)
        ) WITHOUT ROWID;
    """

    def record(self, source: str, change: Change, *, user_id: int, previous: Path | None = None) -> int:
        """Note a change and return the id by which it can be undone."""
        (change_id,) = self._connection.execute_durably(
            "INSERT INTO uploads (source, change, previous, user_id, changed_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
            (source, change, str(previous) if previous else None, user_id, self._now()),
        ).fetchone()
        return int(change_id)

    def arrive(
        self, source: str, change: Change, *, brought_by: Origin, previous: Path | None = None
    ) -> SourceChange:
        """Note what a message that brings a source is about to change."""
        with self._connection.transaction(durably=True):
            change_id = self.record(source, change, user_id=brought_by.user_id, previous=previous)
            if brought_by.message_id:  # those of a keyboard have no numbers
                self._connection.execute(
                    "INSERT INTO arrivals (chat_id, message_id, upload_id) VALUES (?, ?, ?)"
                    " ON CONFLICT (chat_id, message_id) DO UPDATE SET upload_id = excluded.upload_id",
                    (brought_by.chat_id, brought_by.message_id, change_id),
                )
        return SourceChange(change_id, source, change, previous, brought_by.user_id, self._clock())

    def brought_by(self, message: Origin) -> SourceChange | None:
        """Return the change that was noted for a message that brings a source; None if none was, or it is undone."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM uploads JOIN arrivals ON upload_id = id WHERE chat_id = ? AND message_id = ?"
            " AND NOT is_undone",
            (message.chat_id, message.message_id),
        ).fetchone()
        return _change(*row) if row else None

    def rename(self, change_id: int, source: str) -> None:
        """Note that a source is to be called something else."""
        self._connection.execute("UPDATE uploads SET source = ? WHERE id = ?", (source, change_id))

    def relocate(self, home: Path) -> None:
        """Name where bytes are kept relative to the home, as older programs did not."""
        above = f"{home}/"
        self._connection.execute(
            "UPDATE uploads SET previous = substr(previous, ?) WHERE substr(previous, 1, ?) = ?",
            (len(above) + 1, len(above), above),
        )

    def drop(self, change_id: int) -> None:
        """Forget a change that has not come about."""
        self._connection.execute("DELETE FROM uploads WHERE id = ?", (change_id,))

    def undo(self, change_id: int) -> SourceChange | None:
        """Mark a change as undone and return what is to be put back; None if that has been done, or it is not known."""
        row = self._connection.execute_durably(
            f"UPDATE uploads SET is_undone = TRUE, changed_at = ? WHERE id = ? AND NOT is_undone RETURNING {_COLUMNS}",
            (self._now(), change_id),
        ).fetchone()
        return _change(*row) if row else None

    def reinstate(self, change_id: int) -> None:
        """Note that a change is not undone after all."""
        self._connection.execute("UPDATE uploads SET is_undone = FALSE WHERE id = ?", (change_id,))

    def last(self, user_id: int) -> SourceChange | None:
        """Return a person's last change that is not undone; None if there is none."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM uploads WHERE user_id = ? AND NOT is_undone ORDER BY id DESC LIMIT 1",
            (user_id,),
        ).fetchone()
        return _change(*row) if row else None

    def since(self, moment_ago: dt.timedelta) -> frozenset[str]:
        """Return the sources that were changed, or changed back, since a moment ago."""
        rows = self._connection.execute(
            "SELECT source FROM uploads WHERE changed_at > ?", (self._now() - moment_ago.total_seconds(),)
        )
        return frozenset(source for (source,) in rows)

    def kept(self) -> frozenset[Path]:
        """Return where the bytes are, relative to the home, that can still be put back; all others may be deleted."""
        rows = self._connection.execute(
            "SELECT previous FROM uploads WHERE previous IS NOT NULL AND NOT is_undone"
        )
        return frozenset(Path(previous) for (previous,) in rows)

    def purge(self, before: dt.datetime) -> None:
        """Delete the changes made before `before`."""
        self._connection.execute("DELETE FROM uploads WHERE changed_at < ?", (before.timestamp(),))

    def forget(self, user_id: int) -> None:
        """Keep what was done, but not who did it, nor where."""
        self._connection.execute(
            "DELETE FROM arrivals WHERE chat_id = ? OR upload_id IN (SELECT id FROM uploads WHERE user_id = ?)",
            (user_id, user_id),
        )
        self._connection.execute("UPDATE uploads SET user_id = NULL WHERE user_id = ?", (user_id,))


def _change(
    change_id: int, source: str, change: str, previous: str | None, user_id: int | None, changed_at: float
) -> SourceChange:
    kept = Path(previous) if previous else None
    return SourceChange(change_id, source, Change(change), kept, user_id, moment(changed_at))
