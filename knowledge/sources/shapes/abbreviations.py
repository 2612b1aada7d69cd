"""Abbreviations that a document introduces in brackets: "the Port State Authority (PSA)"."""

import re
from collections.abc import Mapping

_LONGEST = 8
"""Words that an abbreviation stands for."""
_SHORT = r"[^\W\d_a-zß-öø-ÿ][\w&.-]{0,8}[^\W\d_a-zß-öø-ÿ]"
_LONG_FIRST = re.compile(rf"((?:[\w’'-]+\s+){{1,{_LONGEST}}})[(（]({_SHORT})s?[)）]")
_SHORT_FIRST = re.compile(rf"\b({_SHORT})\s+[(（]((?:[\w’'-]+\s?){{2,{_LONGEST}}})[)）]")


def introduced(text: str) -> Mapping[str, str]:
    """Return abbreviation → what it is short for, as a document introduces them; the first introduction counts."""
    found: dict[str, str] = {}
    for match in _LONG_FIRST.finditer(text):
        if long := _named(match[2], match[1].split()):
            found.setdefault(match[2], long)
    for match in _SHORT_FIRST.finditer(text):
        if (long := _named(match[1], match[2].split())) and long == " ".join(match[2].split()):
            found.setdefault(match[1], long)
    return found


def _named(short: str, words: list[str]) -> str | None:
    """Return the last of some words whose first letters make an abbreviation; small words between need not be in it."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    position = len(words)
    for letter in reversed(letters):
        position -= 1
        while position >= 0 and words[position][0].lower() != letter:
            if words[position][0].isupper():
                return None
            position -= 1
        if position < 0:
            return None
    return " ".join(words[position:]) if len(letters) > 1 and words[position][0].isupper() else None
