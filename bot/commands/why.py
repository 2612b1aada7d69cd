"""/why: how the last reply came about."""

from bot import wording
from bot.commands.command import Command, Context
from bot.reply import Reply


def why(context: Context, _argument: str) -> Reply:
    """Explain the decision on the caller's last question."""
    return wording.why(context.last_outcome())


WHY = Command("why", "", "explain my last reply", why)
