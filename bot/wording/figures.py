"""Numbers, dates and sizes in words."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    scale = f"{count(scope.facts, 'fact')} from {count(len(scope.sources), 'source')}"
    if scope.refreshed_at is None:
        return scale
    local = scope.refreshed_at.astimezone()
    return f"{scale}, refreshed {day(local.date())} at {local:%H:%M}"


def count(number: int, noun: str) -> str:
    """Return "1 fact", "2 facts", "1,200 facts"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(date: dt.date) -> str:
    """Return a date as "3 May 2026"."""
    return f"{date.day} {date:%B %Y}"


def percent(confidence: float) -> str:
    """Return a probability in whole per cent, rounded down so that "not enough" never reads as enough."""
    return f"{math.floor(confidence * 100 + 1e-9)} %"


def preset(threshold: float) -> str:
    """Return the name of a threshold, empty if it has none."""
    return next((name for name, confidence in PRESETS.items() if confidence == threshold), "")


def both(names: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return _joined(names, "and")


def either(names: Sequence[str]) -> str:
    """Return "a, b or c"."""
    return _joined(names, "or")


def _joined(names: Sequence[str], conjunction: str) -> str:
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}" if len(names) > 1 else names[0]
