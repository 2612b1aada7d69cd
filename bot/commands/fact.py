"""/fact: one fact with its proof."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import lists


def run(context: Context, argument: str) -> Reply:
    """Show the fact with this id."""
    shown = context.base.fact(argument)
    return lists.fact(shown, context.scope.sources) if shown else lists.no_fact(argument)
