"""The messages of one chat."""

import time
from typing import TYPE_CHECKING, Any, Self

from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from pydantic import PrivateAttr

from tests.bot_api.refusals import bad_request

if TYPE_CHECKING:
    from tests.bot_api.chats import Chat


class Post(Message):
    """A message as it stood when it was looked at."""

    _room: "Chat" = PrivateAttr()

    @classmethod
    def made(cls, room: "Chat", **fields: Any) -> Self:
        """Return a message of a chat, checked by aiogram's model."""
        post = cls.model_validate(fields)
        post._room = room
        return post

    @property
    def room(self) -> "Chat":
        """Return the chat it is in; `chat` is only how Telegram describes that."""
        return self._room

    def changed(self, **fields: Any) -> "Post":
        """Return the message with other contents; None empties a field."""
        return type(self).made(self._room, **dict(self) | fields)

    @property
    def is_own(self) -> bool:
        """Tell whether the bot has sent it."""
        return self.from_user is not None and self.from_user.id == self.room.world.bot.id

    @property
    def html(self) -> str:
        """Return the text or caption as HTML."""
        return self.html_text

    @property
    def inline_buttons(self) -> list[InlineKeyboardButton]:
        """Return the buttons of the inline keyboard, row by row."""
        rows = self.reply_markup.inline_keyboard if self.reply_markup else []
        return [button for row in rows for button in row]

    @property
    def buttons(self) -> list[str]:
        """Return what the buttons say."""
        return [button.text for button in self.inline_buttons]

    @property
    def placeholder(self) -> str | None:
        """Return what stands in the empty field of the reply that it makes its reader begin; None if it does not."""
        forced = self.room.forced.get(self.message_id)
        return forced.input_field_placeholder if forced else None

    async def press(self, label: str, **how: Any) -> CallbackQuery:
        """Press the button with this label; see `Chat.press`."""
        return await self._room.press(label, on=self, **how)

    async def edited(self) -> "Post":
        """Return the next version of the message, as soon as there is one."""
        return await self._room.changed(self)


class History:
    """Messages by number, in the order they were sent, those that were deleted taken out."""

    def __init__(self, count: int) -> None:
        """Begin after `count` messages that nobody needs to see again."""
        self._posts: dict[int, Post] = {}
        self._count = count

    def next_id(self) -> int:
        """Return the number of the next message."""
        self._count += 1
        return self._count

    def keep(self, post: Post) -> Post:
        """Add a message, or put a new version in its place."""
        self._posts[post.message_id] = post
        return post

    def revise(self, post: Post, **fields: Any) -> Post:
        """Replace the content of a message, and date the edit."""
        return self.keep(post.changed(edit_date=int(time.time()), **fields))

    def delete(self, message_id: int) -> None:
        """Take a message out."""
        del self._posts[message_id]

    def get(self, message_id: int | None) -> Post | None:
        """Return the current version of a message, None if there is none."""
        return self._posts.get(message_id or 0)

    def find(self, message_id: int | None, purpose: str) -> Post:
        """Return a message that a call is about.

        Raises:
            Refusal: If there is none; `purpose` completes "message to … not found".
        """
        post = self.get(message_id)
        if post is None:
            raise bad_request(f"message to {purpose} not found")
        return post
