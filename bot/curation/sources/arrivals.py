"""What a message brings → a source, once, however often the program dies of it.

The bytes are written to a part, a hidden file that is named after the message. What is to become of them is noted in the state before
anything is moved, and the part ends when it becomes a source. So whoever takes the same message again knows how far the last run came:
without a note nothing has happened yet; with a note and a part the move is left; with a note and the source all is done. With a note alone
the last run was on another machine, which died before others got what it brings; then all begins anew.
"""

import hashlib
import time
from dataclasses import replace
from pathlib import Path

from bot.curation.sources import source_files
from bot.home import Home
from bot.state.source_changes import Change, SourceChange, SourceChanges
from bot.state.table import Origin
from bot.wording.upload_receipts import Receipt
from knowledge.errors import StoreError
from knowledge.model import Description

_ENDING = ".part"
_NAME_LENGTH = 16
_ABANDONED_S = 2 * 24 * 60 * 60
"""Age of a part that no message will come for: Telegram and the state offer one again for a day at most."""


def part(home: Home, message: Origin) -> Path:
    """Return the path at which the bytes that a message brings are written; its name is hidden from everyone."""
    home.sources.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(f"{message.chat_id} {message.message_id}".encode()).hexdigest()[:_NAME_LENGTH]
    return home.sources / f".{name}{_ENDING}"


def put(
    home: Home,
    changes: SourceChanges,
    message: Origin,
    name: str,
    said: Description | None = None,
    *,
    is_replacing: bool = False,
) -> SourceChange:
    """Make the part of a message a source of this name, with a number where it is taken.

    Args:
        home: Where the part is.
        changes: Where the change is noted.
        message: The one that brings it.
        name: What its file is to be called.
        said: What is said of it.
        is_replacing: Whether it takes the place of the source of its name, if there is one.

    Raises:
        OSError: If it cannot be put there; nothing is changed then.
        StoreError: If the home is shared, and what shares it does not take the change; nothing is changed then.
    """
    change = None
    try:
        with home.files.changing(*source_files.FOLDERS):
            old = source_files.find(home, name) if is_replacing else None
            source_files.describe(part(home, message), said or Description(), old)
            if old:
                kept = source_files.kept_as(home, old.name).relative_to(home.folder)
                change = changes.arrive(old.name, Change.REPLACED, brought_by=message, previous=kept)
            else:
                change = changes.arrive(source_files.free(home, name), Change.ADDED, brought_by=message)
            return _finish(home, changes, message, change)
    except StoreError:
        if change:
            changes.drop(change.id)
        raise


def noted(home: Home, changes: SourceChanges, message: Origin) -> SourceChange | None:
    """Return the change that an earlier run has noted for a message; None if it must begin anew."""
    change = changes.brought_by(message)
    if change is None or part(home, message).exists():
        return change
    home.files.sync()
    if (home.sources / change.source).exists() and (
        change.previous is None or (home.folder / change.previous).exists()
    ):
        return change
    changes.drop(change.id)
    return None


def finish(home: Home, changes: SourceChanges, message: Origin, change: SourceChange) -> SourceChange:
    """Do what is left of a change that is noted for a message, and return it as it came about.

    Raises:
        OSError: If the part cannot become a source; nothing is changed then.
        StoreError: If the home is shared, and what shares it does not take the change.
    """
    with home.files.changing(*source_files.FOLDERS):
        return _finish(home, changes, message, change)


def _finish(home: Home, changes: SourceChanges, message: Origin, change: SourceChange) -> SourceChange:
    written, source = part(home, message), home.sources / change.source
    if not written.exists():
        source_files.follow(written, source)
        return change
    try:
        if change.previous:
            source_files.keep(source, home.folder / change.previous)
        else:
            source = _claimed(home, changes, change)
        source_files.move(written, source)
    except OSError:
        changes.drop(change.id)
        raise
    return replace(change, source=source.name)


def _claimed(home: Home, changes: SourceChanges, change: SourceChange) -> Path:
    """Return where a new source goes, now that the place is taken for it."""
    source = home.sources / change.source
    while not source_files.claim(source):  # somebody was faster
        source = home.sources / source_files.free(home, source.name)
        changes.rename(change.id, source.name)
    return source


def receipt(home: Home, sent_as: str, name: str, change: SourceChange) -> Receipt:
    """Return what became of a file that was sent under one name and was to be called by another."""
    is_beside = change.change is Change.ADDED and change.source != name
    other = source_files.find(home, name) if is_beside else None
    return Receipt(
        sent_as,
        source=change.source,
        change_id=change.id,
        is_replacement=change.change is Change.REPLACED,
        taken=other.name if other else "",
    )


def clear(home: Home, changes: SourceChanges, message: Origin) -> None:
    """Delete the part of a message of which nothing is noted."""
    if changes.brought_by(message) is None:
        written = part(home, message)
        written.unlink(missing_ok=True)
        source_files.beside(written).unlink(missing_ok=True)


def sweep(home: Home) -> None:
    """Delete parts that were left behind long ago."""
    if not home.sources.is_dir():
        return
    before = time.time() - _ABANDONED_S
    for path in home.sources.glob(f".{'?' * _NAME_LENGTH}{_ENDING}*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
