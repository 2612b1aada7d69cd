"""What stands under a file → what is known of it: the first line is its title; a day and an address may stand anywhere."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bot.speaker import Quoted
from bot.wording.figures import months
from bot.wording.translation import LANGUAGES, speaking
from knowledge.model import Description

_LABEL = re.compile(r"title\s*:\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}»”’]")
_ADDRESS_AND_STOP = re.compile(rf"{_ADDRESS.pattern}[.,;]*")
_AROUND = " \t,;:|·•–—-"
"""What is left beside a title where an address stood."""
_LONGEST_TITLE = 200
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>[12]\d{3})(?:[-./]|年)(?P<month>\d{1,2})(?:[-./]|月)(?P<day>\d{1,2})日?(?!\d)"
)
_YEAR_LAST = re.compile(
    r"(?<![\d.])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|\d\d)(?!\d)"
)
_DAY_THEN_MONTH = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?P<year>[12]\d{3})(?!\d)"
)
_MONTH_THEN_DAY = re.compile(
    r"\b(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{3})(?!\d)"
)


def described(caption: str, link: str = "") -> Description:
    """Return what a caption says of the file above it.

    Args:
        caption: As it was written.
        link: An address that stands behind its words, where it names none itself.
    """
    addresses = _ADDRESS.findall(caption)
    first = caption.strip().partition("\n")[0]
    title = " ".join(_LABEL.sub("", _ADDRESS_AND_STOP.sub(" ", first), count=1).split()).strip(_AROUND)
    days = list(_days(caption))
    is_title = re.search(r"\w", _without(title, days)) is not None
    return Description(
        title=title[:_LONGEST_TITLE].strip() if is_title else "",
        date=days[0][1] if days else None,
        link=addresses[0] if addresses else link,
    )


def as_passed_on(said: Description, quoted: Quoted) -> Description:
    """Return what is said of a message that somebody else has written: it is theirs, of its day, and where it stands."""
    return replace(said, author=quoted.author, date=said.date or quoted.date, link=said.link or quoted.link)


def _without(title: str, days: list[tuple[str, dt.date]]) -> str:
    for words, _ in days:
        title = title.replace(words, "")
    return title


def _days(text: str) -> Iterator[tuple[str, dt.date]]:
    """Yield the days that a text names, with the words for each; one that may be read in two ways is none."""
    found = [
        *(
            (match, _named(match["year"], match["month"], match["day"]))
            for match in _YEAR_FIRST.finditer(text)
        ),
        *((match, _in_figures(match)) for match in _YEAR_LAST.finditer(text)),
        *((match, _in_words(match)) for match in _DAY_THEN_MONTH.finditer(text)),
        *((match, _in_words(match)) for match in _MONTH_THEN_DAY.finditer(text)),
    ]
    for match, day in sorted(found, key=lambda one: one[0].start()):
        if day:
            yield match[0], day


def _in_figures(match: re.Match[str]) -> dt.date | None:
    """Return a day whose year comes last: after points the day is the first number, else the one that can be no month."""
    one, two = match["one"], match["two"]
    year = match["year"] if len(match["year"]) > 2 else f"20{match['year']}"
    if match["mark"] != "." and one != two and int(one) <= 12 and int(two) <= 12:
        return None
    return _named(year, two, one) or (None if match["mark"] == "." else _named(year, one, two))


def _in_words(match: re.Match[str]) -> dt.date | None:
    number = _month(match["month"])
    return _named(match["year"], str(number), match["day"]) if number else None


def _named(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(word: str) -> int | None:
    """Return the number of a month, by its name or by how that begins, if only one begins so in the languages of the bot."""
    wanted = word.casefold()
    numbers = {number for name, number in _months() if name.startswith(wanted)}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def _months() -> tuple[tuple[str, int], ...]:
    names: list[tuple[str, int]] = []
    for code in LANGUAGES:
        with speaking(code):
            names += [(name.casefold(), number) for number, name in enumerate(months(), 1)]
    return tuple(names)
