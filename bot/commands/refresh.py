"""/refresh: look for new and changed files now."""

from bot.commands.command import Audience, Command, Context
from bot.reply import Work
from bot.wording import reports


def refresh(context: Context, _argument: str) -> Work:
    """Read what has changed in the home, and say how things stand."""
    return lambda: reports.refreshed(context.base.refresh())


REFRESH = Command("refresh", "", "look for new and changed files now", refresh, Audience.ADMINS)
