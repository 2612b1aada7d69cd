"""What a compound is a kind of: a Stadtbibliothek is a Bibliothek. For languages that write such words as one."""

from collections.abc import Container

from knowledge.languages.everyday import is_real

_SHORTEST_HEAD = 4
"""Letters; shorter beginnings are mostly prefixes."""
_SHORTEST_TAIL = 4
_ENDINGS = frozenset({"schaft"})
"""Words that are endings far more often."""
_JOINTS = ("", "s", "es", "n", "en", "er")
"""What may stand between the parts, as in Regierungs-chef."""
_REMEMBERED = 100_000


class Compounds:
    """The compounds of one language; remembers what it has seen."""

    def __init__(self, code: str, function_words: Container[str]) -> None:
        self._code = code
        self._skipped = function_words
        self._seen: dict[str, str | None] = {}

    def tail(self, word: str) -> str | None:
        """Return the longest word that a compound ends with, or None if it is none.

        Both parts must be words of everyday language, and the first no function word: Unternehmen is no Nehmen.

        Args:
            word: In lower case, with its accents.
        """
        if word not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._tail(word)
        return self._seen[word]

    def _tail(self, word: str) -> str | None:
        for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
            last = word[cut:]
            if last not in _ENDINGS and is_real(last, self._code) and self._is_head(word[:cut]):
                return last
        return None

    def _is_head(self, part: str) -> bool:
        bare = (part.removesuffix(joint) for joint in _JOINTS if part.endswith(joint))
        return any(
            len(word) >= _SHORTEST_HEAD and word not in self._skipped and is_real(word, self._code)
            for word in bare
        )
