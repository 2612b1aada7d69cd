"""Files that are put into sources/: beside each other, never over one another, and never half."""

import hashlib
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from bot.curation.filenames import free_name
from bot.home import Home
from knowledge.base import KnowledgeBase
from knowledge.sources.corpus import is_litter


def identical_source(home: Home, base: KnowledgeBase, written: Path) -> str | None:
    """Return the source with the same bytes, be it read already or only just put there."""
    digest, size = _digest(written), written.stat().st_size
    known = (name for name in base.sources_of(digest) if (home.sources / name).exists())
    new = (path.name for path in _files(home) if path.stat().st_size == size > 0 and _digest(path) == digest)
    return next(known, None) or next(new, None)


def find(home: Home, name: str) -> Path | None:
    """Return the file that has this name, but for capitals, which some systems do not tell apart."""
    return next((path for path in _files(home) if _folded(path.name) == _folded(name)), None)


def free(home: Home, name: str) -> str:
    """Return a name for a new source: this one, with a number where it is taken."""
    return free_name(name, lambda one: find(home, one) is not None)


def claim(path: Path) -> bool:
    """Make a file, empty at first; return False if there is one that is not."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return path.stat().st_size == 0
    return True


def kept_as(home: Home, name: str) -> Path:
    """Return where the bytes of a source may be kept that is replaced."""
    return home.removed / free_name(name, lambda one: (home.removed / one).exists())


def replace(written: Path, old: Path, kept: Path) -> None:
    """Put a file in the place of a source, and keep that one's bytes."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(old, kept)
    written.replace(old)


def _files(home: Home) -> Iterator[Path]:
    files = home.sources.iterdir() if home.sources.is_dir() else ()
    return (path for path in files if not is_litter(path.name) and path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
