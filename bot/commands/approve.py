"""/approve: a draft, or a hidden fact, becomes an approved one."""

from bot.commands.context import Context
from bot.reply import Reply, SlowReply


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Approve the fact of an id, with the reason after it if there is one."""
    fact_id, _, why = argument.partition(" ")
    fact = context.base.fact(fact_id, even_hidden=True)
    if fact is None:
        return context.untold(fact_id)
    return context.editing(lambda: context.edits.approve(fact, context.author, why=why.strip()))
