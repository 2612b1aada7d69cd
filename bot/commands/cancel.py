"""/cancel: what was asked for is not wanted any more."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import prompts


def run(context: Context, _argument: str) -> Reply:
    """Ask the caller for nothing any more."""
    was_asked = context.state.prompts.close(context.speaker.origin)
    return prompts.cancelled() if was_asked else prompts.nothing_to_cancel()
