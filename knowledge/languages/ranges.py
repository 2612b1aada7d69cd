"""Ranges of numbers in a text, and the numbers in them: children 6 to 15, boats over 12 m, from 65, 12–14 June.

Who asks for a child of 9 is told what children of 6 to 15 pay, though no 9 stands there.
"""

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from knowledge.languages.language import Language

MARK = "="
"""Before the bounds of a range, for terms that no word can become."""
_NUMBER = r"(?:\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?)"
_UNIT = r"(?:\s?[^\W\d_]{1,10}\.?)?"
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")
_ASKED = re.compile(rf"({_NUMBER})(?:[^\W\d_]{{0,10}})")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""As a number it is in no range: what was so from 1914 to 1918 need not have been in 1916."""


class Range(NamedTuple):
    """Numbers from one to another, both included."""

    low: float
    high: float
    start: int
    """First character in its text."""
    end: int
    """Character behind the last."""

    @property
    def term(self) -> str:
        """Return the term by which it is found."""
        return f"{MARK}{self.low}:{self.high}"


def ranges(text: str, spoken: Language) -> Iterator[Range]:
    """Yield the ranges that a text names, in order; hours, days with their year, and years are none."""
    if not any(map(str.isdigit, text)):
        return
    for place in _pattern(spoken).finditer(text):
        found = {name: value for name, value in place.groupdict().items() if value}
        if any(map(_YEAR.fullmatch, found.values())):
            continue
        low, high = -math.inf, math.inf
        for name, value in ((name, _value(written)) for name, written in found.items()):
            match name:
                case "low" | "least" | "more":
                    low = value
                case "above":
                    low = math.nextafter(value, math.inf)
                case "high" | "most" | "less":
                    high = value
                case "below":
                    high = math.nextafter(value, -math.inf)
        if low < high:
            yield Range(low, high, *place.span())


def ranges_around(number: str, terms: Iterable[str]) -> Iterator[str]:
    """Yield of the terms of ranges those that hold a number, given as it is written: 9, 10m, 13th."""
    value = asked(number)
    if value is None:
        return
    for term in terms:
        low, _, high = term.removeprefix(MARK).partition(":")
        if float(low) <= value <= float(high):
            yield term


def asked(word: str) -> float | None:
    """Return the number that a word of a question is, with its unit or without; None where it is none, or a year."""
    match = _ASKED.fullmatch(word)
    return _value(match[1]) if match and not _YEAR.fullmatch(word) else None


def narrowed(text: str, numbers: Iterable[str], spoken: Language) -> str:
    """Return a text with the first of some numbers that is in a range of it in the place of that: children 6 to 15 → children 9."""
    found = list(ranges(text, spoken))
    for value in filter(None, map(asked, numbers)):
        for one in found:
            if one.low <= value <= one.high:
                return f"{text[: one.start]}{value:g}{text[one.end :]}"
    return text


def _value(written: str) -> float:
    return float(_THOUSANDS.sub("", written).replace(",", "."))


def _alone(name: str) -> str:
    """Return a pattern for a number that is no part of an hour, a date or a word, as a group of some name."""
    return rf"(?<![\w.,:/+-])(?P<{name}>{_NUMBER})(?![.,:/]?\d)"


@cache
def _pattern(spoken: Language) -> re.Pattern[str]:
    words = spoken.data.ranges
    before = {"below": words.below, "most": words.most, "above": words.above, "least": words.least}
    behind = {"more": words.and_more, "less": words.and_less}
    ways = [
        rf"(?:\b(?:{_either(words.least)})\s)?{_alone('low')}{_UNIT}\s?(?:[-–—]|\b(?:{_either(words.to)})\b)\s?(?P<high>{_NUMBER})(?![.,:/]?\d)",
        *(rf"\b(?:{_either(said)})\s{_alone(name)}" for name, said in before.items()),
        *(rf"{_alone(name)}{_UNIT}\s(?:{_either(said)})\b" for name, said in behind.items()),
    ]
    return re.compile(rf"(?:{'|'.join(ways)})(?!\s?(?:{_either(spoken.shapes.clock)})\b)", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    return (
        "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
        or r"(?!)"
    )
