"""`Update` ↔ dialogue: questions, edits and buttons; and what Telegram says about chats."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import (
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.commands.table import COMMANDS, called
from bot.reply import Reply
from bot.speaker import Speaker
from bot.state.table import Origin
from bot.telegram.departures import TakenOverError, put_off
from bot.telegram.incoming.addressing import ASKS_IN_CAPTION, addressed, speaker_id
from bot.telegram.incoming.quoting import quoted
from bot.telegram.outgoing.delivery import Place, toast
from bot.telegram.outgoing.typing_action import typing
from bot.telegram.running_bot import RunningBot
from bot.telegram.uploads import Uploads
from bot.wording import telegram_notices
from bot.wording.translation import speaking
from knowledge.errors import CitebotError, StoreError

log = logging.getLogger(__name__)

_UNREADABLE = ~filters.StatusUpdate.ALL & ~ASKS_IN_CAPTION


class ChatHandlers:
    """Answers what has been admitted."""

    def __init__(self, running: RunningBot, uploads: Uploads) -> None:
        self._running = running
        self._uploads = uploads

    def handlers(self) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any]]:
        """Return the handlers; the first one that fits an update gets it."""
        return [
            ChatMemberHandler(self.note_membership, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.StatusUpdate.MIGRATE, self.note_move),
            MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, self.answer),
            MessageHandler(filters.TEXT & filters.UpdateType.EDITED_MESSAGE, self.answer_again),
            CallbackQueryHandler(self.press),
            MessageHandler(_UNREADABLE & filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE, self.decline),
        ]

    def caption_handler(self) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any]:
        """Return what answers a question below a picture or file, after whatever becomes of that."""
        return MessageHandler(ASKS_IN_CAPTION & filters.UpdateType.MESSAGE, self.answer)

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a new message."""
        if (message := update.message) and (who := _speaker(update, self._running)):
            place = Place.after(message, who.origin.user_id)
            text = self._said(message, context)
            reply = await self._reply(who, text, place, context)
            self._note(who, text, await self._running.delivery.send(reply, place))
            await self._running.tell_admins(reply.for_admins, except_for=who.origin.user_id)

    async def answer_again(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message that has been changed, in the place of its answer if it has one."""
        if (message := update.edited_message) and (who := _speaker(update, self._running)):
            place = Place.after(message, who.origin.user_id)
            earlier = self._running.state.sent.find(who.origin)
            text = self._said(message, context)
            reply = await self._reply(who, text, place, context)
            self._note(who, text, await self._running.delivery.edit(reply, place, earlier))
            await self._running.tell_admins(reply.for_admins, except_for=who.origin.user_id)

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button stands for."""
        query, who = update.callback_query, _speaker(update, self._running)
        if query is None or who is None:
            return
        button = self._running.state.buttons.find(query.data or "")
        refuse: Callable[[], str] | None = None
        if button is None:
            refuse = telegram_notices.expired
        elif not button.is_for(who.origin.chat_id, who.origin.user_id):
            refuse = telegram_notices.not_yours
        elif not _may(who, str(button.arguments[0])):
            refuse = telegram_notices.only_for_admins
        else:
            await self._carry_out(str(button.arguments[0]), query, who, context)
        if refuse:
            with speaking(self._running.language_of(update)):
                await _acknowledge(query, refuse())

    async def _carry_out(
        self, text: str, query: CallbackQuery, who: Speaker, context: ContextTypes.DEFAULT_TYPE
    ) -> None:
        place = _place(query.message, who.origin.chat_id, who.origin.user_id)
        command, argument = called(text)
        if command and command.is_toast:
            told = await self._reply(who, text, place, context, is_picked=True)
            await _acknowledge(query, toast(told), is_alert=False)
            return
        await _acknowledge(query)
        reply = await self._reply(who, text, place, context, is_picked=True)
        message, turns_page = query.message, command is not None and command.turns_page_with(argument)
        if isinstance(message, Message) and message.text and turns_page:
            await self._running.delivery.edit(reply, place, [message.message_id])
        else:
            await self._running.delivery.send(reply, place)
        await self._running.tell_admins(reply.for_admins, except_for=who.origin.user_id)

    async def decline(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that only text can be read."""
        if (message := update.message) and (who := speaker_id(update)):
            await self._running.tell(update, telegram_notices.only_text, Place.after(message, who))

    async def note_membership(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Note who has blocked the bot, and who has it back."""
        change = update.my_chat_member
        if change and change.chat.type == ChatType.PRIVATE:
            is_gone = change.new_chat_member.status == ChatMemberStatus.BANNED
            note = self._running.state.people.block if is_gone else self._running.state.people.see
            note(change.from_user.id)

    async def note_move(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Note that a group has become a supergroup."""
        message = update.message
        if message and message.migrate_to_chat_id:
            self._running.state.people.move(message.chat_id, message.migrate_to_chat_id)

    async def apologise(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log an error, and say sorry once to whoever waits for an answer.

        Raises:
            ApplicationHandlerStop: If the update is processed anew, here or by another replica.
        """
        error = context.error
        who = speaker_id(update) if isinstance(update, Update) else None
        if isinstance(error, Forbidden):
            if who and "blocked" in error.message:
                self._running.state.people.block(who)
            log.info("An answer cannot be brought: %s", error)
            return
        if error and isinstance(error.__cause__, TakenOverError):
            raise ApplicationHandlerStop
        if isinstance(error, StoreError) and put_off():
            log.warning(
                "An update was cut short; if it is not answered, it is taken again in a moment. %s", error
            )
            raise ApplicationHandlerStop
        log.error("An update could not be processed.", exc_info=error)
        if isinstance(update, Update) and update.effective_chat and who:
            place = _place(update.effective_message, update.effective_chat.id, who)
            is_for_admin = isinstance(error, CitebotError) and self._running.access.is_admin(who)
            sorry = partial(telegram_notices.went_wrong, str(error) if is_for_admin else "")
            try:
                await self._running.tell(update, sorry, place)
            except TelegramError as refused:
                log.warning("Nor could the person be told: %s", refused)

    def _note(self, who: Speaker, text: str, message_ids: Sequence[int]) -> None:
        """Keep which messages answer what a person said, should they edit it."""
        command, _ = called(text)
        if command is None or not command.leaves_no_trace:
            self._running.state.sent.record(who.origin, message_ids)

    def _said(self, message: Message, context: ContextTypes.DEFAULT_TYPE) -> str:
        """Return what a message says to the bot."""
        text = addressed(message, context.bot.id, context.bot.username, COMMANDS) or ""
        return self._uploads.meant(text, message.chat_id)

    async def _reply(
        self,
        who: Speaker,
        text: str,
        place: Place,
        context: ContextTypes.DEFAULT_TYPE,
        *,
        is_picked: bool = False,
    ) -> Reply:
        """Return the dialogue's reply; what takes long runs in a thread, while the bot is seen to type."""
        reply = self._running.dialogue.reply(who, text, is_picked=is_picked)
        if not isinstance(reply, Reply):
            async with typing(context.bot, place):
                reply = await asyncio.to_thread(reply)
        if reply.keep:
            reply.keep()
            context.application.create_task(self._running.notifier.notify())
        return reply


def _speaker(update: Update, running: RunningBot) -> Speaker | None:
    """Return who speaks, and by which message; None where there is no chat to answer in."""
    who, chat = speaker_id(update), update.effective_chat
    if who is None or chat is None:
        return None
    message, user = update.effective_message, update.effective_user
    named = message.sender_chat.title if message and message.sender_chat else None
    name = named or (user.full_name if user else "")
    message_id = message.message_id if message else 0
    language = user.language_code if user else None
    answer = message.reply_to_message if message else None
    answered = running.state.sent.question_of(chat.id, answer.message_id) if answer else None
    is_passed_on = bool(update.message and update.message.forward_origin and chat.type == ChatType.PRIVATE)
    return Speaker(
        Origin(chat.id, message_id, who),
        name,
        running.access.is_admin(who),
        language or "",
        answered,
        answer.message_id if answer else None,
        quoted(message, update.get_bot().id) if message else None,
        is_passed_on,
    )


def _may(who: Speaker, text: str) -> bool:
    """Tell whether a person may say what a button stands for; what others see in a group stays as it is, whoever presses."""
    command, _ = called(text)
    return command is None or command.is_for(is_admin=who.is_admin)


def _place(message: MaybeInaccessibleMessage | None, chat_id: int, asker: int) -> Place:
    """Return the place of a reply to a message, or just the chat where that is too old to be seen."""
    return Place.after(message, asker) if isinstance(message, Message) else Place(chat_id, asker)


async def _acknowledge(query: CallbackQuery, text: str = "", *, is_alert: bool = True) -> None:
    """End the waiting at a button; that it has ended by itself does no harm."""
    try:
        await query.answer(text or None, show_alert=bool(text) and is_alert)
    except BadRequest as error:
        log.info("A button was pressed too long ago: %s", error)
