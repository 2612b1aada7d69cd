"""What is let in: meant for the bot, not too old, from somebody who may speak. Comes before all other handlers."""

from collections import deque
from functools import partial

from telegram import InlineQueryResultsButton, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.commands.table import COMMANDS
from bot.telegram.incoming.access import Verdict
from bot.telegram.incoming.addressing import addressed, speaker_id
from bot.telegram.outgoing.delivery import Place, toast
from bot.telegram.running_bot import RunningBot
from bot.wording.telegram_notices import how_to_get_in, stranger, too_fast, too_late
from bot.wording.translation import in_language, speaking

INLINE_COST = 0.1
"""Of a message: an inline query is asked with every letter that is typed."""

_ALBUMS = 100
"""Albums whose files may still be on their way."""

_SAY = {Verdict.STRANGER: stranger, Verdict.TOO_FAST: too_fast}


class Admission:
    """Stops what is not to be processed, saying why once where somebody waits for an answer."""

    def __init__(self, running: RunningBot) -> None:
        self._running = running
        self._albums: deque[str] = deque(maxlen=_ALBUMS)
        """Those that are meant for the bot; what says so stands under one of their files only."""

    async def admit(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass, or end its processing.

        Raises:
            ApplicationHandlerStop: If it is not to be processed.
        """
        if is_about_chat(update):
            return
        who = speaker_id(update)
        if who is None or not self._concerns_bot(update, context.bot.id, context.bot.username):
            raise ApplicationHandlerStop
        place = update.effective_chat
        cost = INLINE_COST if update.inline_query else 1
        verdict = self._running.access.judge(who, self._known_as(place.id) if place else None, cost=cost)
        if verdict is not Verdict.WELCOME:
            await self._turn_away(update, who, verdict)
            raise ApplicationHandlerStop
        self._running.state.people.see(who)
        if self._running.inbox.is_too_old(update) and not self._brings_source(update, who):
            await self._apologise(update, who)
            raise ApplicationHandlerStop

    def _concerns_bot(self, update: Update, bot_id: int, username: str) -> bool:
        message = update.message or update.edited_message
        if message:
            album = message.media_group_id or ""
            if addressed(message, bot_id, username, COMMANDS) is None:
                return album in self._albums
            if album:
                self._albums.append(album)
            return True
        if reaction := update.message_reaction:
            return bool(self._running.state.shown.fact_of(reaction.chat.id, reaction.message_id))
        return bool(update.callback_query or update.inline_query)

    def _brings_source(self, update: Update, who: int) -> bool:
        """Tell whether an update brings what is of use however late."""
        message = update.message
        return message is not None and message.document is not None and self._running.access.is_admin(who)

    def _known_as(self, chat_id: int) -> int:
        """Return the id by which the settings know a chat: a group may have become a supergroup since."""
        current = self._running.state.people.current
        return next((one for one in self._running.config.telegram.chats if current(one) == chat_id), chat_id)

    async def _turn_away(self, update: Update, who: int, verdict: Verdict) -> None:
        if update.inline_query:
            with speaking(self._running.language_of(update)):
                button = InlineQueryResultsButton(how_to_get_in(), start_parameter="hello")
            await update.inline_query.answer(
                [], cache_time=0, is_personal=True, button=None if verdict is Verdict.TOO_FAST else button
            )
            return
        language = self._running.language_of(update)
        reply = in_language(language, partial(_SAY[verdict], who)) if verdict in _SAY else None
        if update.callback_query:
            await update.callback_query.answer(toast(reply) if reply else None, show_alert=reply is not None)
        elif reply and (message := update.message):
            await self._running.delivery.send(reply, Place.after(message, who))

    async def _apologise(self, update: Update, who: int) -> None:
        """Say sorry for a question that has waited too long; nobody looks at an old button or edit any more."""
        if update.message:
            await self._running.tell(update, too_late, Place.after(update.message, who))


def is_about_chat(update: Update) -> bool:
    """Tell whether an update says something about a chat instead of in it."""
    message = update.message
    has_moved = message is not None and bool(message.migrate_to_chat_id)
    return update.my_chat_member is not None or has_moved
