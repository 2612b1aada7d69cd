"""/topics: what can be asked about."""

from bot import listing
from bot.commands.command import Command, Context, split_page
from bot.listing import page_count
from bot.reply import Reply


def topics(context: Context, argument: str) -> Reply:
    """List a page of the topics; past the end, the last page."""
    _, number = split_page(argument)
    names = context.base.topics()
    return listing.topics(names, min(number, page_count(len(names))))


TOPICS = Command("topics", "[page N]", "list what you can ask about", topics)
