"""Which sources are still being written: those that differ between two looks, a moment apart."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.sources.corpus import SourceFile, walk

_APART_S = 0.3
"""Programs that copy or download write at least this often."""
_RECENT_S = 3
"""A file that nobody has touched for so long is not being written."""


def growing(
    folder: Path, known: Mapping[str, SourceFile], meanwhile: Callable[[], None] = lambda: None
) -> frozenset[str]:
    """Return the names of the sources that are still being written; takes a moment only where some were just touched.

    Args:
        folder: That of the sources.
        known: Name → file as listed last time: what is still as it was then is not being written.
        meanwhile: Called before that moment, to begin what it can be used for.
    """
    last = {name: (file.size, file.mtime_ns) for name, file in known.items()}
    before = {name: state for name, state in _recent(folder).items() if last.get(name) != state}
    if not before:
        return frozenset()
    meanwhile()
    time.sleep(_APART_S)
    return frozenset(name for name, state in _recent(folder).items() if before.get(name) != state)


def _recent(folder: Path) -> dict[str, tuple[int, int]]:
    """Return name → size and time stamp of the files touched a moment ago."""
    since = time.time() - _RECENT_S
    recent: dict[str, tuple[int, int]] = {}
    for name, path in walk(folder, []):
        try:
            state = path.stat()
        except OSError:  # gone, or not ours to look at, which whoever lists the folder says
            continue
        # A copy may be given the time stamp of what it is a copy of before it is whole.
        if max(state.st_mtime, state.st_ctime) > since:
            recent[name] = state.st_size, state.st_mtime_ns
    return recent
