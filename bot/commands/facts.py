"""/facts: what the bot knows, page by page."""

from bot.commands.context import Context, split_page
from bot.reply import Reply
from bot.wording import facts
from bot.wording.pages import PAGE_SIZE, page_count


def run(context: Context, argument: str) -> Reply:
    """List a page of all facts, or of those about some words; past the end, the last page."""
    words, number = split_page(argument)
    page, total = context.base.facts(words, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    if total and not page:
        number = page_count(total)
        page, total = context.base.facts(words, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    return facts.listed(page, words, number, total, context.scope.sources)
