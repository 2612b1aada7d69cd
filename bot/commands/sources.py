"""/sources: what the bot has read, page by page."""

from bot.commands.context import Context, split_page
from bot.reply import Reply
from bot.wording import sources
from bot.wording.pages import page_count


def run(context: Context, argument: str) -> Reply:
    """List a page of the sources; past the end, the last page."""
    _, number = split_page(argument)
    summaries = tuple(context.scope.sources.values())
    return sources.listed(summaries, min(number, page_count(len(summaries))))
