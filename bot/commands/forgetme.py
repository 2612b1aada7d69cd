"""/forgetme: what is known about the caller is deleted."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import introduction


def run(context: Context, _argument: str) -> Reply:
    """Delete whatever leads back to the caller."""
    context.state.forget(context.speaker.origin.user_id)
    context.edits.forget(context.author)
    return introduction.forgotten()
