"""/refresh: look for new and changed files now."""

from bot.commands.context import Context
from bot.reply import Work
from bot.wording import reports


def run(context: Context, _argument: str) -> Work:
    """Read what has changed in the home, and say how things stand."""
    return lambda: reports.refreshed(context.base.refresh())
