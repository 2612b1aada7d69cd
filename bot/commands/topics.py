"""/topics: what can be asked about."""

from bot.commands.context import Context, split_page
from bot.reply import Reply
from bot.wording import facts
from bot.wording.pages import page_count


def run(context: Context, argument: str) -> Reply:
    """List a page of the topics; past the end, the last page."""
    _, number = split_page(argument)
    names = context.base.topics()
    return facts.topics(names, min(number, page_count(len(names))))
