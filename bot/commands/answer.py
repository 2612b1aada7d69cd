"""/answer: a question that was asked in vain, and what can be done about it."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.state.gap_groups import numbered
from bot.wording import gaps


def run(context: Context, argument: str) -> Reply:
    """Show a question by its number, what is nearest to it, and the ways to close it."""
    group = numbered(context.state.gaps.open(), argument)
    if group is None:
        return gaps.unknown(argument)
    return gaps.shown(group, context.base.ask(group.question), context.scope.sources)
