"""/ignore: a question that nobody is going to answer is off the list."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.state.gap_groups import numbered
from bot.wording import gaps


def run(context: Context, argument: str) -> Reply:
    """Take a question off the list, with those that ask for the same."""
    group = numbered(context.state.gaps.open(), argument)
    if group is None:
        return gaps.unknown(argument)
    context.state.gaps.resolve(group.ids)
    return gaps.ignored(group)
