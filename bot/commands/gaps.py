"""/gaps: what people asked in vain, for those who can add sources and facts."""

from bot.commands.context import Context, split_page
from bot.reply import Reply, SlowReply
from bot.state.gap_groups import grouped
from bot.wording import gaps
from bot.wording.pages import page_count


def run(context: Context, argument: str) -> Reply | SlowReply:
    """List a page of the unanswered questions, the most frequent first."""
    _, number = split_page(argument)
    found = context.state.gaps.open()

    def page() -> Reply:
        groups = grouped(found)
        return gaps.gaps(groups, min(number, page_count(len(groups))), context.base.ask)

    return page
