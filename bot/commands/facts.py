"""/facts: what the bot knows, page by page."""

from bot import listing
from bot.commands.command import Command, Context, split_page
from bot.listing import PAGE_SIZE, page_count
from bot.reply import Reply


def facts(context: Context, argument: str) -> Reply:
    """List a page of all facts, or of those about some words; past the end, the last page."""
    words, number = split_page(argument)
    page, total = context.base.facts(words, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    if total and not page:
        number = page_count(total)
        page, total = context.base.facts(words, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    return listing.facts(page, words, number, total)


FACTS = Command("facts", "[WORDS] [page N]", "list the facts I know, or those about some words", facts)
