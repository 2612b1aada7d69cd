"""The words of everyday language, and how often each is used."""

from functools import cache
from typing import Any

from knowledge.languages.slips import one_mistake_away

_COMMON = 1.2e-7
"""Share of everyday language that makes a word common; in English, below stand surnames and the slips of others (mayer, minster),
above even sourdough."""


def is_real(word: str, code: str) -> bool:
    """Tell whether a word is common in its language.

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


def near(word: str, code: str) -> set[str]:
    """Return the words of everyday language that differ from one by one mistake."""
    frequencies = dictionary(code)
    if frequencies is None:
        return set()
    letters = filter(str.isalpha, frequencies.letters)
    found: set[str] = frequencies.dictionary.keys() & one_mistake_away(word, "".join(letters))
    return found
