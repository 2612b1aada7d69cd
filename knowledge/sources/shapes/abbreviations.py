"""Abbreviations that a document introduces in brackets: "the Port State Authority (PSA)"."""

import re
from collections.abc import Mapping

from knowledge.languages.folding import fold

_LONGEST = 8
"""Words that an abbreviation stands for."""
_SHORT = r"[^\W\d_a-zß-öø-ÿ][\w&.-]{0,8}[^\W\d_a-zß-öø-ÿ]"
_IN_BRACKETS = re.compile(rf"\s[(（]({_SHORT})s?[)）]")
_BEFORE = 200
"""Characters before a bracket among which the words stand that it abbreviates."""
_STOP = re.compile(r"[.;:!?]\s")
_WORD = re.compile(r"[\w’'-]+")
_SHORT_FIRST = re.compile(rf"\b({_SHORT})\s+[(（]((?:[\w’'-]+\s?){{2,{_LONGEST}}})[)）]")


def introduced(text: str) -> Mapping[str, str]:
    """Return abbreviation → what it is short for, as a document introduces them; the first introduction counts."""
    found: dict[str, str] = {}
    if "(" not in text and "（" not in text:
        return found
    for match in _IN_BRACKETS.finditer(text):
        clause = _STOP.split(text[max(match.start() - _BEFORE, 0) : match.start()])[-1]
        if long := _named(match[1], _WORD.findall(clause)[-_LONGEST:]):
            found.setdefault(match[1], long)
    for match in _SHORT_FIRST.finditer(text):
        if (long := _named(match[1], match[2].split())) and long == " ".join(match[2].split()):
            found.setdefault(match[1], long)
    return found


def _named(short: str, words: list[str]) -> str | None:
    """Return the last of some words whose first letters make an abbreviation; small words between need not be in it."""
    letters = [letter for letter in fold(short) if letter.isalpha()]
    first = _first(letters, words, is_capital=True)
    if first is None:
        first = _first(letters, words, is_capital=False)
    return " ".join(words[first:]) if first is not None and len(letters) > 1 else None


def _first(letters: list[str], words: list[str], *, is_capital: bool) -> int | None:
    """Return the position of the word that an abbreviation begins with.

    Args:
        letters: Of the abbreviation.
        words: The last of them is what it ends with.
        is_capital: Whether only capitalised words are in it.
    """
    position = len(words)
    for letter in reversed(letters):
        position -= 1
        while position >= 0 and not _begins_with(letter, words[position], is_capital=is_capital):
            if _bare(words[position])[:1].isupper():
                return None
            position -= 1
        if position < 0:
            return None
    return position if words[position][0].isupper() else None


def _begins_with(letter: str, word: str, *, is_capital: bool) -> bool:
    bare = _bare(word)
    return fold(bare)[:1] == letter and (bare[:1].isupper() or not is_capital)


def _bare(word: str) -> str:
    """Return a word without an article that is glued to it: of "l'Ourlette" the Ourlette."""
    return re.split("['’]", word)[-1]
