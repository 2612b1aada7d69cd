"""facts/history.jsonl: who changed which fact when, how and why; a line for each edit, and lines are only ever added."""

import datetime as dt
import getpass
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import msgspec

from knowledge.refresh import FACTS

FILE_NAME = "history.jsonl"


class Action(StrEnum):
    """What was done to a fact."""

    APPROVED = "approved"
    REWORDED = "reworded"
    ASKED = "asked"
    """It got another example question."""
    HIDDEN = "hidden"
    WRITTEN = "written"
    CITED = "cited"
    """It got other quotes."""
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"
    """An earlier edit was taken back."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes a fact."""

    id: str
    """Their id on Telegram, or the name under which they are logged in; empty once they had themselves forgotten."""
    name: str = ""


def logged_in() -> Author:
    """Return whoever is logged in on this machine."""
    try:
        return Author(getpass.getuser())
    except (OSError, KeyError):  # a container may have no names
        return Author("keyboard")


@dataclass(frozen=True, slots=True)
class Record:
    """One edit as the history keeps it."""

    number: int
    """Counted from 1."""
    at: dt.datetime
    """In UTC."""
    by: str
    """The id of its author."""
    name: str
    """What its author is called."""
    action: Action
    fact_id: str
    file: str
    """Path below the facts folder, with forward slashes."""
    before: str
    """The entry's text; empty where there was none."""
    after: str
    """The entry's text; empty where it went."""
    why: str = ""
    line: int = 0
    """On which the entry began, counted from 1; 0 where it was new."""
    undoes: int = 0
    """Number of the edit that is taken back; 0 where none is."""


_LINE = msgspec.json.Decoder(Record)


class History:
    """The edits of a home's facts."""

    def __init__(self, home: Path) -> None:
        """Open the history of a home, which may not have one yet.

        Args:
            home: The home folder.
        """
        self._path = home / FACTS / FILE_NAME

    def __iter__(self) -> Iterator[Record]:
        """Yield the edits, the oldest first."""
        yield from _records(self._lines())

    def __reversed__(self) -> Iterator[Record]:
        """Yield the edits, the youngest first."""
        yield from _records(reversed(self._lines()))

    def find(self, number: int) -> Record | None:
        """Return the edit of a number."""
        return next((record for record in reversed(self) if record.number == number), None)

    def of(self, fact_id: str) -> tuple[Record, ...]:
        """Return the edits of a fact, the youngest first."""
        return tuple(record for record in reversed(self) if record.fact_id == fact_id)

    def last(self, author_id: str) -> Record | None:
        """Return the youngest edit of a person that neither is taken back nor takes one back."""
        undone: set[int] = set()
        for record in reversed(self):
            if record.undoes:
                undone.add(record.undoes)
            elif record.by == author_id and record.number not in undone:
                return record
        return None

    def next_number(self) -> int:
        """Return the number of the edit to come."""
        last = next(iter(reversed(self)), None)
        return last.number + 1 if last else 1

    def append(self, record: Record) -> None:
        """Add an edit; it is on the disk when this returns.

        Raises:
            OSError: If it cannot be written.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab+") as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                # A line that a kill has torn stays by itself.
                is_torn = file.read() != b"\n"
            else:
                is_torn = False
            file.write(b"\n" * is_torn + msgspec.json.encode(record) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def forget(self, author_id: str) -> None:
        """Keep what a person did, but not that it was them: the one case in which lines are written anew."""
        lines = [_forgotten(line, author_id) for line in self._lines()]
        new = self._path.with_name(f".{FILE_NAME}.part")
        with new.open("wb") as file:
            file.writelines(line + b"\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)

    def _lines(self) -> list[bytes]:
        try:
            return self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return []


def _records(lines: Iterator[bytes] | list[bytes]) -> Iterator[Record]:
    for line in lines:
        if record := _read(line):
            yield record


def _read(line: bytes) -> Record | None:
    """Return what a line says; None where it is torn."""
    try:
        return _LINE.decode(line)
    except msgspec.DecodeError:
        return None


def _forgotten(line: bytes, author_id: str) -> bytes:
    record = _read(line)
    if record is None or record.by != author_id:
        return line
    return msgspec.json.encode(replace(record, by="", name=""))
