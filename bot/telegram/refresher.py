"""Refreshes in a thread, and what is new since the last one."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.home import Home
from bot.state.source_changes import SourceChanges
from knowledge.base import KnowledgeBase
from knowledge.errors import CitebotError
from knowledge.facts.lost_quotes import UnderReview
from knowledge.model import Problem, RefreshReport

_A_MOMENT = dt.timedelta(minutes=1)
"""Longer than it takes to tell somebody what became of a change of theirs."""


@dataclass(frozen=True, slots=True)
class News:
    """What a refresh brought."""

    report: RefreshReport | None
    """None if it failed."""
    problems: tuple[Problem, ...] = ()
    """Those that were not there before."""
    failure: str = ""
    """Why it failed, unless the one before failed for the same reason."""

    def __bool__(self) -> bool:
        return bool(self.failure or self.problems or (self.report and self.report.is_change))

    def without(self, reviews: Iterable[UnderReview]) -> "News":
        """Return the news but for the problems that facts have because their sources changed, which are told side by side."""
        told = {(review.fact.file, lost.cite.line) for review in reviews for lost in review.lost}
        rest = (problem for problem in self.problems if (problem.file, problem.line) not in told)
        return replace(self, problems=tuple(rest))


@dataclass(frozen=True, slots=True)
class Step:
    """How far a refresh is."""

    stage: str = "Reading"
    done: int = 0
    total: int = 0
    """0 where nobody knows."""
    seconds: float = 0.0
    """That it has taken so far."""


class Refresher:
    """Keeps a home and its base up to date, knows how far it is, and keeps each piece of news from being told twice."""

    def __init__(self, home: Home, base: KnowledgeBase, changes: SourceChanges) -> None:
        self._files = home.files
        self._base = base
        self._changes = changes
        self._told = frozenset(map(_wrong, base.problems()))
        self._failure = ""
        self.step = Step()
        """Of the refresh that goes on, whoever began it, or of the last one."""

    async def refresh(self, *, gives_way: bool = False) -> News:
        """Refresh the base while everything else goes on, and return the news.

        Args:
            gives_way: Leave it to another replica that is at it now; that one tells the news.
        """
        try:
            await asyncio.to_thread(self._files.sync)
            report = await asyncio.to_thread(
                self._base.refresh, self._noting(), is_patient=True, gives_way=gives_way
            )
        except CitebotError as error:
            before, self._failure = self._failure, str(error)
            return News(None, failure="" if self._failure == before else self._failure)
        self._failure = ""
        return self._news(report)

    def _noting(self) -> Callable[[str, int, int], None]:
        """Return what is told about each step of a refresh, from the thread that it runs in."""
        self.step = Step()
        began = time.monotonic()

        def note(stage: str, done: int, total: int) -> None:
            self.step = Step(stage, done, total, time.monotonic() - began)

        return note

    def _news(self, report: RefreshReport) -> News:
        """Return what nobody knows yet.

        What somebody did in the chat a moment ago they are told by themselves; what is wrong because of it, in fact files above
        all, is told with the next refresh.
        """
        if report.is_followed:
            self._told = frozenset(map(_wrong, report.problems))
            return News(report)
        done = self._changes.since(_A_MOMENT)
        files = {f"sources/{name}" for name in done}
        new = [problem for problem in report.problems if _wrong(problem) not in self._told]
        later = [problem for problem in new if done and problem.file not in files]
        self._told = frozenset(map(_wrong, report.problems)).difference(map(_wrong, later))
        return News(
            replace(
                report,
                added=tuple(name for name in report.added if name not in done),
                changed=tuple(name for name in report.changed if name not in done),
                removed=tuple(name for name in report.removed if name not in done),
            ),
            () if done else tuple(new),
        )


def _wrong(problem: Problem) -> tuple[str, str]:
    """Return what is wrong, wherever in its file that stands by now."""
    return problem.file, problem.message
