"""The folder of a home as one machine's copy of it: which files stand in it, and as what they last agreed with the store.

What is noted stands in the derived folder, which may be deleted: then files count as the same where their bytes are.
"""

import hashlib
import logging
import os
import platform
import secrets
import stat
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from knowledge.errors import HomeError, StoreError
from knowledge.sources.corpus import is_litter

FOLDERS = ("sources", "facts", "removed")
"""What of a home is a person's, and shared. Its settings are each machine's own."""
LARGEST = 256 * 2**20
"""Bytes of a file beyond which it stays on its machine: it could not be read anyway, and would have to fit into memory to travel."""

_FILE_NAME = "mirror.json"
_RECENT_NS = 2_000_000_000
"""A file touched this recently may change again within the same tick of the file system's clock, or is being written."""

_log = logging.getLogger(__name__)


class Seen(NamedTuple):
    """A file as it was when it was last looked at."""

    size: int
    """Bytes."""
    mtime_ns: int
    """Its time stamp; 0 if that was too fresh to prove later that the file is the same."""
    digest: str
    """SHA-256 of its bytes, in hex."""


def digest_of(seen: Seen | None) -> str:
    """Return the digest of a file; empty where there is none."""
    return seen.digest if seen else ""


class Notes(msgspec.Struct):
    """What is noted of a copy."""

    home_id: str = ""
    """That of the home in the store; empty where this folder has never been a copy."""
    version: int = -1
    """Up to which changes in the store have come here; -1 where that is not known, so that a file may be one that went there."""
    files: dict[str, Seen] = {}
    """Path → the file as which both agreed."""
    undone: dict[str, str] = {}
    """Path → digest, or empty for none, of what a change has left here that the store never took: it is nobody's."""


class Mirror:
    """The copy. Belongs to whoever holds its lock."""

    def __init__(self, folder: Path, derived: Path) -> None:
        self._folder = folder
        self._file = derived / _FILE_NAME
        self._told: set[str] = set()
        """Files that stay here, of which that has been said."""
        self.notes = Notes()

    # --- notes -----------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what is noted; nothing is where that is lost or broken."""
        try:
            self.notes = msgspec.json.decode(self._file.read_bytes(), type=Notes)
        except (OSError, msgspec.DecodeError):
            self.notes = Notes()

    def save(self) -> None:
        """Keep what is noted."""
        new = self._file.with_suffix(".new")
        new.write_bytes(msgspec.json.encode(self.notes))
        new.replace(self._file)

    # --- looking ---------------------------------------------------------------------------------

    def different(self, folders: Iterable[str] = FOLDERS) -> dict[str, Seen | None]:
        """Return the files that are not as both agreed, and None for those that are gone.

        Hidden files and what editors and browsers leave behind are passed over. Where a whole folder is gone, perhaps with its drive, or
        cannot be opened, its files are not.
        """
        closed = {f"{name}/" for name in folders if not (self._folder / name).is_dir()}
        differing: dict[str, Seen | None] = {}
        found: set[str] = set()
        for path in self._walk(folders, closed):
            found.add(path)
            seen, known = self._storable(path), self.notes.files.get(path)
            if seen and (known is None or known.digest != seen.digest):
                differing[path] = seen
            elif seen and seen != known:
                self.agree(path, seen)  # the same bytes under a newer time stamp
        unseen = tuple(closed)
        for path in self.notes.files.keys() - found:
            if (
                path.partition("/")[0] in folders
                and not path.startswith(unseen)
                and not self._is_outside(path)
            ):
                differing[path] = None
        return differing

    def look(self, path: str) -> Seen | None:
        """Return the file of a path; None where there is none."""
        try:
            state = self._place(path).stat()
            return self._seen(path, state) if stat.S_ISREG(state.st_mode) else None
        except (FileNotFoundError, NotADirectoryError):
            return None

    def are_recent(self, paths: Iterable[str]) -> bool:
        """Tell whether any of some files was touched a moment ago, so that it may be half written."""
        since = time.time() - _RECENT_NS / 1e9
        for path in paths:
            with suppress(OSError):
                state = self._place(path).stat()
                if max(state.st_mtime, state.st_ctime) > since:
                    return True
        return False

    def _walk(self, folders: Iterable[str], closed: set[str]) -> Iterator[str]:
        """Yield the paths of all files, and note the folders that cannot be opened."""
        known = {unicodedata.normalize("NFC", path): path for path in self.notes.files}

        def note(error: OSError) -> None:
            closed.add(f"{self._name(error.filename)}/")

        for name in folders:
            for here, subfolders, files in os.walk(self._folder / name, onerror=note):
                subfolders[:] = [one for one in subfolders if not is_litter(one)]
                for path in (self._name(Path(here, file)) for file in files if not is_litter(file)):
                    # Some systems write names decomposed, whatever they were given.
                    noted = known.get(unicodedata.normalize("NFC", path), path)
                    yield noted if noted == path or self._is_same(noted, path) else path

    def _name(self, path: Path | str) -> str:
        return Path(path).relative_to(self._folder).as_posix()

    def _is_same(self, one: str, other: str) -> bool:
        with suppress(OSError):
            return (self._folder / one).samefile(self._folder / other)
        return False

    def _storable(self, path: str) -> Seen | None:
        """Return a file that can travel; None for one that stays here, which is said once."""
        try:
            path.encode()
            is_link = self._place(path).is_symlink()  # folders that are links are not walked
            seen = None if is_link and self._is_outside(path) else self.look(path)
        except UnicodeEncodeError:
            self._stays(path, "Its name has characters that cannot be displayed. Rename it")
            return None
        except OSError as error:
            self._stays(path, f"It cannot be opened ({error.strerror}). Check its permissions")
            return self.notes.files.get(path)
        if seen and seen.size > LARGEST:
            self._stays(path, f"It is larger than {LARGEST // 2**20} MB. Split it into smaller files")
            return None
        return seen

    def _stays(self, path: str, why: str) -> None:
        if path not in self._told:
            self._told.add(path)
            shown = path.encode(errors="replace").decode()
            _log.warning("%s stays on this machine. %s.", shown, why)

    def _seen(self, path: str, state: os.stat_result) -> Seen:
        known = self.notes.files.get(path)
        if known and (known.size, known.mtime_ns) == (state.st_size, state.st_mtime_ns):
            return known
        if state.st_size > LARGEST:
            return Seen(state.st_size, 0, "")
        now_ns = time.time_ns()
        with self._place(path).open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        is_settled = now_ns - state.st_mtime_ns > _RECENT_NS
        return Seen(state.st_size, state.st_mtime_ns if is_settled else 0, digest)

    # --- changing --------------------------------------------------------------------------------

    def read(self, path: str) -> bytes:
        """Return what a file holds."""
        return self._place(path).read_bytes()

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place, whole or not at all.

        Raises:
            HomeError: If the path leads out of the home.
            StoreError: If a folder stands in the way of the file, or a file in that of its folder.
        """
        place = self._inside(path)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise StoreError(_in_the_way(self._folder, PurePosixPath(path).parent)) from error
        if place.is_dir():
            raise StoreError(_in_the_way(self._folder, PurePosixPath(path)))
        part = place.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if place.exists():
                part.chmod(stat.S_IMODE(place.stat().st_mode))
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        self.agree(path, Seen(len(content), 0, hashlib.sha256(content).hexdigest()))

    def delete(self, path: str) -> None:
        """Take a file away, and folders that are empty then."""
        place = self._inside(path)
        with suppress(NotADirectoryError):  # where its folder has become a file
            place.unlink(missing_ok=True)
        with suppress(OSError):  # one that still holds something
            for above in PurePosixPath(path).parents[:-2]:
                self._place(str(above)).rmdir()
        self.agree(path, None)

    def set_aside(self, path: str, seen: Seen) -> str:
        """Keep a file beside the one that will take its place, in removed/; return the path there."""
        name = PurePosixPath(path)
        kept = f"removed/{name.stem} (as it was on {platform.node() or 'a replica'}, {seen.digest[:8]}){name.suffix}"
        content, place = self.read(path), self._inside(kept)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        return kept

    def agree(self, path: str, seen: Seen | None) -> None:
        """Note as what the store and this folder agree on a file."""
        if seen:
            self.notes.files[path] = seen
        else:
            self.notes.files.pop(path, None)

    # --- places ----------------------------------------------------------------------------------

    def _place(self, path: str) -> Path:
        return self._folder / path

    def _is_outside(self, path: str) -> bool:
        """Tell whether a path leads out of its folder by a link; that folder itself may be one."""
        top = (self._folder / path.partition("/")[0]).resolve()
        return not self._place(path).resolve().is_relative_to(top)

    def _inside(self, path: str) -> Path:
        """Return where a file is written; what is a link stays one.

        Raises:
            HomeError: If that is not within the home.
        """
        parts = path.split("/")
        is_named_well = (
            parts[0] in FOLDERS and len(parts) > 1 and all(parts) and not any(map(is_litter, parts))
        )
        if not is_named_well or (os.name == "nt" and "\\" in path) or self._is_outside(path):
            raise HomeError(
                f"{path} leads out of the home, and is not written. Delete the link on the way to it."
            )
        return self._place(path).resolve() if self._place(path).is_symlink() else self._place(path)


def _in_the_way(home: Path, path: PurePosixPath) -> str:
    return f"{home / path} is a file in one of this folder and the store, and a folder in the other. Rename it here, and both are kept."
