"""/refresh: look for new and changed files now."""

from bot.commands.context import Context
from bot.reply import SlowReply
from bot.wording import refreshes


def run(context: Context, _argument: str) -> SlowReply:
    """Read what has changed in the home, and say how things stand."""
    return lambda: refreshes.refreshed(context.base.refresh())
