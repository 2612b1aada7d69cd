"""What people have asked over some days, in numbers: a day's questions, where answers came from, and what there was none to."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from bot.state.gap_groups import GapGroup, grouped
from bot.state.state import State

_ANSWERED, _UNSURE = ("answer", "conflict"), ("unsure",)
"""Kinds of outcomes; all others are refusals."""


@dataclass(frozen=True, slots=True)
class Day:
    """What came of the questions of one day."""

    date: dt.date
    answered: int
    unsure: int
    """Something near was offered, or it was asked back which of several is meant."""
    refused: int
    disliked: int
    """Votes against an answer."""

    @property
    def questions(self) -> int:
        """Return how many there were."""
        return self.answered + self.unsure + self.refused


@dataclass(frozen=True, slots=True)
class Activity:
    """What people have asked over some days."""

    days: tuple[Day, ...]
    """Each of them, also those on which nobody asked anything; the last one last."""
    sources: tuple[tuple[str, int], ...]
    """The sources of answers and how often, the most frequent first."""
    gaps: tuple[GapGroup, ...]
    """Open questions that were asked within these days, the most frequent first."""

    @property
    def total(self) -> Day:
        """Return all days as one, of the date of the last."""
        return Day(
            self.days[-1].date,
            sum(day.answered for day in self.days),
            sum(day.unsure for day in self.days),
            sum(day.refused for day in self.days),
            sum(day.disliked for day in self.days),
        )


def activity(state: State, days: int, now: dt.datetime) -> Activity:
    """Return what was asked in the last days, today included.

    Args:
        state: Where it is kept.
        days: How many, at least one.
        now: The time; its zone says when a day begins.
    """
    dates = [now.date() - dt.timedelta(days=ago) for ago in reversed(range(days))]
    begin = dt.datetime.combine(dates[0], dt.time(), now.tzinfo)
    counted: Counter[tuple[dt.date, str]] = Counter()
    for hour in state.asked.hours(begin):
        kind = "answered" if hour.kind in _ANSWERED else "unsure" if hour.kind in _UNSURE else "refused"
        counted[hour.begin.astimezone(now.tzinfo).date(), kind] += hour.questions
    for at in state.votes.against(begin):
        counted[at.astimezone(now.tzinfo).date(), "disliked"] += 1
    return Activity(
        tuple(
            Day(date, *(counted[date, kind] for kind in ("answered", "unsure", "refused", "disliked")))
            for date in dates
        ),
        state.asked.sources(begin),
        grouped(gap for gap in state.gaps.open() if gap.asked_at >= begin),
    )
