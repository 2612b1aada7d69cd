"""/check: what is wrong in the files, for those who can mend them."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import refreshes


def run(context: Context, _argument: str) -> Reply:
    """List everything that is wrong in the files of the home."""
    return refreshes.problems(context.base.problems())
