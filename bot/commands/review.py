"""/review: facts gone through one after the other, what is pressing first; each is approved, worded otherwise, hidden or left as it is."""

import re
from functools import partial

from bot.commands.context import Context
from bot.commands.source import unknown_source
from bot.curation.reviews.review import NO_WALK, Review
from bot.curation.reviews.review_queue import causes, unreviewed, worth_reviewing
from bot.reply import Reply, SlowReply
from bot.wording import introduction, reviews, source_changes

_STEP = re.compile(
    r"(stop)|(approve|keep|edit|hide|skip|still_true|mend|withdraw)\s(\S+)(?:\s+(.+))?|undo\s(\d{1,18})\s(\S+)",
    re.DOTALL,
)


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Begin with what is pressing, or with the facts of a source; or take the step that a button stands for."""
    if context.home.is_sample:
        return source_changes.sample_stays()
    if step := _STEP.fullmatch(argument):
        return _take(context, step)
    if argument:
        document = context.base.document(argument)
        if document is None:
            return unknown_source(context, argument)
        fact_ids = unreviewed(context.base, document.source)
        if not fact_ids:
            return reviews.all_reviewed(document.source, context.scope.sources)
    else:
        fact_ids = worth_reviewing(context.base, context.state)
        if not fact_ids:
            return reviews.nothing_to_review(_with_drafts(context), context.scope.sources)
    context.state.reviews.begin(context.speaker.origin.user_id, fact_ids)
    return _review(context).begin


def _take(context: Context, step: re.Match[str]) -> Reply | SlowReply:
    stop, verb, fact_id, wording, number, back_to = step.groups()
    if verb == "keep":
        context.state.reviews.look(fact_id)
    review = _review(context)
    if stop:
        return review.stop
    if number:
        return partial(review.undo, int(number), back_to)
    if verb in ("edit", "mend"):
        return partial(review.edit if verb == "edit" else review.mend, fact_id, wording or "")
    if wording:
        return introduction.usage(context.command.usage, context.command.summary)
    take = {
        "approve": review.approve,
        "hide": review.hide,
        "keep": review.skip,
        "skip": review.skip,
        "still_true": review.still_true,
        "withdraw": review.withdraw,
    }
    return partial(take[verb], fact_id)


def _review(context: Context) -> Review:
    return Review(
        context.state.reviews.of(context.speaker.origin.user_id) or NO_WALK,
        causes(context.base, context.state),
        context.base,
        context.scope.sources,
        context.edits,
        context.author,
    )


def _with_drafts(context: Context) -> list[str]:
    """Return the names of the sources with facts that nobody has checked, most of them first."""
    summaries = [summary for summary in context.scope.sources.values() if summary.drafts]
    return [one.source for one in sorted(summaries, key=lambda one: -one.drafts)]
