"""Calls that send something."""

import secrets
from collections.abc import Sequence
from typing import Any

from aiogram.methods import (
    CopyMessage,
    ForwardMessage,
    SendChatAction,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
)
from aiogram.types import (
    InputMediaDocument,
    MessageEntity,
    MessageId,
    MessageOriginUser,
    ReplyParameters,
    TextQuote,
)

from tests.bot_api.chats import Chat
from tests.bot_api.entities import utf16
from tests.bot_api.formatting import (
    CAPTION_UNITS,
    TEXT_UNITS,
    Formatted,
    forced_reply,
    given,
    keyboard,
    required,
)
from tests.bot_api.history import Post
from tests.bot_api.refusals import bad_request
from tests.bot_api.world import World

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_ALBUM = 10
CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "document",
    "photo",
    "has_media_spoiler",
    "caption",
    "caption_entities",
)
"""Fields of a message that hold what it says."""


def send_message(world: World, call: SendMessage) -> Post:
    """Carry out sendMessage."""
    text = required(call.text, world.formatted(call.text, call.parse_mode, call.entities))
    chat, place = _placed(world, call)
    if text.units > TEXT_UNITS:
        raise bad_request("message is too long")
    content = {"text": text.text, "entities": text.entities or None}
    return _written(
        world, call, chat, **place, **content, link_preview_options=given(call.link_preview_options)
    )


def send_document(world: World, call: SendDocument) -> Post:
    """Carry out sendDocument."""
    caption = caption_fields(world, call.caption, call.parse_mode, call.caption_entities)
    chat, place = _placed(world, call)
    document = world.files.sent(call.document).document()
    return _written(world, call, chat, **place, document=document, **caption)


def send_photo(world: World, call: SendPhoto) -> Post:
    """Carry out sendPhoto."""
    caption = caption_fields(world, call.caption, call.parse_mode, call.caption_entities)
    chat, place = _placed(world, call)
    photo = world.files.sent(call.photo, is_photo=True).photo()
    return _written(world, call, chat, **place, photo=photo, has_media_spoiler=call.has_spoiler, **caption)


def send_media_group(world: World, call: SendMediaGroup) -> list[Post]:
    """Carry out sendMediaGroup, for documents and photos."""
    if not call.media:
        raise bad_request("there are no messages to send")
    if len(call.media) > _ALBUM:
        raise bad_request("too many messages to send as an album")
    if len({isinstance(medium, InputMediaDocument) for medium in call.media}) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [media_fields(world, medium) for medium in call.media]
    chat, place = _placed(world, call)
    place["media_group_id"] = str(secrets.randbelow(10**17))
    return [_written(world, call, chat, **place, **content) for content in contents]


def send_chat_action(world: World, call: SendChatAction) -> bool:
    """Carry out sendChatAction."""
    if call.action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.chat(call.chat_id).actions.append(call.action)
    return True


def forward_message(world: World, call: ForwardMessage) -> Post:
    """Carry out forwardMessage."""
    original = world.chat(call.from_chat_id).history.find(call.message_id, "forward")
    assert original.from_user
    origin = MessageOriginUser(date=original.date, sender_user=original.from_user)
    chat, thread = world.chat(call.chat_id), call.message_thread_id
    return _written(world, call, chat, thread=thread, forward_origin=origin, **_content(original))


def copy_message(world: World, call: CopyMessage) -> MessageId:
    """Carry out copyMessage."""
    original = world.chat(call.from_chat_id).history.find(call.message_id, "copy")
    content = _content(original)
    if call.caption is not None and not original.text:
        content |= caption_fields(world, call.caption, call.parse_mode, call.caption_entities)
    chat, place = _placed(world, call)
    copied = _written(world, call, chat, **place, **content)
    return MessageId(message_id=copied.message_id)


def caption_fields(
    world: World,
    caption: str | None,
    parse_mode: Any,
    entities: Sequence[MessageEntity] | None,
    too_long: str = "message caption is too long",
) -> dict[str, Any]:
    """Return the fields of a message that hold its caption.

    Raises:
        Refusal: If it is too long or its markup is wrong.
    """
    written: Formatted = world.formatted(caption, parse_mode, list(entities or ()))
    if written.units > CAPTION_UNITS:
        raise bad_request(too_long)
    return {"caption": written.text or None, "caption_entities": written.entities or None}


def media_fields(world: World, medium: Any, too_long: str = "message caption is too long") -> dict[str, Any]:
    """Return the fields of a message that hold an InputMedia and its caption.

    Raises:
        Refusal: If Telegram would not take it.
    """
    caption = caption_fields(world, medium.caption, medium.parse_mode, medium.caption_entities, too_long)
    match medium.type:
        case "document":
            return {"document": world.files.sent(medium.media).document(), **caption}
        case "photo":
            photo = world.files.sent(medium.media, is_photo=True).photo()
            return {"photo": photo, "has_media_spoiler": medium.has_spoiler, **caption}
    raise NotImplementedError(f"this server keeps no media of the type {medium.type}")


def _content(original: Post) -> dict[str, Any]:
    return {name: getattr(original, name) for name in CONTENT}


def _placed(world: World, call: Any) -> tuple[Chat, dict[str, Any]]:
    """Return the chat that a message goes to, and the fields for its thread and for what it answers."""
    chat = world.chat(call.chat_id)
    place = {"thread": call.message_thread_id}
    wanted: ReplyParameters | None = call.reply_parameters
    if wanted is None and call.reply_to_message_id:
        lenient = call.allow_sending_without_reply
        wanted = ReplyParameters(message_id=call.reply_to_message_id, allow_sending_without_reply=lenient)
    if wanted is None:
        return chat, place
    if wanted.chat_id is not None and world.find_chat(wanted.chat_id) is not chat:
        raise NotImplementedError("this server knows no answers to messages of other chats")
    answered = chat.history.get(wanted.message_id)
    if answered:
        return chat, place | {"reply_to": answered, "quote": _quote(world, answered, wanted)}
    if given(wanted.allow_sending_without_reply):
        return chat, place
    raise bad_request("message to be replied not found")


def _quote(world: World, answered: Post, wanted: ReplyParameters) -> TextQuote | None:
    if not wanted.quote:
        return None
    quoted = world.formatted(wanted.quote, wanted.quote_parse_mode, wanted.quote_entities)
    text = answered.text or answered.caption or ""
    begin = text.find(quoted.text)
    if begin < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = utf16(text[:begin])
    return TextQuote(text=quoted.text, position=position, entities=quoted.entities or None, is_manual=True)


def _written(world: World, call: Any, chat: Chat, **message: Any) -> Post:
    markup = getattr(call, "reply_markup", None)
    shown, forced = keyboard(markup), forced_reply(markup)
    post = chat.write(
        world.bot,
        **message,
        reply_markup=shown,
        has_protected_content=given(call.protect_content) or None,
    )
    if forced:
        chat.forced[post.message_id] = forced
    return post
