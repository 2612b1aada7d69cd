"""Days of the week, however they are written: Thursday, thursdays, Thu; Mon–Fri names Wednesday too."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from knowledge.languages.schema import Shapes
from knowledge.languages.tokenization import GLUED

MARK = "@"
"""Before the number of a day, Monday being 1, for terms that no word can become."""

_WEEK = 7
_GLUED = re.compile(f"[{GLUED}]{{2,}}")
"""A single letter of them is part of many words."""


class Weekdays:
    """What the days are called in one language."""

    def __init__(self, shapes: Shapes) -> None:
        self._numbers = {
            name.lower(): number
            for days in (shapes.weekdays, shapes.weekdays_short)
            for number, names in enumerate(days, 1)
            for name in names
        }
        name = _either(chain.from_iterable(shapes.weekdays))
        short = _either(chain.from_iterable(shapes.weekdays_short))
        to = "|".join([r"[-–—]", *map(re.escape, shapes.weekdays_to)])
        any_day = rf"(?:{name}|{short})"
        # What is short is often another word as well ("so", "mar"): it is a day where hours or another day follow, or as a label.
        day = rf"(?:{name}|(?:{short})(?=\.?\s?(?:[:：]|\d|$|(?:{to}|[,/&+])\s?{any_day})))"
        self._name = re.compile(name, re.IGNORECASE)
        self._day = re.compile(any_day, re.IGNORECASE)
        self._days = re.compile(rf"(?P<first>{day})(?:\.?\s?(?:{to})\s?(?P<last>{any_day}))?", re.IGNORECASE)

    def terms(self, text: str) -> Iterator[str]:
        """Yield the terms of the days that a text names, those within a range too; one may come twice."""
        for match in self._days.finditer(text) if self._numbers else ():
            first = self._numbers[match["first"].lower()]
            last = self._numbers[match["last"].lower()] if match["last"] else first
            yield from (
                f"{MARK}{(first - 1 + more) % _WEEK + 1}" for more in range((last - first) % _WEEK + 1)
            )

    def term(self, word: str) -> str | None:
        """Return the term of the day that a word in lower case names in full; None if it names none."""
        match = self._name.match(word)
        return f"{MARK}{self._numbers[match.group()]}" if match else None

    def without(self, text: str) -> tuple[str, int]:
        """Return a text with its days, short ones too, replaced by spaces, and how many there were."""
        return self._day.subn(" ", text) if self._numbers else (text, 0)


def stands_glued(name: str) -> bool:
    """Tell whether the next word, or a particle, may stand behind a name without a space."""
    return _GLUED.search(name) is not None


def _either(words: Iterable[str]) -> str:
    return "|".join(map(_whole, sorted(set(words), key=len, reverse=True))) or r"(?!)"


def _whole(word: str) -> str:
    return re.escape(word) if _GLUED.fullmatch(word) else rf"(?<!\w){re.escape(word)}(?!\w)"
