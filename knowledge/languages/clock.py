"""Times of day, however they are written: 15:00, 15.00, 3pm, 3:00 p.m., 15 Uhr, 15h."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from knowledge.languages.language import Language
from knowledge.languages.values import MARK

_NOON = 12
_MORNING = re.compile(r"\s?a\.?m\b", re.IGNORECASE)
_AFTERNOON = re.compile(r"\s?p\.?m\b", re.IGNORECASE)
_HALVES = r"\s?[ap]\.?m\b"


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
        hour, minute = int(match["hour"]), int(match["minute"] or match["minute_h"] or 0)
        behind = match["half"] or match["named"] or ""
        if _AFTERNOON.fullmatch(behind) and hour < _NOON:
            hour += _NOON
        elif _MORNING.fullmatch(behind) and hour == _NOON:
            hour = 0
        yield Time(match.start(), f"{MARK}{hour}:{minute:02}")


@cache
def _pattern(spoken: Language) -> re.Pattern[str]:
    """Return what finds a time: minutes, or a word such as "Uhr" or "pm", or both must stand behind its hour."""
    hour, minute = r"(?P<hour>[01]?\d|2[0-4])", r"[0-5]\d"
    words = "|".join(
        re.escape(word) for word in sorted(spoken.shapes.clock, key=len, reverse=True) if "." not in word
    )
    named = rf"\s?(?:{words})\b" if words else r"(?!)"
    minutes = rf"(?:[:.](?P<minute>{minute})|h(?P<minute_h>{minute}))(?![.,:/]?\d)"
    return re.compile(
        rf"(?<![\d.,:/-]){hour}(?:{minutes}(?P<half>{_HALVES})?|(?P<named>{_HALVES}|{named}))", re.IGNORECASE
    )
