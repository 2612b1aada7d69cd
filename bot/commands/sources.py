"""/sources: what the bot has read, page by page."""

from bot import listing
from bot.commands.command import Command, Context, split_page
from bot.listing import page_count
from bot.reply import Reply


def sources(context: Context, argument: str) -> Reply:
    """List a page of the sources; past the end, the last page."""
    _, number = split_page(argument)
    summaries = tuple(context.scope.sources.values())
    return listing.sources(summaries, min(number, page_count(len(summaries))))


SOURCES = Command("sources", "[page N]", "list the documents I have read", sources)
