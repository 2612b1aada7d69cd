"""The timed jobs, run by the application's JobQueue (APScheduler). One at a time of each, late rather than never."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from telegram.ext import ContextTypes, JobQueue

from bot import heartbeat
from bot.config.schema import Config
from bot.curation.sources import arrivals, source_files
from bot.store.allowances import Allowances
from bot.telegram.alone import alone
from bot.telegram.digest import send_digest
from bot.telegram.running_bot import RunningBot
from bot.wording import changed_facts, gaps, refreshes, telegram_notices
from knowledge.errors import StoreError

JOB_SETTINGS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
"""For each job. Without grace APScheduler drops a run that is a second late."""
_SOON_S = 0.1
_DAY_S = 24 * 60 * 60.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TimedJob:
    """Something that is done again and again."""

    run: Callable[[RunningBot], Awaitable[None]]
    every_s: Callable[[Config], float]
    first_s: float = _SOON_S
    """After the start."""


async def refresh(running: RunningBot) -> None:
    """Read what has changed in the home, and tell the admins if something has, and of each fact that rests on it."""
    news = await running.refresher.refresh(gives_way=True)
    changed = [review for review in running.base.under_review() if review.was_proven]
    if news := news.without(changed):
        await running.tell_admins(partial(refreshes.news, news.report, news.problems, news.failure))
    if untold := running.state.told_reviews.untold(changed):
        await running.tell_admins(partial(changed_facts.changed, untold, running.base.summaries))
    if answered := await running.notifier.answered_by_now():
        await running.tell_admins(partial(gaps.answered_by_now, answered))
    await running.notifier.notify()  # of what has become live


async def notify(running: RunningBot) -> None:
    """Tell those who asked in vain what answers their questions now."""
    await running.notifier.notify()


async def digest(running: RunningBot) -> None:
    """Tell the admins once a week what people have asked."""
    await send_digest(running, dt.datetime.now().astimezone())


async def report_updates(running: RunningBot) -> None:
    """Tell the admins about updates that could not be processed."""
    if aside := running.state.updates.report():
        log.warning("%d updates are set aside.", len(aside))
        await running.tell_admins(partial(telegram_notices.set_aside, aside))


async def tidy(running: RunningBot) -> None:
    """Forget what is older than the operator wants to keep, and delete replaced files that nobody can bring back, and halves of files."""
    async with alone(running.database, "tidying") as is_alone:
        if is_alone:
            before = running.state.source_changes.kept()
            running.state.retain(running.config.keep_days)
            if gone := before - running.state.source_changes.kept():
                await asyncio.to_thread(source_files.delete, running.home, gone)
            if running.database:
                await asyncio.to_thread(Allowances(running.database).tidy)
    arrivals.sweep(running.home)


async def beat(running: RunningBot) -> None:
    """Leave a sign of life; it comes from the loop that answers, so that one that is stuck leaves none."""
    heartbeat.beat(running.home, running.complaint)


JOBS = {
    "heartbeat": TimedJob(beat, lambda _: heartbeat.EVERY_S),
    "refresh": TimedJob(refresh, lambda config: config.refresh_every_s),
    "report updates": TimedJob(report_updates, lambda _: 60.0),
    "notify": TimedJob(notify, lambda _: 60.0),
    "digest": TimedJob(digest, lambda _: 600.0),
    "tidy": TimedJob(tidy, lambda _: _DAY_S, first_s=60.0),
}


def schedule(queue: JobQueue[ContextTypes.DEFAULT_TYPE], running: RunningBot) -> None:
    """Put the jobs into the queue of an application."""
    for name, job in JOBS.items():

        async def run(_context: ContextTypes.DEFAULT_TYPE, name: str = name, job: TimedJob = job) -> None:
            try:
                await job.run(running)
            except StoreError as error:
                log.warning("“%s” is left for the next time. %s", name, error)

        queue.run_repeating(
            run, job.every_s(running.config), first=job.first_s, name=name, job_kwargs=JOB_SETTINGS
        )
