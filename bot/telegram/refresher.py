"""Refreshes in a thread, and what is new since the last one."""

import asyncio
import datetime as dt
from dataclasses import dataclass, replace

from bot.state.source_changes import SourceChanges
from knowledge.base import KnowledgeBase
from knowledge.errors import CitebotError
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


class Refresher:
    """Keeps a base up to date, and each piece of news from being told twice."""

    def __init__(self, base: KnowledgeBase, changes: SourceChanges) -> None:
        self._base = base
        self._changes = changes
        self._problems = frozenset(base.problems())
        self._failure = ""

    async def refresh(self) -> News:
        """Refresh the base while everything else goes on, and return the news."""
        try:
            report = await asyncio.to_thread(self._base.refresh, is_patient=True)
        except CitebotError as error:
            before, self._failure = self._failure, str(error)
            return News(None, failure="" if self._failure == before else self._failure)
        self._failure = ""
        return self._news(report)

    def _news(self, report: RefreshReport) -> News:
        """Return what nobody knows yet.

        What somebody did in the chat a moment ago they are told by themselves; what is wrong because of it, in fact files above
        all, is told with the next refresh.
        """
        done = self._changes.since(_A_MOMENT)
        files = {f"sources/{name}" for name in done}
        new = [problem for problem in report.problems if problem not in self._problems]
        later = [problem for problem in new if done and problem.file not in files]
        self._problems = frozenset(report.problems).difference(later)
        return News(
            replace(
                report,
                added=tuple(name for name in report.added if name not in done),
                changed=tuple(name for name in report.changed if name not in done),
                removed=tuple(name for name in report.removed if name not in done),
            ),
            () if done else tuple(new),
        )
