"""Files that are put into sources/: beside each other, never over one another, and never half."""

import hashlib
import secrets
import shutil
import unicodedata
from pathlib import Path

from bot.curation.filenames import free_name
from bot.home import Home
from knowledge.base import KnowledgeBase


def unfinished(home: Home) -> Path:
    """Return the path at which a file may be written before it is put; its name is hidden from everyone."""
    home.sources.mkdir(parents=True, exist_ok=True)
    return home.sources / f".{secrets.token_hex(8)}.part"


def identical_source(home: Home, base: KnowledgeBase, written: Path) -> str | None:
    """Return the source with the same bytes, if one is known."""
    with written.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return next((name for name in base.sources_of(digest) if (home.sources / name).exists()), None)


def find(home: Home, name: str) -> Path | None:
    """Return the file that has this name, but for capitals, which some systems do not tell apart."""
    files = home.sources.iterdir() if home.sources.is_dir() else ()
    return next((path for path in files if _folded(path.name) == _folded(name)), None)


def add(home: Home, written: Path, name: str) -> str:
    """Make a file a source, and return its name: the one given, with a number where it is taken."""
    while True:
        free = free_name(name, lambda one: find(home, one) is not None)
        try:
            (home.sources / free).touch(exist_ok=False)
        except FileExistsError:
            continue  # somebody was faster
        written.replace(home.sources / free)
        return free


def replace(home: Home, written: Path, old: Path) -> Path:
    """Put a file in the place of a source, and return where that one's bytes are kept."""
    home.removed.mkdir(parents=True, exist_ok=True)
    kept = home.removed / free_name(old.name, lambda one: (home.removed / one).exists())
    shutil.copy2(old, kept)
    written.replace(old)
    return kept


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
