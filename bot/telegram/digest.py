"""Once a week the admins are told what people have asked."""

import datetime as dt
from functools import partial

from bot.config.schema import DigestDay
from bot.state.activity import activity
from bot.telegram.running_bot import RunningBot
from bot.wording.activity import digest

_HOUR = 8
"""Of the day, from which on it is sent: when people begin to work."""
_DAYS = 7
_NAMES = tuple(day for day in DigestDay if day is not DigestDay.NEVER)
"""Of the days of the week, from Monday."""


async def send_digest(running: RunningBot, now: dt.datetime) -> None:
    """Tell the admins what was asked in the last seven days, if it is time, it has not been told, and somebody has asked something.

    Args:
        running: The bot.
        now: The time, in the zone of whoever runs it.
    """
    if _NAMES[now.weekday()] is not running.config.digest or now.hour < _HOUR:
        return
    asked = activity(running.state, _DAYS, now)
    if asked.total.questions and running.state.digests.begin(now.date()):
        await running.tell_admins(partial(digest, asked, running.base.summaries))
