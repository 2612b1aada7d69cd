"""Stamps, durations and repetitions of calendars → dates and times as a person writes them (RFC 5545, 3.3)."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from knowledge.languages.language import language as spoken
from knowledge.sources.readers.day_names import DAYS, MONTHS

_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_DURATION = re.compile(r"\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_DAYS = {name[:2].upper(): name for name in DAYS}
_WHICH = {"1": "first ", "2": "second ", "3": "third ", "4": "fourth ", "5": "fifth ", "-1": "last "}
_PLAIN = frozenset({"FREQ", "INTERVAL", "BYDAY", "WKST"})
"""What is told of a repetition in any language."""
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or a time on it."""

    day: dt.date
    time: dt.time | None = None
    is_utc: bool = False

    NEVER: ClassVar["Stamp"]

    def after(self, length: dt.timedelta) -> "Stamp":
        """Return the stamp that is so much later."""
        later = dt.datetime.combine(self.day, self.time or dt.time()) + length
        return Stamp(later.date(), later.time() if self.time else None, self.is_utc)


Stamp.NEVER = Stamp(dt.date.max)


def stamp(value: str, zone: str) -> Stamp | None:
    """Return what a stamp names, None where it names nothing.

    Args:
        value: Such as "20260704" or "20260704T100000Z".
        zone: Where UTC is to be told in local time; empty if that is not known.
    """
    match = _STAMP.match(value)
    try:
        if match is None:
            return None
        day = dt.date(*map(int, match.group(1, 2, 3)))
        if match[4] is None:
            return Stamp(day)
        time = dt.time(int(match[4]), int(match[5]))
    except ValueError:
        return None
    if match[7] is None:
        return Stamp(day, time)
    try:
        local = dt.datetime.combine(day, time, dt.UTC).astimezone(ZoneInfo(zone))
    except (
        KeyError,
        ValueError,
        OSError,
        OverflowError,
    ):  # no zone of that name, or none known to this system
        return Stamp(day, time, is_utc=True)
    return Stamp(local.date(), local.time())


def duration(value: str) -> dt.timedelta:
    """Return the length that a duration such as "PT1H30M" names; none if it cannot be told."""
    match = _DURATION.fullmatch(value)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0,) * 5
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def written(start: Stamp, end: Stamp | None, language: str) -> str:
    """Return from when to when, as in "4 July 2026, 10:00-12:00"; in digits where the language is not English."""
    if end is not None and end.time is None and start.time is None:
        end = Stamp(end.day - dt.timedelta(days=1))  # the day on which it is over
    zone = " UTC" if start.is_utc else ""
    first = _day(start.day, language)
    if start.time is not None:
        first = f"{first}, {start.time:%H:%M}"
    if end is None or end.day < start.day or end == start:
        return f"{first}{zone}"
    if end.day == start.day:
        return f"{first}–{end.time:%H:%M}{zone}" if end.time else f"{first}{zone}"
    last = _day(end.day, language)
    return f"{first} – {last}, {end.time:%H:%M}{zone}" if end.time else f"{first} – {last}{zone}"


def _day(day: dt.date, language: str) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if language == "en" else day.isoformat()


def repetition(rule: str, zone: str, language: str) -> str:
    """Return a rule such as "FREQ=WEEKLY;BYDAY=MO" in words, as in "every week on Monday"; in English where it is more involved."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    unit = _UNITS.get(parts.get("FREQ", ""))
    if unit is None:
        return ""
    count = parts.get("INTERVAL", "1")
    on = [day for day in parts.get("BYDAY", "").split(",") if day]
    is_plain = count == "1" and parts.keys() <= _PLAIN and _DAYS.keys() >= set(on)
    if is_plain and language != "en" and spoken(language).data.shapes.weekdays:
        return _plain(parts["FREQ"], on, language)
    words = [f"every {unit}" if count == "1" else f"every {count} {unit}s"]
    days = [
        f"{_WHICH.get(day[:-2], '')}{_DAYS[day[-2:]]}"
        for day in parts.get("BYDAY", "").split(",")
        if day[-2:] in _DAYS
    ]
    if days:
        words.append(f"on {' and '.join(filter(None, (', '.join(days[:-1]), days[-1])))}")
    if (until := stamp(parts.get("UNTIL", ""), zone)) is not None:
        words.append(f"until {_day(until.day, language)}")
    elif "COUNT" in parts:
        words.append(f"{parts['COUNT']} times")
    return " ".join(words)


def _plain(often: str, days: Sequence[str], language: str) -> str:
    """Return how often something is, and on which days, in any language.

    Args:
        often: Such as "WEEKLY".
        days: Such as "MO".
        language: One that is not English.
    """
    known = spoken(language).data
    named = dict(zip(_DAYS, known.shapes.weekdays, strict=False))
    names = [named[day][0] for day in days]
    told = [name.capitalize() if known.capitalises_nouns else name for name in names]
    return f"{getattr(known.calendar, often.lower())}{': ' if told else ''}{', '.join(told)}"
