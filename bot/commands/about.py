"""/about: what the bot is, what it stands on, and what it keeps."""

from importlib.metadata import version

from bot.commands.command import Command, Context
from bot.reply import Reply
from bot.wording import answers


def about(context: Context, _argument: str) -> Reply:
    """Say what the bot is, what it stands on, and what it keeps about people."""
    config = context.config
    return answers.about(config.name, version("citebot"), context.scope, config.keep_days)


ABOUT = Command("about", "", "what I am, what I know, and what I keep", about)
