"""/why: how the last reply came about."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import explanation


def run(context: Context, _argument: str) -> Reply:
    """Explain the decision on the caller's last question."""
    return explanation.why(context.last_outcome())
