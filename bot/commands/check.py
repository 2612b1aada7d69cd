"""/check: what is wrong in the files, for those who can mend them."""

from bot import listing
from bot.commands.command import Audience, Command, Context
from bot.reply import Reply


def check(context: Context, _argument: str) -> Reply:
    """List everything that is wrong in the files of the home."""
    return listing.problems(context.base.problems())


CHECK = Command("check", "", "list what is wrong in the files", check, Audience.ADMINS)
