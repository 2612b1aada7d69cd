"""/still_true: a fact rests on what its source says now."""

from dataclasses import replace
from functools import partial

from bot.commands.context import Context
from bot.curation.facts import under_review
from bot.reply import Reply, SlowReply
from bot.wording import changed_facts


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Cite what has come in the place of what a fact has lost, or what proves another fact that is named behind it."""
    fact_id, _, other_id = argument.partition(" ")
    review = under_review.find(context.base, fact_id)
    if review is None:
        return changed_facts.unknown(fact_id)
    cites = under_review.cites_now(review, context.base.fact(other_id.strip()))
    if not cites:
        return replace(changed_facts.side_by_side(review, context.scope.sources), is_in_vain=True)
    return context.editing(partial(context.edits.cite_again, fact_id, cites, context.author))
