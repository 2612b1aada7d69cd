"""/undo: a change to the sources is taken back."""

from bot.commands.context import Context
from bot.curation.removal import put_back
from bot.reply import Reply, Work
from bot.wording import reports


def run(context: Context, argument: str) -> Reply | Work:
    """Take back an upload, a replacement or a removal, by its number."""
    change = context.state.uploads.undo(int(argument)) if argument.isdecimal() else None
    if change is None:
        return reports.nothing_to_undo()
    source = put_back(context.home, change)
    return lambda: reports.undone(source, change.change, context.base.refresh())
