"""/search: the facts nearest to some words, sure or not."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import facts
from bot.wording.pages import PAGE_SIZE


def run(context: Context, argument: str) -> Reply:
    """List the facts nearest to some words."""
    return facts.found(context.base.search(argument, PAGE_SIZE), argument, context.scope.sources)
