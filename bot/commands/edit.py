"""/edit: a fact says the same in other words."""

import re
from functools import partial

from bot.commands.context import Context
from bot.curation.facts import edit_replies
from bot.curation.facts.edit import mark
from bot.curation.facts.edit_errors import ChangedMeanwhileError
from bot.reply import Reply, SlowReply
from bot.wording import fact_edits

_ARGUMENT = re.compile(r"(\S+)(?:\s+(#[0-9a-f]{8})(?!\S))?\s*(.*)", re.DOTALL)
"""An id, a mark of what the fact said when it was shown, and other words for it."""


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Word the fact of an id otherwise, or ask for the words."""
    found = _ARGUMENT.fullmatch(argument)
    assert found
    fact_id, seen, wording = found.groups()
    fact = context.base.fact(fact_id)
    if fact is None:
        return context.untold(fact_id)
    present = mark(fact.statement)
    begun = f"/{context.command.name} {fact_id} {present}"
    if not wording and not context.home.is_sample:
        return fact_edits.ask_for_wording(fact, context.scope.sources, begun)
    if seen not in (None, present):
        return edit_replies.refused(ChangedMeanwhileError(fact_id, fact.statement))
    reword = partial(context.edits.reword, fact, wording, context.author, seen=fact.statement)
    return context.editing(reword, begun)
