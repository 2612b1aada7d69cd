"""Calls that answer queries: pressed buttons and inline mode."""

from typing import TYPE_CHECKING, Any

from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery
from aiogram.types import InputTextMessageContent

from tests.bot_api.entities import utf16
from tests.bot_api.formatting import CAPTION_UNITS, TEXT_UNITS, given, keyboard, required
from tests.bot_api.refusals import bad_request

if TYPE_CHECKING:
    from tests.bot_api.world import World

_RESULTS = 50
_ID_BYTES = 64
_TOAST_UNITS = 200


def answer_callback_query(world: "World", call: AnswerCallbackQuery) -> bool:
    """Carry out answerCallbackQuery."""
    if utf16(call.text or "") > _TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    world.close_query(call.callback_query_id, call)
    return True


def answer_inline_query(world: "World", call: AnswerInlineQuery) -> bool:
    """Carry out answerInlineQuery."""
    ids = [result.id for result in call.results]
    if not all(ids):
        raise bad_request("RESULT_ID_EMPTY")
    if any(len(one.encode()) > _ID_BYTES for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(ids) > _RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    for one in ids:
        result_content(world, call, one)
    world.close_query(call.inline_query_id, call)
    return True


def result_content(world: "World", answer: AnswerInlineQuery, result_id: str) -> dict[str, Any]:
    """Return the fields of the message that is sent when somebody chooses a result.

    Raises:
        Refusal: If Telegram would not take it.
    """
    result: Any = next(result for result in answer.results if result.id == result_id)
    content = {"reply_markup": keyboard(result.reply_markup)}
    wanted = result.input_message_content
    if isinstance(wanted, InputTextMessageContent):
        text = world.formatted(wanted.message_text, wanted.parse_mode, wanted.entities)
        required(wanted.message_text, text)
        if text.units > TEXT_UNITS:
            raise bad_request("MESSAGE_TOO_LONG")
        preview = given(wanted.link_preview_options)
        return content | {
            "text": text.text,
            "entities": text.entities or None,
            "link_preview_options": preview,
        }
    if wanted is not None or not hasattr(result, "document_file_id"):
        raise NotImplementedError(f"this server knows no inline results like {result.type}")
    caption = world.formatted(result.caption, result.parse_mode, result.caption_entities)
    if caption.units > CAPTION_UNITS:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    document = world.files.get(result.document_file_id).document()
    return content | {
        "document": document,
        "caption": caption.text or None,
        "caption_entities": caption.entities or None,
    }
