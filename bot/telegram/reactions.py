"""Reactions to the bot's messages: a thumb is a vote on the fact that the message shows, for as long as it stays."""

from collections.abc import Iterable
from typing import Any

from telegram import ReactionType, ReactionTypeEmoji, Update
from telegram.ext import BaseHandler, ContextTypes, MessageReactionHandler

from bot.telegram.incoming.addressing import speaker_id
from bot.telegram.running_bot import RunningBot

_UP = frozenset("👍❤🔥👏🎉🤩💯🏆👌")
_DOWN = frozenset("👎💩🤮🤬")


class Reactions:
    """Counts reactions as votes."""

    def __init__(self, running: RunningBot) -> None:
        self._running = running

    def handlers(self) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any]]:
        """Return the handlers."""
        kind = MessageReactionHandler.MESSAGE_REACTION_UPDATED
        return [MessageReactionHandler(self.count, message_reaction_types=kind)]

    async def count(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Cast a person's vote by their reaction, or take it back with it."""
        change, who = update.message_reaction, speaker_id(update)
        if change is None or who is None:
            return
        state, base = self._running.state, self._running.base
        fact_id = state.shown.fact_of(change.chat.id, change.message_id)
        before, now = _verdict(change.old_reaction), _verdict(change.new_reaction)
        if base.fact(fact_id) is None or now == before:
            return
        if now is None:
            state.votes.withdraw(fact_id, who)
        else:
            state.votes.cast(fact_id, base.generation, who, is_up=now)


def _verdict(reactions: Iterable[ReactionType]) -> bool | None:
    """Return whether reactions are praise or blame; None where they are neither."""
    emoji = {one.emoji for one in reactions if isinstance(one, ReactionTypeEmoji)}
    if emoji & _DOWN:
        return False
    return True if emoji & _UP else None
