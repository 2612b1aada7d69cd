"""/undo: a change to the sources is taken back."""

import re

from bot.commands.context import Context
from bot.curation.removal import put_back
from bot.reply import Reply, SlowReply
from bot.wording import source_changes

_NUMBER = re.compile(r"\d{1,18}")
"""As large as the numbers of changes may become."""


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Take back an upload, a replacement or a removal, by its number; without one the last of the caller's own."""
    changes = context.state.source_changes
    number = int(argument) if _NUMBER.fullmatch(argument) else None
    if not argument:
        number = changes.last(context.speaker.origin.user_id)
    change = changes.undo(number) if number is not None else None
    if change is None:
        return source_changes.nothing_to_undo()
    source = put_back(context.home, change)
    return lambda: source_changes.undone(source, change.change, context.base.refresh())
