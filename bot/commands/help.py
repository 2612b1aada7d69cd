"""/help: the commands."""

from bot.commands.command import Command, Context
from bot.reply import Reply
from bot.wording import lists


def show_help(context: Context, _argument: str) -> Reply:
    """List the commands the caller may use."""
    return lists.commands((command.usage, command.summary) for command in context.commands)


HELP = Command("help", "", "show this list", show_help)
