"""`Reply` → messages of a chat: sent, edited, and what becomes of it where Telegram objects.

A request of which nobody knows whether it has arrived counts as arrived: better an answer missing than one given twice.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import CallbackQueryLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError

from bot.commands.table import called
from bot.links import share_link
from bot.reply import Reply
from bot.state.state import State
from bot.state.table import Origin
from bot.telegram.outgoing.markup import CAPTION_UNITS, NO_PREVIEW, Piece, keyboard, pieces
from bot.wording import prompts, telegram_notices
from bot.wording.translation import speaking

SEND = "send"
"""Action of a button that stands for a text, its only argument."""

_Markup = InlineKeyboardMarkup | ForceReply | None
_TOAST = int(CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes."""

    chat_id: int
    asker: int
    """The person it is for."""
    thread_id: int | None = None
    """Topic of a forum."""
    reply_to: int | None = None
    """Message that it replies to, should that still be there."""

    @classmethod
    def after(cls, message: Message, asker: int) -> "Place":
        """Return the place of a reply to a message."""
        thread = message.message_thread_id if message.is_topic_message else None
        return cls(message.chat_id, asker, thread, message.message_id)


class Delivery:
    """Brings replies to chats."""

    def __init__(self, bot: Bot, state: State) -> None:
        self._bot = bot
        self._state = state

    async def send(self, reply: Reply, place: Place) -> tuple[int, ...]:
        """Send a reply and return the ids of its messages, as far as they are known to have arrived.

        Raises:
            TelegramError: If Telegram refuses it.
        """
        try:
            message_ids = await self._send(reply, place)
        except ChatMigrated as moved:
            # Messages of the old group cannot be replied to from the new one.
            self._state.people.move(place.chat_id, moved.new_chat_id)
            place = Place(moved.new_chat_id, place.asker)
            message_ids = await self._send(reply, place)
        self._note(reply, place, message_ids if reply.completes or reply.fact_id else ())
        return message_ids

    async def edit(self, reply: Reply, place: Place, message_ids: Sequence[int]) -> tuple[int, ...]:
        """Put a reply in place of earlier messages, or send it where they cannot be edited; return the ids of its messages.

        Raises:
            TelegramError: If Telegram refuses it.
        """
        texts = pieces(reply)
        if reply.picture or reply.file or reply.is_prompt or len(texts) < len(message_ids):
            await self._delete(place.chat_id, message_ids)
            return await self.send(reply, place)
        buttons = self._buttons(reply, place)
        for position, (piece, message_id) in enumerate(zip(texts, message_ids, strict=False), 1):
            options = {
                "chat_id": place.chat_id,
                "message_id": message_id,
                "reply_markup": buttons if position == len(texts) else None,
            }
            try:
                await self._with_text(self._bot.edit_message_text, piece, options)
            except BadRequest as error:
                if "not modified" not in error.message:
                    log.info("A message cannot be edited (%s); it is sent anew.", error)
                    return await self.send(reply, place)
            except NetworkError as error:
                _take_for_arrived(error)
        more = await self._send_texts(texts[len(message_ids) :], buttons, place)
        self._note(reply, place, (*message_ids, *more))
        return (*message_ids, *more)

    def _note(self, reply: Reply, place: Place, message_ids: Sequence[int]) -> None:
        """Keep which fact these messages show, and what a reply to one of them completes."""
        self._state.shown.record(reply.fact_id, message_ids, chat_id=place.chat_id, user_id=place.asker)
        for message_id in message_ids:
            shown = Origin(place.chat_id, message_id, place.asker)
            self._state.prompts.record(shown, reply.completes, asks=reply.is_prompt)

    async def _send(self, reply: Reply, place: Place) -> tuple[int, ...]:
        buttons = self._buttons(reply, place)
        if not (reply.picture or reply.file):
            return await self._send_texts(pieces(reply), buttons, place)
        captions = pieces(reply, CAPTION_UNITS)
        if len(captions) == 1:
            return await self._send_file(reply, captions[0], buttons, place)
        first = await self._send_file(reply, None, None, place)
        return (*first, *await self._send_texts(pieces(reply), buttons, place))

    async def _send_texts(self, texts: Sequence[Piece], buttons: _Markup, place: Place) -> tuple[int, ...]:
        sent: list[int] = []
        for position, piece in enumerate(texts, 1):
            options = _where(place) | {"reply_markup": buttons if position == len(texts) else None}
            sent += await _arrived(self._with_text(self._bot.send_message, piece, options))
        return tuple(sent)

    async def _with_text(
        self, call: Callable[..., Awaitable[Any]], piece: Piece, options: dict[str, Any]
    ) -> Any:
        """Call a method with a text; without its formatting, if Telegram cannot read that."""
        options = {"link_preview_options": NO_PREVIEW, **options}
        try:
            return await call(text=piece.html, parse_mode=ParseMode.HTML, **options)
        except BadRequest as error:
            if not _is_about_entities(error):
                raise
            return await call(text=piece.plain, **options)

    async def _send_file(
        self, reply: Reply, caption: Piece | None, buttons: _Markup, place: Place
    ) -> tuple[int, ...]:
        options = _where(place) | {"reply_markup": buttons}
        if caption:
            options |= {"caption": caption.html, "parse_mode": ParseMode.HTML}
        if reply.picture:
            return await _arrived(self._bot.send_photo(photo=reply.picture.png, **options))
        assert reply.file
        return await _arrived(self._bot.send_document(document=reply.file, **options))

    async def _delete(self, chat_id: int, message_ids: Sequence[int]) -> None:
        for message_id in message_ids:
            try:
                await self._bot.delete_message(chat_id, message_id)
            except BadRequest as error:
                log.info("A message cannot be deleted: %s", error)

    def _buttons(self, reply: Reply, place: Place) -> _Markup:
        def register(send: str) -> str:
            command, argument = called(send)
            user_id = place.asker if command and command.is_personal_with(argument) else None
            return self._state.buttons.add(SEND, send, chat_id=place.chat_id, user_id=user_id)

        markup = keyboard(reply, register)
        if reply.is_prompt and markup is None:
            with speaking(reply.language):
                return ForceReply(selective=True, input_field_placeholder=prompts.placeholder())
        if not reply.fact_id:
            return markup
        link = share_link(self._bot.username, reply.fact_id)
        rows = markup.inline_keyboard if markup else ()
        with speaking(reply.language):
            share = InlineKeyboardButton(telegram_notices.share(), url=link)
        return InlineKeyboardMarkup((*rows, (share,)))


def toast(reply: Reply) -> str:
    """Return a reply as the text of a toast or alert, which is short and plain."""
    texts = pieces(reply)
    return texts[0].plain[:_TOAST] if texts else ""


def _where(place: Place) -> dict[str, Any]:
    reply_to = place.reply_to and ReplyParameters(place.reply_to, allow_sending_without_reply=True)
    return {
        "chat_id": place.chat_id,
        "message_thread_id": place.thread_id,
        "reply_parameters": reply_to,
    }


async def _arrived(sending: Awaitable[Message]) -> tuple[int, ...]:
    try:
        return ((await sending).message_id,)
    except NetworkError as error:
        _take_for_arrived(error)
        return ()


def _take_for_arrived(error: NetworkError) -> None:
    """Let an error pass if it came while an answer of Telegram was awaited; raise it if it is that answer."""
    if not isinstance(error.__cause__, httpx.HTTPError):
        raise error
    log.warning("Nobody knows whether a message has arrived (%s); it is not sent again.", error)


def _is_about_entities(error: BadRequest) -> bool:
    return "parse entities" in error.message.lower()
