"""/stats: what people ask, in numbers and as a picture."""

import datetime as dt
from functools import partial

from bot.commands.context import Context
from bot.reply import Reply, SlowReply
from bot.state.activity import activity
from bot.wording import activity as words
from bot.wording import introduction

_DAYS, _MOST = 30, 366


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Say what was asked in the last days, as many as are named."""
    days = int(argument) if argument.isdecimal() and len(argument) < 4 else _DAYS
    if argument not in ("", str(days)) or not 0 < days <= _MOST:
        return introduction.usage(context.command.usage, context.command.summary)
    now = dt.datetime.now().astimezone()
    return partial(words.told, activity(context.state, days, now), context.scope.sources)
