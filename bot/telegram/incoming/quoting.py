"""Messages that are replied to or passed on: what they say, whose they are, of which day, and where everybody can read them."""

import datetime as dt

from telegram import (
    Message,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.speaker import Quoted


def quoted(message: Message, bot_id: int) -> Quoted | None:
    """Return what a message is about besides itself: itself if it was passed on, else what it replies to if that is not the bot's."""
    if message.forward_origin:
        return original(message)
    earlier = message.reply_to_message
    if (
        earlier is None
        or earlier.forum_topic_created
        or (earlier.from_user and earlier.from_user.id == bot_id)
    ):
        return None
    told = original(earlier)
    return Quoted(message.quote.text, told.author, told.date, told.link) if message.quote else told


def original(message: Message) -> Quoted:
    """Return a message as it was written first."""
    text = message.text or message.caption or ""
    if origin := message.forward_origin:
        return Quoted(text, _author(origin), _day(origin.date), _link(origin))
    name = message.sender_chat.title if message.sender_chat else None
    person = message.from_user.full_name if message.from_user else ""
    return Quoted(
        text, name or person, _day(message.date), message.link or "" if message.chat.username else ""
    )


def _author(origin: MessageOrigin) -> str:
    match origin:
        case MessageOriginUser(sender_user=user):
            return str(user.full_name)
        case MessageOriginHiddenUser(sender_user_name=name):
            return str(name)
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            names = (chat.title or chat.full_name or "", origin.author_signature or "")
            return ", ".join(name for name in names if name)
    return ""


def _link(origin: MessageOrigin) -> str:
    """Return the address of a message in a channel that everybody can read."""
    if isinstance(origin, MessageOriginChannel) and origin.chat.username:
        return f"https://t.me/{origin.chat.username}/{origin.message_id}"
    return ""


def _day(moment: dt.datetime) -> dt.date:
    """Return the day of a moment where the bot runs."""
    return moment.astimezone().date()
