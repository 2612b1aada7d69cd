"""/ask_person: a question without an answer goes to the admins."""

from bot.commands.context import Context
from bot.reply import Reply
from bot.state.gap_groups import numbered
from bot.wording import gaps


def run(context: Context, argument: str) -> Reply:
    """Tell the admins that somebody waits for an answer to one of their unanswered questions."""
    origin, noted = context.speaker.origin, context.state.gaps
    gap = next((gap for gap in noted.open() if str(gap.id) == argument), None)
    if gap is None or not noted.want_person(gap.id, chat_id=origin.chat_id, user_id=origin.user_id):
        return gaps.no_gap()
    group = numbered(noted.open(), argument)
    assert group
    name, base, sources = context.speaker.name, context.base, context.scope.sources
    return gaps.passed_on(gap.question, lambda: gaps.wanted(group, name, base.ask(group.question), sources))
