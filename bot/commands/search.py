"""/search: the facts nearest to some words, sure or not."""

from bot import listing
from bot.commands.command import Command, Context
from bot.listing import PAGE_SIZE
from bot.reply import Reply


def search(context: Context, argument: str) -> Reply:
    """List the facts nearest to some words."""
    return listing.found(context.base.search(argument, PAGE_SIZE), argument)


SEARCH = Command("search", "WORDS", "find sentences with these words", search)
