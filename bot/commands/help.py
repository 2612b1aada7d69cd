"""/help: the commands."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import introduction


def run(context: Context, _argument: str) -> Reply:
    """List the commands the caller may use."""
    return introduction.commands((command.usage, command.summary) for command in context.listed)
