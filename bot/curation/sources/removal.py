"""Sources that are taken away, and put back. Nothing is ever deleted; it moves to removed/ in the home."""

import os
from pathlib import Path

from bot.curation.sources import source_files
from bot.home import Home
from bot.state.source_changes import Change, SourceChange
from knowledge.errors import HomeError
from knowledge.sources.corpus import source_path


def take_away(home: Home, source: str) -> Path:
    """Move a source to removed/ and return where it is now, relative to the home.

    Raises:
        HomeError: If it cannot be moved.
        StoreError: If the home is shared, and what shares it does not take the change.
    """
    with home.files.changing(*source_files.FOLDERS):
        return _take_away(home, source).relative_to(home.folder)


def put_back(home: Home, upload: SourceChange) -> str:
    """Undo a change to a source, and return the source's name.

    What was added goes to removed/; what was replaced or removed comes back, under another name if its own is taken by now.

    Raises:
        HomeError: If a file cannot be moved.
        StoreError: As above.
    """
    source = upload.source
    with home.files.changing(*source_files.FOLDERS):
        if upload.change is not Change.REMOVED and source_path(home.sources, source).exists():
            _take_away(home, source)
        if upload.previous is not None:
            place = home.sources / source
            place = _move(home.folder / upload.previous, source_files.free_path(place.parent, place.name))
            source = place.relative_to(home.sources).as_posix()
    return source


def _take_away(home: Home, source: str) -> Path:
    kept = source_files.kept_as(home, Path(source).name)
    return _move(source_path(home.sources, source), kept)


def _move(old: Path, new: Path) -> Path:
    try:
        source_files.move(old, new)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise HomeError(
            f"{old.name} cannot be moved to {new.parent}: {reason}. Check the permissions of both folders."
        ) from error
    return new
