"""/check: what is wrong in the files, for those who can mend them."""

from bot.commands.command import Audience, Command, Context
from bot.reply import Reply
from bot.wording import lists


def check(context: Context, _argument: str) -> Reply:
    """List everything that is wrong in the files of the home."""
    return lists.problems(context.base.problems())


CHECK = Command("check", "", "list what is wrong in the files", check, Audience.ADMINS)
