"""/withdraw: a fact goes out of its file; the history keeps it."""

from functools import partial

from bot.commands.context import Context
from bot.reply import Reply, SlowReply


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Withdraw the fact of an id, with the reason after it if there is one."""
    fact_id, _, why = argument.partition(" ")
    return context.editing(partial(context.edits.withdraw, fact_id, context.author, why.strip()))
