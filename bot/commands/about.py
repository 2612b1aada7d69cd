"""/about: what the bot is and what it stands on."""

from importlib.metadata import version

from bot import wording
from bot.commands.command import Command, Context
from bot.reply import Reply


def about(context: Context, _argument: str) -> Reply:
    """Say what the bot is and what it stands on."""
    return wording.about(context.config.name, version("citebot"), context.scope)


ABOUT = Command("about", "", "what I am and what I know", about)
