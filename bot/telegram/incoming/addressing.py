"""Which messages are meant for the bot, what they say without its name, and who speaks."""

import re
from collections.abc import Container

from telegram import Message, Update
from telegram.constants import ChatType, MessageEntityType
from telegram.ext import filters

from bot.conversation.chatter import asks


def speaker_id(update: Update) -> int | None:
    """Return the id of whoever caused an update; None if no one can be answered.

    Anonymous admins and channels speak through a stand-in that all of them share, so they are told apart by their chat.
    """
    message = update.message or update.edited_message
    if message and message.sender_chat:
        return None if message.is_automatic_forward else message.sender_chat.id
    user = update.effective_user
    return user.id if user and not user.is_bot else None


class _AsksInCaption(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return asks(message.caption or "")


ASKS_IN_CAPTION = _AsksInCaption()
"""Fits a picture, file or the like below which a question stands."""


def addressed(message: Message, bot_id: int, username: str, commands: Container[str]) -> str | None:
    """Return what a message says to the bot; None if it is not meant for it.

    In a group that is a command, a mention, or a reply to the bot; a file is meant for it only if it is mentioned under it.

    Args:
        message: With or without text; a file or picture says what stands under it.
        bot_id: The bot's.
        username: The bot's.
        commands: Names of the commands, without the slash. In a group any other may be meant for another bot.
    """
    if message.via_bot and message.via_bot.id == bot_id:
        return None  # a fact that was picked in inline mode
    text = (message.text or message.caption or "").strip()
    is_private = message.chat.type == ChatType.PRIVATE
    if text.startswith("/"):
        called, *rest = text.split(maxsplit=1)
        name, _, addressee = called.partition("@")
        if addressee and addressee.casefold() != username.casefold():
            return None
        is_known = bool(addressee) or is_private or name[1:].lower() in commands
        return " ".join((name, *rest)) if is_known else None
    if is_private or (_is_reply_to(message, bot_id) and not message.document):
        return text
    mention = f"@{username}".casefold()
    parse = message.parse_entities if message.text else message.parse_caption_entities
    mentions = parse([MessageEntityType.MENTION]).values()
    if mention not in (one.casefold() for one in mentions):
        return None
    return re.sub(rf"{re.escape(mention)}\b", " ", text, flags=re.IGNORECASE).strip(" \n,:")


def link_behind(message: Message) -> str:
    """Return the first address that stands in a caption, or behind its words; empty where there is none."""
    for entity, words in message.parse_caption_entities().items():
        if entity.type in {MessageEntityType.TEXT_LINK, MessageEntityType.URL}:
            address = entity.url or words
            return address if "://" in address else f"https://{address}"
    return ""


def _is_reply_to(message: Message, bot_id: int) -> bool:
    """Tell whether a message replies to one of the bot; each message of a topic replies to the one that opened it."""
    earlier = message.reply_to_message
    sender = earlier.from_user if earlier and not earlier.forum_topic_created else None
    return sender is not None and sender.id == bot_id
