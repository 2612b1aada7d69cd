"""Calls that change or delete what is there."""

from typing import Any

from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    SetMessageReaction,
)
from telegram.constants import ReactionEmoji

from tests.bot_api.formatting import TEXT_UNITS, given, keyboard, required
from tests.bot_api.history import Post
from tests.bot_api.refusals import NOT_MODIFIED, bad_request
from tests.bot_api.sending import CONTENT, caption_fields, media_fields
from tests.bot_api.wire import as_json
from tests.bot_api.world import World

_CAPTION_TOO_LONG = "MEDIA_CAPTION_TOO_LONG"
_REACTIONS = frozenset(ReactionEmoji)


def edit_message_text(world: World, call: EditMessageText) -> Post | bool:
    """Carry out editMessageText."""
    text = required(call.text, world.formatted(call.text, call.parse_mode, call.entities))
    post = _editable(world, call)
    if post.text is None:
        raise bad_request("there is no text in the message to edit")
    if text.units > TEXT_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    preview = given(call.link_preview_options)
    return _edited(post, call, text=text.text, entities=text.entities or None, link_preview_options=preview)


def edit_message_caption(world: World, call: EditMessageCaption) -> Post | bool:
    """Carry out editMessageCaption."""
    post = _editable(world, call)
    if post.text is not None:
        raise bad_request("there is no caption in the message to edit")
    caption = caption_fields(world, call.caption, call.parse_mode, call.caption_entities, _CAPTION_TOO_LONG)
    return _edited(post, call, **caption)


def edit_message_media(world: World, call: EditMessageMedia) -> Post | bool:
    """Carry out editMessageMedia, which may put media in place of a text too."""
    post = _editable(world, call)
    emptied = dict.fromkeys(CONTENT)
    return _edited(post, call, **emptied | media_fields(world, call.media, _CAPTION_TOO_LONG))


def edit_message_reply_markup(world: World, call: EditMessageReplyMarkup) -> Post | bool:
    """Carry out editMessageReplyMarkup."""
    return _edited(_editable(world, call), call)


def delete_message(world: World, call: DeleteMessage) -> bool:
    """Carry out deleteMessage."""
    chat = world.chat(call.chat_id)
    post = chat.history.find(call.message_id, "delete")
    if not post.is_own and chat.about.type != "private" and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")
    chat.history.delete(post.message_id)
    return True


def delete_messages(world: World, call: DeleteMessages) -> bool:
    """Carry out deleteMessages, which skips those that are not there."""
    chat = world.chat(call.chat_id)
    for message_id in call.message_ids:
        if chat.history.get(message_id):
            delete_message(world, DeleteMessage(chat_id=call.chat_id, message_id=message_id))
    return True


def set_message_reaction(world: World, call: SetMessageReaction) -> bool:
    """Carry out setMessageReaction."""
    chat = world.chat(call.chat_id)
    post = chat.history.find(call.message_id, "react")
    emoji = [getattr(reaction, "emoji", "") for reaction in call.reaction or []]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not _REACTIONS.issuperset(emoji):
        raise bad_request("REACTION_INVALID")
    chat.reactions[post.message_id] = emoji
    return True


def _editable(world: World, call: Any) -> Post:
    """Return the message that a call edits: one of the bot, or one that somebody sent through it."""
    if call.inline_message_id:
        if call.inline_message_id not in world.inline_posts:
            raise bad_request("MESSAGE_ID_INVALID")
        sent = world.inline_posts[call.inline_message_id]
        return sent.room.history.find(sent.message_id, "edit")
    post = world.chat(call.chat_id).history.find(call.message_id, "edit")
    if not post.is_own or post.forward_origin:
        raise bad_request("message can't be edited")
    return post


def _edited(post: Post, call: Any, **content: Any) -> Post | bool:
    # A call without a keyboard takes away the one that is there.
    changes = content | {"reply_markup": keyboard(call.reply_markup)}
    if all(as_json(getattr(post, name)) == as_json(value) for name, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    revised = post.room.history.revise(post, **changes)
    return True if call.inline_message_id else revised
