"""/vote: whether a fact was of help."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import facts, feedback, introduction


def run(context: Context, argument: str) -> Reply:
    """Note what a person thinks of a fact; their last vote counts."""
    fact_id, _, verdict = argument.rpartition(" ")
    if verdict not in {"up", "down"} or not fact_id:
        return introduction.usage(context.command.usage, context.command.summary)
    if context.base.fact(fact_id) is None:
        return facts.unknown(fact_id)
    is_up = verdict == "up"
    user_id = context.speaker.origin.user_id
    context.state.votes.cast(fact_id, context.base.generation, user_id, is_up=is_up)
    return feedback.thanks_for_vote(is_up=is_up)
