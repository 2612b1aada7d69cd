"""Files that are put into sources/: beside each other, never over one another, and never half.

What describes a file stands beside it and goes where it goes.
"""

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.curation.sources.filenames import free_name
from bot.home import Home
from knowledge.base import KnowledgeBase
from knowledge.model import Description
from knowledge.preparation import descriptions
from knowledge.sources.corpus import DESCRIPTION, is_litter

FOLDERS = ("sources", "removed")
"""In which files are changed here."""
_DAY = re.compile(rb"^date\s*:.*\n?", re.MULTILINE)


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
    """Return a name for a new source: this one, with a number where it, or that of its description, is taken."""
    return free_name(name, lambda one: bool(find(home, one) or find(home, f"{one}{DESCRIPTION}")))


def claim(path: Path) -> bool:
    """Make a file, empty at first; return False if there is one that is not."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return path.stat().st_size == 0
    return True


def kept_as(home: Home, name: str) -> Path:
    """Return where the bytes of a source may be kept that is replaced or taken away."""
    return free_path(home.removed, name)


def free_path(folder: Path, name: str) -> Path:
    """Return where a file can go with what is said of it: under this name, or with a number where that is taken."""
    return folder / free_name(name, lambda one: (folder / one).exists() or beside(folder / one).exists())


def keep(old: Path, kept: Path) -> None:
    """Keep the bytes of a source that is to be replaced, and what is said of them."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(old, kept)
    if beside(old).exists():
        shutil.copy2(beside(old), beside(kept))


def move(old: Path, new: Path) -> None:
    """Move a file, and what is said of it."""
    new.parent.mkdir(parents=True, exist_ok=True)
    old.replace(new)
    follow(old, new)


def follow(old: Path, new: Path) -> None:
    """Let what is said of a file go where that has gone."""
    if beside(old).exists():
        beside(old).replace(beside(new))


def delete(home: Home, kept: Iterable[Path]) -> None:
    """Delete files that were kept, named relative to the home, and what is said of them."""
    with home.files.changing(*FOLDERS):
        for path in kept:
            (home.folder / path).unlink(missing_ok=True)
            beside(home.folder / path).unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Return the path of what is said of a file."""
    return path.with_name(f"{path.name}{DESCRIPTION}")


def describe(path: Path, said: Description, replaced: Path | None = None) -> None:
    """Write what is said of a file; if nothing is, what was said of the one that it replaces, which is not of the same day."""
    text = descriptions.written(said).encode()
    if not text and replaced and beside(replaced).exists():
        text = _DAY.sub(b"", beside(replaced).read_bytes())
    if text:
        beside(path).write_bytes(text)


def _files(home: Home) -> Iterator[Path]:
    files = home.sources.iterdir() if home.sources.is_dir() else ()
    return (path for path in files if not is_litter(path.name) and path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
