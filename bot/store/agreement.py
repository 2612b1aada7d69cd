"""What becomes of each file of a home where its store and a machine's copy differ, by what both last agreed on.

What changed on one side goes to the other. What changed on both is a conflict: the store's counts, and what stood here is kept. A deletion
here gives way to a change there.
"""

import logging
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.store.file_table import Stored
from bot.store.mirror import Mirror, Seen, digest_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was done so that the store and a folder agree; paths relative to the home."""

    taken: tuple[str, ...] = ()
    """From the store, files that are gone included."""
    given: tuple[str, ...] = ()
    """To the store."""
    kept: tuple[str, ...] = ()
    """What stood here and was changed on both sides, under its new names."""

    def __bool__(self) -> bool:
        return bool(self.taken or self.given)


@dataclass(slots=True)
class Plan:
    """What becomes of which file, by its path."""

    taken: dict[str, Stored | None] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    """The digests of those that are taken, as they are here."""
    given: dict[str, Seen | None] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    """What is being written here, and is looked at again the next time."""

    def add(self, mirror: Mirror, path: str, row: Stored | None, *, is_settled: bool) -> None:
        """Decide what becomes of a file.

        Args:
            mirror: The copy.
            path: That of the file.
            row: As the store has it; None where it has not changed there.
            is_settled: Whether it is different here, and is not being written just now.
        """
        here = mirror.look(path)
        mine, agreed = digest_of(here), digest_of(mirror.notes.files.get(path))
        is_undone = mirror.notes.undone.get(path) == mine
        theirs = (row.digest if row.is_there else "") if row else "" if is_undone else agreed
        self.before[path] = mine
        if mine == theirs:
            mirror.agree(path, here)
        elif mine == agreed or is_undone or (row and row.digest == mine and mirror.notes.version < 0):
            self.taken[path] = row
        elif not is_settled:
            self.waiting.add(path)
        elif theirs == agreed:
            self.given[path] = here
        elif here is None:
            self.taken[path] = row
        else:
            aside = mirror.set_aside(path, here)
            self.given[aside] = mirror.look(aside)
            self.kept.append(aside)
            self.taken[path] = row
            _log.warning(
                "%s was changed both here and in the store. The store's counts; what stood here is kept as %s.",
                path,
                aside,
            )

    def order(self) -> list[str]:
        """Return the files that are taken, in order: those that go where others come, what proves facts, the facts, and the rest of what goes."""
        coming = {path for path, row in self.taken.items() if row and row.is_there}
        folders = {str(folder) for path in coming for folder in PurePosixPath(path).parents}

        def turn(path: str) -> tuple[int, bool, str]:
            goes = path not in coming
            makes_room = goes and (
                path in folders or any(str(folder) in coming for folder in PurePosixPath(path).parents)
            )
            return 0 if makes_room else 1 + goes, not path.startswith("sources/"), path

        return sorted(self.taken, key=turn)
