"""Question words → words of the corpus: what a misspelt word stands for, and which words are forms of one another."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 4
"""Letters a word needs to be repaired; shorter ones have too many neighbours."""


LONG = 8
"""Letters from which on a word may have two mistakes; in a shorter one, two make another word."""


_COMMON = 1.2e-7
"""Share of everyday language that makes a word common; in English, below stand surnames and the slips of others (mayer, minster),
above even sourdough."""

_KIN = 40
"""Words of the same beginning that are looked at for forms of a word."""
_KIN_PREFIX = 4


class Speller:
    """Knows the words of the corpus."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Prepare the search.

        Args:
            counts: Folded word → how often the facts hold it.
        """
        self._counts = counts
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in counts:
            if len(word) >= SHORTEST - 1 and not word.isdigit():
                by_length[len(word)].append(word)
        self._by_length = dict(by_length)
        self._sorted = sorted(counts)

    def knows(self, word: str) -> bool:
        """Tell whether some fact holds a folded word."""
        return word in self._counts

    def nearest(self, word: str) -> str | None:
        """Return the known word that a folded, unknown one most likely stands for.

        The distance is that of optimal string alignment: a letter missing, added, wrong, or swapped with its
        neighbour counts one. Words of up to seven letters may differ by one, longer ones by two. The nearest wins,
        among equally near ones that with the same first letter, then the most frequent.
        """
        if len(word) < SHORTEST or any(map(str.isdigit, word)):
            return None
        reach = 1 if len(word) < LONG else 2
        near: list[tuple[str, int]] = []
        for length in range(len(word) - reach, len(word) + reach + 1):
            found = extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=reach, limit=None
            )
            near += ((choice, int(distance)) for choice, distance, _ in found)
        if not near:
            return None
        nearest, _ = min(
            near, key=lambda pair: (pair[1], pair[0][0] != word[0], -self._counts[pair[0]], pair[0])
        )
        return nearest

    def kin(self, term: str) -> Iterator[str]:
        """Yield the known words that begin as a term does, in alphabetical order; what they are to it is for others to say."""
        if len(term) < _KIN_PREFIX or term[0].isdigit():
            return
        beginning = term[: max(_KIN_PREFIX, len(term) - 1)]
        first = bisect_left(self._sorted, beginning)
        for word in islice(self._sorted, first, first + _KIN):
            if not word.startswith(beginning):
                return
            yield word


def is_real(word: str, code: str) -> bool:
    """Tell whether a word is common in its language, and so no slip, whatever the corpus holds.

    Args:
        word: Lower case, accents kept.
        code: ISO 639-1; a language without a dictionary has no real words.
    """
    return share(word, code) >= _COMMON


def share(word: str, code: str) -> float:
    """Return how many of the words of everyday language are this one, from 0 to 1; 0 where no dictionary holds it.

    Args:
        word: Lower case, accents kept.
        code: ISO 639-1.
    """
    frequencies = dictionary(code)
    return frequencies[word] / frequencies.total_words if frequencies is not None else 0.0


@cache
def dictionary(code: str) -> Any:
    """Return the word counts of a language, or None where there are none; takes some tenths of a second the first time."""
    from spellchecker import SpellChecker

    return SpellChecker(language=code).word_frequency if code in SpellChecker.languages() else None
