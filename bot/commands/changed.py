"""/changed: facts whose sources no longer say what they rest on."""

from bot.commands.context import Context, split_page
from bot.curation.facts import under_review
from bot.reply import Reply, SlowReply
from bot.wording import changed_facts
from bot.wording.pages import page_count

_NEAR = 4
"""Facts that are offered as another proof."""


def run(context: Context, argument: str) -> Reply | SlowReply:
    """List a page of them, or show one: what its source said, and what it says now."""
    fact_id, number = split_page(argument)
    if not fact_id:
        reviews = context.base.under_review()
        return changed_facts.overview(reviews, min(number, page_count(len(reviews))))
    review = under_review.find(context.base, fact_id)
    if review is None:
        return changed_facts.unknown(fact_id)
    sources = context.scope.sources
    if under_review.cites_now(review):
        return changed_facts.side_by_side(review, sources)
    words = changed_facts.said(review)
    return lambda: changed_facts.side_by_side(review, sources, context.base.search(words, _NEAR))
