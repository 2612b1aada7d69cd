"""What a message is, tried in this order: a remark on the last answer, small talk, or questions to the sources."""

from collections.abc import Sequence

from bot.conversation import chatter, conversation, last_answer, small_talk
from bot.conversation.last_answer import Remark
from bot.conversation.small_talk import SmallTalk
from bot.state.turns import TALKED_ABOUT, Turn
from bot.wording.answers import Outcome
from knowledge.base import KnowledgeBase


def meaning(text: str, base: KnowledgeBase, turns: Sequence[Turn]) -> Remark | SmallTalk | tuple[str, ...]:
    """Return what a message is; of questions each by itself, without the chatter around them.

    Args:
        text: What a person says.
        base: What there is to answer from.
        turns: What they said before, the last one last.
    """
    if remark := last_answer.remarked(text, turns):
        return remark
    if not conversation.follows(base, text, turns) and (
        talk := small_talk.recognised(text, base, may_follow=conversation.may_follow(base, text, turns))
    ):
        return talk
    return chatter.questions(text, base.knows)


def outcomes(text: str, base: KnowledgeBase, turns: Sequence[Turn]) -> SmallTalk | list[Outcome]:
    """Return what a message leads to where nobody is spoken to: each of its questions, or small talk as it is; arguments as for `meaning`."""
    before = turns[-TALKED_ABOUT:]
    meant = meaning(text, base, before)
    if isinstance(meant, Remark):
        return [last_answer.outcome(meant, base)]
    return meant if isinstance(meant, SmallTalk) else conversation.ask_all(base, meant, before)
