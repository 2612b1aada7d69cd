"""/fact: one fact with its proof."""

from bot.commands.command import Command, Context
from bot.reply import Reply
from bot.wording import lists


def fact(context: Context, argument: str) -> Reply:
    """Show the fact with this id."""
    shown = context.base.fact(argument)
    return lists.fact(shown, context.scope.sources) if shown else lists.no_fact(argument)


FACT = Command("fact", "ID", "show one fact with its proof", fact)
