"""The facts/ folder while somebody changes it: one at a time, and whole or not at all, whenever the program is killed.

An edit is three steps: the new file is written under a hidden name beside the old one, the edit is added to the history, and the new file takes
the place of the old. Whoever is next finds a hidden file only where one was killed in between, and finishes the edits that the history knows;
on the entry as it is by then, so that what somebody has written by hand meanwhile stays. What the history does not know has never been.
"""

import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from bot.curation.facts.edit_errors import ChangedMeanwhileError, FactEditError, UnchangeableFileError
from bot.curation.facts.history import History, Record
from bot.home import Home
from knowledge.errors import FactFileError, HomeError
from knowledge.facts import curated, fact_entries, fact_files
from knowledge.facts.fact_entries import Entry
from knowledge.facts.fact_files import FactText
from knowledge.model import CuratedFact, Problem
from knowledge.refresh import FACTS

_LOCK_WAIT_S = 30
"""Many times what an edit takes."""
_PART = re.compile(r"\..+\.(\d+)\.[0-9a-f]+\.part")
"""The hidden name of a file that an edit makes, with the number of the edit."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """A fact as a file holds it."""

    path: Path
    file: str
    """The path relative to the home, with forward slashes."""
    text: FactText
    """Of the whole file."""
    entry: Entry

    def read(self) -> CuratedFact:
        """Return the fact.

        Raises:
            UnchangeableFileError: If there are mistakes in the entry.
        """
        facts, problems = curated.facts_in(self.entry.text, self.file, {})
        if not facts:
            raise UnchangeableFileError(f"{self.file}:{self.entry.line}", problems[0].message)
        return facts[0]


class FactsFolder:
    """The fact files of a home, to be changed by whoever holds the lock."""

    def __init__(self, home: Home) -> None:
        """Open the folder of a home, which may not have one yet."""
        self._home = home.folder
        self._folder = home.folder / FACTS
        self._files = home.files
        self._lock = home.derived / "facts.lock"
        self.history = History(home.folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep everybody else from changing facts through the program, once what a kill has left is finished.

        Raises:
            HomeError: If somebody else holds the lock for too long, or the folder cannot be written.
            StoreError: If the home is shared, and what shares it does not take the change.
        """
        with self._files.changing(FACTS), self._locked_here():
            yield

    @contextmanager
    def _locked_here(self) -> Iterator[None]:
        try:
            self._lock.parent.mkdir(parents=True, exist_ok=True)
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._lock, timeout=_LOCK_WAIT_S):
                self._finish()
                yield
        except Timeout as error:
            raise HomeError("Somebody else is changing the facts. Please try again in a moment.") from error
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise HomeError(
                f"{self._folder} cannot be changed: {reason}. Check its permissions and the room on its disk."
            ) from error

    def facts(self) -> tuple[CuratedFact, ...]:
        """Return all facts of the files that can be read, proven or not."""
        return curated.load(self._folder, self._home)[0]

    def find(self, fact_id: str) -> Held | None:
        """Return the entry of an id; None where no file has one that can be read."""
        for path in fact_files.fact_files(self._folder):
            with suppress(FactFileError):
                text = fact_files.read(path)
                if entry := fact_entries.find(text.text, fact_id):
                    return Held(path, self._name(path), text, entry)
        return None

    def holds(self, word: str) -> bool:
        """Tell whether a word stands in any fact file, be it one that is broken."""
        wanted = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])")
        for path in fact_files.fact_files(self._folder):
            with suppress(FactFileError):
                if wanted.search(fact_files.read(path).text):
                    return True
        return False

    def commit(self, edit: Record) -> Record:
        """Make an edit, and return it as the history has it: with its number, and with the entry as the file has it now.

        Raises:
            ChangedMeanwhileError: If the entry is not what the edit begins from.
            UnchangeableFileError: If the file cannot be changed without harm.
        """
        made = self._made(edit)
        if made is None:
            raise ChangedMeanwhileError(edit.fact_id, "")
        path, content, after = made
        edit = replace(edit, number=self.history.next_number(), after=after)
        part = self._write(path, edit.number, content)
        self._note(edit)
        self._swap(part, path)
        return edit

    def _name(self, path: Path) -> str:
        return path.relative_to(self._home).as_posix()

    def _made(self, edit: Record) -> tuple[Path, bytes, str] | None:
        """Return the file that an edit leads to, what it holds then, and its entry; None where the entry is not what it begins from."""
        held = self.find(edit.fact_id)
        if not same(held.entry.text if held else "", edit.before):
            return None
        path = held.path if held else self._home / edit.file
        if held:
            text, new = held.text, fact_entries.put(held.text.text, held.entry, edit.after)
        else:
            text = fact_files.read(path) if path.exists() else FactText("")
            new = fact_entries.add(text.text, edit.after, edit.line)
        self._check(text.text, new, edit, self._name(path))
        entry = fact_entries.find(new, edit.fact_id)
        return path, text.encoded(new), entry.text if entry else ""

    def _check(self, old: str, new: str, edit: Record, file: str) -> None:
        """Refuse a text in which other facts than the edited one are not as before."""
        before, wrong_before = _read(old, file)
        after, wrong_after = _read(new, file)
        is_there = after.pop(edit.fact_id, None) is not None
        before.pop(edit.fact_id, None)
        if before == after and is_there == bool(edit.after) and len(wrong_after) <= len(wrong_before):
            return
        wrong = next((problem for problem in wrong_after if problem not in wrong_before), None)
        raise UnchangeableFileError(
            file, wrong.message if wrong else "Its entries are not written as “- ” at the margin."
        )

    # --- the three steps -------------------------------------------------------------------------

    def _write(self, path: Path, number: int, content: bytes) -> Path:
        part = path.with_name(f".{path.name}.{number}.{secrets.token_hex(4)}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        return part

    def _note(self, edit: Record) -> None:
        self.history.append(edit)

    def _swap(self, part: Path, path: Path) -> None:
        part.replace(path.resolve())

    def _finish(self) -> None:
        """Finish the edits that a kill has left half done, and drop those that had not begun."""
        for part in sorted(self._folder.rglob(".*.part")):
            if not (named := _PART.fullmatch(part.name)):
                continue
            edit = self.history.find(int(named[1]))
            try:
                if edit and (made := self._made(edit)):
                    path, content, _ = made
                    self._swap(self._write(path, edit.number, content), path)
            except (FactEditError, FactFileError) as error:
                _log.warning("Edit e%s waits until its file is mended: %s", named[1], error)
                continue
            part.unlink(missing_ok=True)


def same(one: str, other: str) -> bool:
    """Tell whether two texts of an entry are the same, but for line breaks."""
    return one.replace("\r\n", "\n").rstrip() == other.replace("\r\n", "\n").rstrip()


def _read(text: str, file: str) -> tuple[dict[str, CuratedFact], list[Problem]]:
    """Return the facts of a text by id, without their lines, and what is wrong in it."""
    facts, problems = curated.facts_in(text, file, {})
    return {fact.id: _anywhere(fact) for fact in facts}, problems


def _anywhere(fact: CuratedFact) -> CuratedFact:
    return replace(fact, line=0, cites=tuple(replace(cite, line=0) for cite in fact.cites))
