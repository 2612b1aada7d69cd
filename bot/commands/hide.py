"""/hide: a fact is silenced."""

from bot.commands.context import Context
from bot.reply import Reply, SlowReply


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Hide the fact of an id, with the reason after it if there is one."""
    fact_id, _, why = argument.partition(" ")
    fact = context.base.fact(fact_id, even_hidden=True)
    if fact is None:
        return context.untold(fact_id)
    return context.editing(lambda: context.edits.hide(fact, context.author, why.strip()))
