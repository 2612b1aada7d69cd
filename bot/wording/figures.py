"""Numbers, dates and sizes in words."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.wording.translation import apart, counted, text
from knowledge.answering.decision import PRESETS
from knowledge.model import SourceSummary

Sources = Mapping[str, SourceSummary]


@dataclass(frozen=True, slots=True)
class Scope:
    """What there is to search in."""

    sources: Sources
    facts: int
    refreshed_at: dt.datetime | None


def searched(scope: Scope) -> str:
    """Return "412 facts from 3 sources, refreshed 3 May 2026 at 14:02"."""
    facts = counted("{n} fact", "{n} facts", scope.facts)
    sources = counted("from {n} source", "from {n} sources", len(scope.sources))
    if scope.refreshed_at is None:
        return text("{facts} {sources}", facts=facts, sources=sources)
    local = scope.refreshed_at.astimezone()
    return text(
        "{facts} {sources}, refreshed {day} at {time}",
        facts=facts,
        sources=sources,
        day=day(local.date()),
        time=f"{local:%H:%M}",
    )


def count(number: int, noun: str) -> str:
    """Return "1 fact", "2 facts", "1,200 facts", in English, for those who run the bot."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(date: dt.date) -> str:
    """Return a date as "3 May 2026"."""
    return text("{day} {month} {year}", day=date.day, month=months()[date.month - 1], year=date.year)


def day_and_month(date: dt.date) -> str:
    """Return a date as "3 May"."""
    return text("{day} {month}", day=date.day, month=months()[date.month - 1])


def months() -> tuple[str, ...]:
    """Return the names of the months, as they stand in a date."""
    return (
        text("January"), text("February"), text("March"), text("April"), text("May"), text("June"),
        text("July"), text("August"), text("September"), text("October"), text("November"), text("December"),
    )  # fmt: skip


def percent(confidence: float) -> str:
    """Return a probability in whole per cent, rounded down so that "not enough" never reads as enough."""
    return text("{n} %", n=math.floor(confidence * 100 + 1e-9))


def share(part: int, whole: int) -> str:
    """Return how much of something a part is, rounded to whole per cent."""
    return text("{n} %", n=math.floor(100 * part / whole + 0.5))


def preset(threshold: float) -> str:
    """Return the name of a threshold, empty if it has none."""
    return next((name for name, confidence in PRESETS.items() if confidence == threshold), "")


def both(names: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return text("{some} and {last}", **_split(names)) if len(names) > 1 else apart(names[0])


def either(names: Sequence[str]) -> str:
    """Return "a, b or c"."""
    return text("{some} or {last}", **_split(names)) if len(names) > 1 else apart(names[0])


def listed(names: Sequence[str]) -> str:
    """Return "a, b, c"."""
    return text(", ").join(map(apart, names))


def _split(names: Sequence[str]) -> dict[str, str]:
    return {"some": listed(names[:-1]), "last": names[-1]}
