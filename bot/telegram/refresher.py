"""Refreshes in a thread, and what is new since the last one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.base import KnowledgeBase
from knowledge.errors import CitebotError
from knowledge.model import Problem, RefreshReport


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

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._problems = frozenset(base.problems())
        self._failure = ""
        self.expected: set[str] = set()
        """Sources of which somebody else tells."""

    async def refresh(self) -> News:
        """Refresh the base while everything else goes on, and return the news."""
        try:
            report = await asyncio.to_thread(self._base.refresh)
        except CitebotError as error:
            before, self._failure = self._failure, str(error)
            return News(None, failure="" if self._failure == before else self._failure)
        self._failure = ""
        new = tuple(problem for problem in report.problems if problem not in self._problems)
        self._problems = frozenset(report.problems)
        return self._unexpected(report, new)

    def _unexpected(self, report: RefreshReport, problems: Sequence[Problem]) -> News:
        files = {f"sources/{name}" for name in self.expected}
        return News(
            replace(
                report,
                added=tuple(name for name in report.added if name not in self.expected),
                changed=tuple(name for name in report.changed if name not in self.expected),
            ),
            tuple(problem for problem in problems if problem.file not in files),
        )
