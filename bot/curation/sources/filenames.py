"""Names from outside → names that are harmless on every system and still readable."""

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count, filterfalse
from pathlib import PurePosixPath

from pathvalidate import sanitize_filename

_LONGEST_BYTES = 200
"""File systems take 255; this leaves room for a number."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode categories of what cannot be seen, such as marks that turn the direction of text."""
_HIDING = "._~#-$ "
"""What a name must not begin with: it would be hidden, taken for a lock file, or for an option."""
_NAMELESS = "document"


def safe_name(name: str, title: str = "") -> str:
    """Return a name for a file that somebody sent.

    Args:
        name: As it came; of a path only the last part counts.
        title: What it is to be called instead, the ending excepted.
    """
    last = re.split(r"[/\\]", name)[-1].strip().rstrip(". ")
    ending = PurePosixPath(f"x{last}" if last.startswith(".") else last).suffix
    stem = _clean(re.sub(r"[/\\]+", " ", title)) or _clean(last.removesuffix(ending))
    stem, ending = stem.lstrip(_HIDING) or _NAMELESS, _clean(ending)
    room = max(_LONGEST_BYTES - len(ending.encode()), 1)
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .") or _NAMELESS
    # Reserved names are told by the whole name, with its ending.
    return str(sanitize_filename(stem + ending, platform="universal", max_len=_LONGEST_BYTES))


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return the name, or the first of "name 2", "name 3", … that is not taken."""
    path = PurePosixPath(name)
    numbered = (f"{path.stem} {number}{path.suffix}" for number in count(2))
    return next(filterfalse(is_taken, chain([name], numbered)))


def _clean(text: str) -> str:
    seen = "".join(
        char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) not in _UNSEEN
    )
    return " ".join(str(sanitize_filename(seen, platform="universal")).split())
