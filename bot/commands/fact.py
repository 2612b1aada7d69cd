"""/fact: one fact with its proof."""

from bot import listing
from bot.commands.command import Command, Context
from bot.reply import Reply


def fact(context: Context, argument: str) -> Reply:
    """Show the fact with this id."""
    shown = context.base.fact(argument)
    return listing.fact(shown, context.scope.sources) if shown else listing.no_fact(argument)


FACT = Command("fact", "ID", "show one fact with its proof", fact)
