"""What compounds are made of: a Stadtbibliothek is a Bibliothek. For languages that write such words as one."""

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
        self._seen: dict[str, tuple[str, str] | None] = {}

    def parts(self, word: str) -> tuple[str, str] | None:
        """Return the word that a compound begins with and the longest that it ends with, or None if it is none.

        Both must be words of everyday language, and the first no function word: Unternehmen is no Nehmen.

        Args:
            word: In lower case, with its accents.
        """
        if word not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._parts(word)
        return self._seen[word]

    def tail(self, word: str) -> str | None:
        """Return the longest word that a compound ends with, or None if it is none; arguments as for `parts`."""
        parts = self.parts(word)
        return parts[1] if parts else None

    def _parts(self, word: str) -> tuple[str, str] | None:
        for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
            last = word[cut:]
            if last not in _ENDINGS and is_real(last, self._code) and (first := self._head(word[:cut])):
                return first, last
        return None

    def _head(self, part: str) -> str | None:
        bare = (part.removesuffix(joint) for joint in _JOINTS if part.endswith(joint))
        words = (
            word
            for word in bare
            if len(word) >= _SHORTEST_HEAD and word not in self._skipped and is_real(word, self._code)
        )
        return next(words, None)


def beginning_term(term: str) -> str:
    """Return the term of a word as that with which a compound begins; no word can become it.

    Who asks about Bienen may be told of Bienenvölker, but who asks about Bienenstich is not.
    """
    return f"{term}-"


def ending_term(term: str) -> str:
    """Return the term of a word as that with which a compound ends; no word can become it.

    Who asks for an Ausweis may be told of a Parkausweis, but who asks for a Personalausweis is not.
    """
    return f"-{term}"
