"""/search: the facts nearest to some words, sure or not."""

from bot.commands.command import Command, Context
from bot.reply import Reply
from bot.wording import lists
from bot.wording.lists import PAGE_SIZE


def search(context: Context, argument: str) -> Reply:
    """List the facts nearest to some words."""
    return lists.found(context.base.search(argument, PAGE_SIZE), argument)


SEARCH = Command("search", "WORDS", "find sentences with these words", search)
