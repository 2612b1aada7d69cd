"""/mend: a fact says what its source says now."""

from functools import partial

from bot.commands.context import Context
from bot.curation.facts import under_review
from bot.reply import Reply, SlowReply
from bot.wording import changed_facts


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Word a fact under review otherwise, and cite what has come in the place of what it has lost; or ask for the words."""
    fact_id, _, wording = argument.partition(" ")
    review = under_review.find(context.base, fact_id)
    if review is None:
        return changed_facts.unknown(fact_id)
    begun = f"/{context.command.name} {fact_id}"
    if not wording.strip():
        return changed_facts.ask_for_wording(review, context.scope.sources, begun)
    return context.editing(partial(under_review.mend, review, wording, context.edits, context.author), begun)
