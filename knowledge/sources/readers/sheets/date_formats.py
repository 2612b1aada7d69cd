"""Dates, times and durations → what a spreadsheet shows of them."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from knowledge.sources.readers.day_names import DAYS, MONTHS

_LITERAL = r'"[^"]*"|\\.|_.|\*.'
_TOKEN = re.compile(
    rf"(?P<literal>{_LITERAL})|\[(?P<total>h+|m+|s+)\]|\[[^\]]*\]|(?P<half>AM/PM|A/P)|(?P<part>y+|m+|d+|h+|s+)|"
    r"(?P<fraction>\.0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_BESIDE_DATES = re.compile(rf"{_LITERAL}|\[(?!(?:h+|m+|s+)\])[^\]]*\]|General|[AE]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, or a time that has passed."""

    date: dt.date | None
    """None for a time of day and for a duration."""
    seconds: float
    """Since midnight, or in all."""

    @classmethod
    def of(cls, value: dt.time | dt.date | dt.datetime | dt.timedelta) -> Self:
        """Return the moment that a value names."""
        if isinstance(value, dt.timedelta):
            return cls(None, value.total_seconds())
        time = value if isinstance(value, dt.time) else getattr(value, "time", dt.time)()
        seconds = time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6
        date = None if isinstance(value, dt.time) else dt.date(value.year, value.month, value.day)
        return cls(date, seconds)


def is_date(section: str) -> bool:
    """Tell whether a section of a number format shows a date or a time."""
    return re.search("[ymdhs]", _BESIDE_DATES.sub("", section), re.IGNORECASE) is not None


def dated(moment: Moment, section: str) -> str:
    """Return a moment as a section of a number format shows it."""
    tokens = list(_TOKEN.finditer(section))
    has_fraction = any(token["fraction"] for token in tokens)
    seconds = moment.seconds if has_fraction else round(moment.seconds)
    has_halves = any(token["half"] for token in tokens)
    return "".join(_pieces(tokens, Moment(moment.date, seconds), has_halves=has_halves))


def _pieces(tokens: Sequence[re.Match[str]], moment: Moment, *, has_halves: bool) -> Iterator[str]:
    parts = [(token["part"] or token["total"] or " ")[0].lower() for token in tokens]
    for position, token in enumerate(tokens):
        if token["total"]:
            unit = {"h": 3600, "m": 60, "s": 1}[parts[position]]
            yield f"{int(moment.seconds // unit):0{len(token['total'])}d}"
        elif token["half"]:
            yield token["half"].split("/")[moment.seconds % 86_400 >= 43_200]
        elif token["part"]:
            before = next((part for part in reversed(parts[:position]) if part != " "), "")
            after = next((part for part in parts[position + 1 :] if part != " "), "")
            is_minute = parts[position] == "m" and (before == "h" or after == "s")
            length = len(token["part"])
            if is_minute or parts[position] in "hs":
                yield _clock(
                    "n" if is_minute else parts[position], length, moment.seconds, has_halves=has_halves
                )
            elif moment.date is not None:
                yield _calendar(parts[position], length, moment.date)
        elif token["fraction"]:
            yield f"{moment.seconds % 1:.{len(token['fraction']) - 1}f}"[1:]
        elif token["literal"]:
            literal = token["literal"]
            yield literal[1:-1] if literal[0] == '"' else literal[1:] if literal[0] == "\\" else " "
        else:
            yield token["other"] or ""


def _clock(part: str, length: int, seconds: float, *, has_halves: bool) -> str:
    whole = int(seconds)
    hour = whole // 3600 % 24
    if has_halves:
        hour = hour % 12 or 12
    number = {"h": hour, "n": whole // 60 % 60, "s": whole % 60}[part]
    return f"{number:0{min(length, 2)}d}"


def _calendar(part: str, length: int, date: dt.date) -> str:
    if part == "y":
        return f"{date.year:04d}" if length > 2 else f"{date.year % 100:02d}"
    names = MONTHS if part == "m" else DAYS
    number = date.month if part == "m" else date.day
    if length <= 2:
        return f"{number:0{length}d}"
    name = names[(date.month - 1) if part == "m" else date.weekday()]
    return {3: name[:3], 5: name[:1]}.get(length, name)
