"""What a compound is a kind of: a Stadtbibliothek is a Bibliothek. For languages that write such words as one."""

from functools import lru_cache

from knowledge.languages.everyday import is_real
from knowledge.languages.language import language

_SHORTEST_HEAD = 4
"""Letters; shorter beginnings are mostly prefixes."""
_SHORTEST_TAIL = 4
_ENDINGS = frozenset({"schaft"})
"""Words that are endings far more often."""
_JOINTS = ("", "s", "es", "n", "en", "er")
"""What may stand between the parts, as in Regierungs-chef."""
_REMEMBERED = 100_000


@lru_cache(maxsize=_REMEMBERED)
def tail(word: str, code: str) -> str | None:
    """Return the longest word that a compound ends with, or None if it is none or its language writes its parts apart.

    Both parts must be words of everyday language, and the first no function word: Unternehmen is no Nehmen.

    Args:
        word: In lower case, with its accents.
        code: Its language.
    """
    if not language(code).joins_words:
        return None
    for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
        last = word[cut:]
        if last not in _ENDINGS and is_real(last, code) and _is_head(word[:cut], code):
            return last
    return None


def _is_head(part: str, code: str) -> bool:
    bare = (part.removesuffix(joint) for joint in _JOINTS if part.endswith(joint))
    skipped = language(code).function_words
    return any(len(word) >= _SHORTEST_HEAD and word not in skipped and is_real(word, code) for word in bare)
