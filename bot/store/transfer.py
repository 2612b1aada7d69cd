"""Whole homes moved between a folder and the database that is to hold them, byte for byte."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.store import file_table
from bot.store.database import Database
from bot.store.home_files import CHANNEL, LOCK
from bot.store.mirror import FOLDERS, Mirror, Seen
from knowledge.errors import HomeError, StoreError

if TYPE_CHECKING:
    from psycopg import Connection

_OF_THE_CHAT = "facts/history.jsonl"
"""What edits in the chat leave behind; it is no checkout's."""
_TRUTH = ("sources", "facts")


@dataclass(frozen=True, slots=True)
class Difference:
    """What makes a database equal to a folder; paths relative to the home, in their order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int = 0
    """How many files are the same."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def put_in(database: Database, folder: Path) -> Difference:
    """Put the files of a home's folder into the database, all or none, and return what was done.

    Raises:
        HomeError: If the folder is none, or one of its files cannot be read.
        StoreError: If the database holds something else under the path of one of them, or cannot be written.
    """
    mirror, files = _files(folder, FOLDERS)
    with database.locked(LOCK), database.transaction() as connection:
        found = _difference(connection, files, ())
        if found.changed:
            others = f", and so are {len(found.changed) - 1} others" if found.changed[1:] else ""
            raise StoreError(
                f"{found.changed[0]} is another file at {database.address.shown}{others}. Nothing was put in. To make the database equal "
                f"to the folder, see what would change with: citebot store sync {folder} --dry-run"
            )
        _change(database, connection, mirror, found)
    return found


def take_out(database: Database, folder: Path) -> int:
    """Write all files of a home into a folder, as they are at one moment, and return how many.

    Raises:
        HomeError: If the folder holds something, or cannot be written.
        StoreError: If the database cannot be read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise HomeError(f"{folder} is not empty. Name a new folder, so that nothing is written over.")
        mirror, written = Mirror(folder, folder), 0
        with database.transaction() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            file_table.travel(connection)
            for row in file_table.newer(connection, 0):
                content = file_table.content(connection, row)
                if content is not None:
                    mirror.write(row.path, content)
                    written += 1
    except OSError as error:
        raise HomeError(
            f"{folder} cannot be written: {error.strerror}. Check its permissions and the room on its disk."
        ) from error
    return written


def sync(database: Database, folder: Path, *, is_dry: bool = False) -> Difference:
    """Make sources and facts in the database equal to those of a folder, such as a checkout, and return what is different.

    Of the two the folder may have only one; the other stays as it is then. So do files that were taken away, and the history of edits.

    Args:
        database: That of the home.
        folder: What counts.
        is_dry: Whether nothing is to be changed.

    Raises:
        HomeError: If the folder has neither, or one of its files cannot be read.
        StoreError: If the database cannot be written.
    """
    within = tuple(name for name in _TRUTH if (folder / name).is_dir())
    mirror, files = _files(folder, within)
    files.pop(_OF_THE_CHAT, None)
    with database.locked(LOCK), database.transaction() as connection:
        found = _difference(connection, files, within)
        if not is_dry:
            _change(database, connection, mirror, found)
    return found


def _files(folder: Path, within: Collection[str]) -> tuple[Mirror, dict[str, Seen]]:
    """Return the files of a folder."""
    if not any((folder / name).is_dir() for name in within):
        raise HomeError(f"There is neither sources nor facts in {folder}, so it is no home. Check its name.")
    mirror = Mirror(folder, folder)
    try:
        return mirror, {path: seen for path, seen in mirror.different(within).items() if seen}
    except OSError as error:
        raise HomeError(f"{folder} cannot be read: {error.strerror}. Check its permissions.") from error


def _difference(connection: "Connection[Any]", files: dict[str, Seen], within: Collection[str]) -> Difference:
    """Return what makes the database equal to some files, in whose folders there is nothing else then."""
    file_table.travel(connection)
    file_table.keep_still(connection)
    stored = {row.path: row.digest for row in file_table.newer(connection, 0) if row.is_there}
    changed = tuple(
        sorted(path for path, seen in files.items() if stored.get(path, seen.digest) != seen.digest)
    )
    return Difference(
        added=tuple(sorted(files.keys() - stored.keys())),
        changed=changed,
        removed=tuple(
            sorted(
                path
                for path in stored.keys() - files.keys() - {_OF_THE_CHAT}
                if path.partition("/")[0] in within
            )
        ),
        same=len(files.keys() & stored.keys()) - len(changed),
    )


def _change(database: Database, connection: "Connection[Any]", mirror: Mirror, found: Difference) -> None:
    if not found:
        return
    for path in (*found.added, *found.changed):
        file_table.put(connection, path, mirror.read(path))
    for path in found.removed:
        file_table.drop(connection, path)
    database.notify(connection, CHANNEL, str(file_table.last_version(connection)))
