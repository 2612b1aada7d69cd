"""/fact: one fact with its proof."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import facts


def run(context: Context, argument: str) -> Reply:
    """Show the fact with this id."""
    shown = context.base.fact(argument)
    if shown is None:
        return context.untold(argument)
    return facts.shown(shown, context.scope.sources, curates=context.curates)
