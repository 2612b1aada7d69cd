"""/right: of facts that disagree one is right, and the others are silenced."""

from bot.commands.context import Context
from bot.curation.facts import edit_replies
from bot.curation.facts.edit_errors import FactEditError
from bot.reply import Reply, SlowReply
from bot.wording import conflicts, source_changes
from knowledge.model import Status


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Hide whatever disagrees with the fact of an id, with the reason; a draft that is right is approved."""
    if context.home.is_sample:
        return source_changes.sample_stays()
    fact_id, _, why = argument.partition(" ")

    def settle() -> Reply:
        together = (each.facts for each in context.base.disagreements())
        facts = next((facts for facts in together if fact_id in {fact.id for fact in facts}), ())
        if not facts:
            return conflicts.none_with(fact_id)
        right = next(fact for fact in facts if fact.id == fact_id)
        wrong = [fact for fact in facts if fact is not right]
        reason = why.strip() or conflicts.reason(right)
        edits, author = context.edits, context.author
        try:
            if right.status is Status.DRAFT:
                edits.approve(right, author)
            hidden = [edits.hide(fact, author, reason) for fact in wrong]
        except FactEditError as error:
            return edit_replies.refused(error)
        return conflicts.settled(
            right, wrong, [f"/undo e{edit.number}" for edit in hidden], context.scope.sources
        )

    return settle
