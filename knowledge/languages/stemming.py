"""Token → term: what the forms of a word have in common."""

from typing import Any

import Stemmer

from knowledge.languages.folding import fold
from knowledge.languages.schema import LanguageData

_LONGEST_TERM = 60
_SHORTEST_KIN = 4
_LONG_TERM = 7
_LONGEST_ENDING = 4
_REMEMBERED = 200_000

_SHORTEST_STEM = 2
"""Letters that are left when an ending is taken off; Korean nouns often have no more."""
_SHORTEST_BARE = 3
"""Letters that are left when a prefix is."""


class Stem:
    """Token → term by a language's irregular forms and its Snowball stemmer or else its prefixes and endings; remembers what it has seen."""

    def __init__(self, data: LanguageData) -> None:
        self._stemmer: Any = Stemmer.Stemmer(data.stemmer, 0) if data.stemmer else None
        self._irregular = {fold(form): fold(base) for form, base in data.irregular.items()}
        self._prefixes = tuple(map(fold, data.prefixes))
        self._endings = tuple(sorted(filter(None, map(fold, data.endings)), key=len, reverse=True))
        self._seen: dict[str, str] = {}

    def __call__(self, token: str) -> str:
        """Return the term of a folded word; numbers stay as they are."""
        term = self._seen.get(token)
        if term is None:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            term = self._seen[token] = self._stem(token)[:_LONGEST_TERM]
        return term

    def _stem(self, token: str) -> str:
        if token[:1].isdigit():
            return token
        token = self._irregular.get(token, token)
        if self._stemmer is not None:
            return str(self._stemmer.stemWord(token)) or token
        return self._without_ending(self._without_prefixes(token))

    def _without_prefixes(self, token: str) -> str:
        """Take off all of them: what is left is then the same whichever of them a form has."""
        while len(token) > _SHORTEST_BARE and token.startswith(self._prefixes or ("\0",)):
            token = token[1:]
        return token

    def _without_ending(self, token: str) -> str:
        for ending in self._endings:
            if len(token) - len(ending) >= _SHORTEST_STEM and token.endswith(ending):
                return token[: -len(ending)]
        return token


def are_forms(one: str, other: str) -> bool:
    """Tell whether two unequal terms are likely forms of one word that the stemmer keeps apart (invent, inventor; Cuba, Cuban).

    The shorter one must begin the longer one, or miss that by its last letter if it has seven or more (describe, description).
    """
    short, long = sorted((one, other), key=len)
    needed = len(short) if len(short) < _LONG_TERM else len(short) - 1
    return (
        len(short) >= _SHORTEST_KIN
        and len(long) - len(short) <= _LONGEST_ENDING
        and long[:needed] == short[:needed]
    )
