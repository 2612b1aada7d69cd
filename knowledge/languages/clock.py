"""Times of day, however they are written: 15:00, 15.00, 3pm, 3:00 p.m., 15 Uhr, 15h."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from knowledge.languages.language import Language
from knowledge.languages.values import MARK

_NOON = 12


class Time(NamedTuple):
    """A time of day in a text."""

    start: int
    """Its first character."""
    term: str
    """By which it is found, for terms that no word can become."""


def times(text: str, spoken: Language) -> Iterator[Time]:
    """Yield the times of day that a text names, in order."""
    if not any(map(str.isdigit, text)):
        return
    for match in _pattern(spoken).finditer(text):
        hour, half = int(match["hour"]), (match["half"] or "").lower()
        if half == "p" and hour < _NOON:
            hour += _NOON
        elif half == "a" and hour == _NOON:
            hour = 0
        yield Time(match.start(), f"{MARK}{hour}:{match['minute'] or '00'}")


@cache
def _pattern(spoken: Language) -> re.Pattern[str]:
    """Return what finds a time: minutes, or a word such as "Uhr" or "pm", or both must stand behind its hour."""
    named = (
        re.escape(word) for word in sorted(spoken.shapes.clock, key=len, reverse=True) if "." not in word
    )
    minutes = r"[:.h](?P<minute>[0-5]\d)(?![.,:/]?\d)"
    before_word = rf"(?=\s?(?:{'|'.join(['[ap][.]?m', *named])})\b)"
    return re.compile(
        rf"(?<![\d.,:/-])(?P<hour>[01]?\d|2[0-4])(?:{minutes}|{before_word})(?:\s?(?P<half>[ap])\.?m\b)?",
        re.IGNORECASE,
    )
