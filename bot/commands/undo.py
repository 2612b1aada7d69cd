"""/undo: a change to the sources is taken back."""

from bot.commands.command import Audience, Command, Context
from bot.curation.removal import put_back
from bot.reply import Reply, Work
from bot.wording import reports


def undo(context: Context, argument: str) -> Reply | Work:
    """Take back an upload, a replacement or a removal, by its number."""
    change = context.state.uploads.undo(int(argument)) if argument.isdecimal() else None
    if change is None:
        return reports.nothing_to_undo()
    source = put_back(context.home, change)
    return lambda: reports.undone(source, change.change, context.base.refresh())


UNDO = Command("undo", "NUMBER", "take back a change to the sources", undo, Audience.ADMINS, is_listed=False)
