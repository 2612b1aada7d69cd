"""/about: what the bot is, what it stands on, and what it keeps."""

from importlib.metadata import version

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import introduction


def run(context: Context, _argument: str) -> Reply:
    """Say what the bot is, what it stands on, and what it keeps about people."""
    config = context.config
    return introduction.about(config.name, version("citebot"), context.scope, config.keep_days)
