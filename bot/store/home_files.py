"""The files of a home in PostgreSQL, and how they and a machine's copy come to agree.

A file counts as changed here, or there, if it is not as both last agreed. What changed on one side goes to the other. What changed on
both is a conflict, in which the store's counts, and what stood here is kept in removed/. Whoever changes files through the program holds
the lock of the home, so that conflicts come only of what is done by hand.
"""

import logging
import os
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from bot.store import file_table
from bot.store.agreement import Agreed, Plan
from bot.store.database import Database, StoreBusyError
from bot.store.file_table import Stored
from bot.store.mirror import FOLDERS, Mirror, Notes, Seen, digest_of
from knowledge.errors import HomeError, StoreError

CHANNEL = "files"
"""On which replicas hear that files have changed."""
LOCK = "files"
"""Of whoever changes them."""
_WAIT_S = 30.0
"""For others who change files, on this machine or elsewhere."""
_APART_S = 0.3
"""Between two looks at a file that was just touched: programs that copy or download write at least this often."""
_BUSY = "Somebody else is changing files of this home. Please try again in a moment."

_log = logging.getLogger(__name__)


class HomeFiles:
    """The files of one home, of which a folder is a copy. Safe to use from several threads and programs."""

    def __init__(self, database: Database, folder: Path, derived: Path) -> None:
        """Open the files; nothing is read or written yet.

        Args:
            database: That of the home.
            folder: The copy.
            derived: Its derived folder.
        """
        self._database = database
        self._folder = folder
        self._derived = derived
        self._mirror = Mirror(folder, derived)
        self._thread_lock = threading.Lock()
        self._version = 0
        """The store's, with which the folder agrees."""

    def sync(self) -> Agreed:
        """Take what has changed in the store, and give it what has changed here by hand.

        Files that are being written here wait for the next time.

        Raises:
            StoreError: If the database cannot be reached.
            HomeError: If the folder cannot be written, or is no copy of this home.
        """
        with self._alone(), _told(self._folder):
            last = self._begin()
            mine = self._settled(FOLDERS)
            if not mine and not self._mirror.notes.undone and last == self._mirror.notes.version:
                self._mirror.save()
                return Agreed()
            with self._database.locked(LOCK, _WAIT_S) if mine else nullcontext():
                return self._agree(mine)

    @contextmanager
    def changing(self, *folders: str) -> Iterator[None]:
        """Let the body change files of the folder, which is up to date; the store takes them at the end.

        If it does not, they go back to what they were, at once or when the database can be reached again.

        Args:
            folders: In which; in all by default.

        Raises:
            StoreError: If the store cannot be reached, or does not take the changes.
            HomeError: If somebody else changes files for too long, or the folder cannot be written.
        """
        within = folders or FOLDERS
        with self._alone(), self._database.locked(LOCK, _WAIT_S):
            with _told(self._folder):
                self._begin()
                self._agree(self._settled(within))
                waiting = self._mirror.different(within)
            yield
            with _told(self._folder):
                found = self._mirror.different(within)
                mine = {
                    path: seen
                    for path, seen in found.items()
                    if path not in waiting or digest_of(seen) != digest_of(waiting[path])
                }
                try:
                    self._give(mine)
                except StoreError as error:
                    self._undo(mine)
                    raise StoreError(f"{error} What was to be changed stays as it was.") from error
                self._mirror.save()

    # --- agreeing --------------------------------------------------------------------------------

    def _begin(self) -> int:
        """Read what is noted of this copy, and return the last version of the store; a folder that is no copy becomes one."""
        self._mirror.load()
        with self._database.connection() as connection:
            home_id, last = file_table.home_id(connection), file_table.last_version(connection)
            notes = self._mirror.notes
            if home_id != notes.home_id:
                self._mirror.notes = Notes(home_id)
                self._refuse_strangers(file_table.newer(connection, 0))
            elif (
                last < notes.version
            ):  # a backup was put back: what both have agreed on since is not known there
                self._mirror.notes = Notes(home_id, undone=notes.undone)
        return last

    def _refuse_strangers(self, rows: list[Stored]) -> None:
        stored = {row.path: row.digest for row in rows}
        strange = sorted(
            path
            for path, seen in self._mirror.different().items()
            if seen and stored.get(path) != seen.digest
        )
        if strange:
            raise HomeError(
                f"{self._folder} is no copy of the home at {self._database.address.shown}: {strange[0]} is not the same there"
                f"{f', nor are {len(strange) - 1} other files' if strange[1:] else ''}. To put the folder into the database, run: "
                "citebot store import. To have a copy of what is there, use an empty folder."
            )

    def _settled(self, folders: Collection[str]) -> dict[str, Seen | None]:
        """Return what is different here and is not being written just now."""
        mine = self._mirror.different(folders)
        if not mine or not self._mirror.are_recent(mine):
            return mine
        time.sleep(_APART_S)
        later = self._mirror.different(folders)
        return {
            path: seen
            for path, seen in mine.items()
            if path in later and digest_of(seen) == digest_of(later[path])
        }

    def _agree(self, mine: Mapping[str, Seen | None]) -> Agreed:
        """Bring the store and the folder to the same; the lock of the home is held if anything is different here."""
        notes = self._mirror.notes
        with self._database.connection() as connection:
            rows = {row.path: row for row in file_table.newer(connection, notes.version, tuple(notes.undone))}
        plan = Plan()
        self._version = max(0, notes.version, *(row.version for row in rows.values()))
        for path in sorted({*rows, *mine, *notes.undone}):
            plan.add(self._mirror, path, rows.get(path), is_settled=path in mine)
        try:
            self._take(plan)
            self._give(plan.given)
            if not plan.waiting:
                notes.version = self._version
                notes.undone.clear()
        finally:
            self._mirror.save()
        return Agreed(tuple(plan.taken), tuple(plan.given), tuple(plan.kept))

    def _take(self, plan: Plan) -> None:
        """Bring files here, one after the other: what proves facts before the facts, and what goes last."""
        if not plan.taken:
            return
        with self._database.transaction() as connection:
            file_table.travel(connection)
            for path in plan.order():
                row, content = plan.taken[path], None
                if row and row.is_there:
                    content = file_table.content(connection, row)
                    if content is None:  # it has changed again, and comes with its next version
                        plan.waiting.add(path)
                        continue
                if (
                    digest_of(self._mirror.look(path)) != plan.before[path]
                ):  # somebody has saved it this moment
                    plan.waiting.add(path)
                elif content is None:
                    self._mirror.delete(path)
                else:
                    self._mirror.write(path, content)

    def _give(self, mine: Mapping[str, Seen | None]) -> None:
        """Bring files to the store, all or none, read one after the other; replicas hear of it.

        Raises:
            StoreError: If the store does not take them, or is not as it was when this folder was brought up to date.
        """
        if not mine:
            return
        given: dict[str, Seen | None] = {}
        with self._database.transaction() as connection:
            file_table.travel(connection)
            file_table.keep_still(connection)
            if file_table.last_version(connection) != self._version:  # the lock went with its connection
                raise StoreBusyError("Another replica has changed files meanwhile. Please try again.")
            for path, seen in mine.items():
                if seen:
                    content = self._mirror.read(path)
                    digest = file_table.put(connection, path, content)
                    given[path] = seen if digest == seen.digest else Seen(len(content), 0, digest)
                else:
                    given[path] = None
                    file_table.drop(connection, path)
            version = file_table.last_version(connection)
            self._database.notify(connection, CHANNEL, str(version))
        if self._mirror.notes.version == self._version:
            self._mirror.notes.version = version
        self._version = version
        for path, seen in given.items():
            self._mirror.agree(path, seen)

    def _undo(self, mine: Mapping[str, Seen | None]) -> None:
        """Put back what the store has not taken."""
        self._mirror.notes.undone.update({path: digest_of(seen) for path, seen in mine.items()})
        self._mirror.save()
        with suppress(StoreError):  # then the next one to bring the folder up to date does
            self._agree({})

    # --- one at a time ---------------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others on this machine from changing the folder through the program."""
        lock = FileLock(self._derived / "mirror.lock", thread_local=False)
        with _told(self._folder):
            self._derived.mkdir(parents=True, exist_ok=True)
        if not self._thread_lock.acquire(timeout=_WAIT_S):
            raise HomeError(_BUSY)
        try:
            try:
                lock.acquire(_WAIT_S)
            except Timeout as error:
                raise HomeError(_BUSY) from error
            yield
        finally:
            lock.release()
            self._thread_lock.release()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the system says into a sentence with a remedy."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise HomeError(
            f"{folder} cannot be changed: {reason}. Check its permissions and the room on its disk."
        ) from error
