"""What a bot wrote → what Telegram stores: text, entities, keyboards; refused where they are not acceptable."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiogram.client.default import Default
from aiogram.types import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, User

from tests.bot_api.entities import Entity, from_wire, settle, to_wire, utf16
from tests.bot_api.html_text import checked_link, parse_html
from tests.bot_api.refusals import bad_request

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
_CALLBACK_BYTES = 64
_ROW_BUTTONS = 8
_PLACEHOLDER = 64
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as Telegram stores it."""

    text: str
    entities: list[MessageEntity]

    @property
    def units(self) -> int:
        """Return its length in UTF-16 code units, which is what limits count."""
        return utf16(self.text)


def formatted(
    text: str | None,
    parse_mode: str | Default | None,
    entities: Sequence[MessageEntity] | None,
    people: Mapping[int, User],
) -> Formatted:
    """Return a text as Telegram would store it, empty if nothing is left.

    Raises:
        Refusal: If the markup or the entities are wrong, or the mode is neither HTML nor none.
    """
    source = text or ""
    if _SURROGATE.search(source):
        raise bad_request("strings must be encoded in UTF-8")
    if given(parse_mode):
        if str(parse_mode).lower() != "html":
            raise bad_request("unsupported parse_mode")
        source, marked = parse_html(source)
    else:
        marked = from_wire(source, entities or ())
    stored, found = settle(source, _introduced(marked, people))
    return Formatted(stored, to_wire(stored, found))


def _introduced(entities: Iterable[Entity], people: Mapping[int, User]) -> Iterator[Entity]:
    """Put people in the place of their ids; drop links to those whom nobody knows."""
    for entity in entities:
        number = entity.details.get("user")
        if not isinstance(number, int):
            yield entity
        elif number in people:
            yield replace(entity, details={"user": people[number]})


def required(text: str | None, result: Formatted) -> Formatted:
    """Return a formatted text that must not be empty.

    Raises:
        Refusal: If it is, in the words that go with the reason.
    """
    if not text:
        raise bad_request("message text is empty")
    if not result.text:
        raise bad_request("text must be non-empty")
    return result


def keyboard(markup: Any) -> InlineKeyboardMarkup | None:
    """Return the inline keyboard that a message will show, if `markup` is one and has buttons.

    Raises:
        Refusal: If a button is not acceptable.
    """
    if not isinstance(markup, InlineKeyboardMarkup):
        return None
    rows = [[button for button in row if button.text][:_ROW_BUTTONS] for row in markup.inline_keyboard]
    for button in (button for row in rows for button in row):
        _check(button)
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def forced_reply(markup: Any) -> ForceReply | None:
    """Return what makes the reader's client begin a reply, if `markup` is that.

    Raises:
        Refusal: If its placeholder is not acceptable.
    """
    if not isinstance(markup, ForceReply):
        return None
    placeholder = markup.input_field_placeholder
    if placeholder is not None and not 1 <= len(placeholder) <= _PLACEHOLDER:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
    return markup


def _check(button: InlineKeyboardButton) -> None:
    if not button.model_fields_set - {"text", "style", "icon_custom_emoji_id"}:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if button.url is not None and not checked_link(button.url):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL")
    if button.callback_data is not None and not 1 <= len(button.callback_data.encode()) <= _CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def given(value: Any) -> Any:
    """Return a parameter's value, None where the caller left it to a default."""
    return None if isinstance(value, Default) else value
