"""/answer_with: a question that was asked in vain is answered by a fact that there is."""

from functools import partial

from bot.commands.context import Context
from bot.curation.gap_closing import Closing
from bot.reply import Reply, SlowReply
from bot.wording import gaps, source_changes


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Note the question, in all its wordings, among those that a fact answers; a draft is approved with them."""
    number, _, fact_id = argument.partition(" ")
    closing = Closing.of(context.state, number)
    fact = context.base.fact(fact_id.strip())
    if closing is None:
        return gaps.unknown(number)
    if fact is None:
        return context.untold(fact_id)
    if before := closing.before(fact.statement, context.base):
        return gaps.closed(before, context.scope.sources)
    if context.home.is_sample:
        return source_changes.sample_stays()
    edits, author, asks = context.edits, context.author, closing.group.questions
    add = partial(edits.add_questions, fact, asks, author)
    return partial(closing.by, add, context.base, context.scope.sources)
