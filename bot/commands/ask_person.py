"""/ask_person: a question without an answer goes to the admins."""

from functools import partial

from bot.commands.context import Context
from bot.reply import Reply
from bot.wording import gaps


def run(context: Context, argument: str) -> Reply:
    """Tell the admins that somebody waits for an answer to one of their unanswered questions."""
    origin = context.speaker.origin
    gap = next((gap for gap in context.state.gaps.open() if str(gap.id) == argument), None)
    if gap is None or not context.state.gaps.want_person(
        gap.id, chat_id=origin.chat_id, user_id=origin.user_id
    ):
        return gaps.no_gap()
    return gaps.passed_on(gap.question, partial(gaps.wanted, gap, context.speaker.name))
