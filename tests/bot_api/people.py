"""People, and what they do outside of a particular chat."""

from typing import TYPE_CHECKING

from aiogram.methods import AnswerInlineQuery
from aiogram.types import ChosenInlineResult, InlineQuery, ReactionTypeUnion, User

from tests.bot_api.answering import result_content

if TYPE_CHECKING:
    from tests.bot_api.chats import Chat
    from tests.bot_api.history import Post
    from tests.bot_api.world import World


class Person:
    """Somebody with a Telegram account."""

    def __init__(self, world: "World", user: User) -> None:
        self.world = world
        self.user = user
        self.reactions: dict[tuple[int, int], list[ReactionTypeUnion]] = {}
        """(Chat id, message id) → reactions."""

    @property
    def id(self) -> int:
        """Return the user's id."""
        return self.user.id

    async def ask_inline(
        self, words: str, *, offset: str = "", chat_type: str | None = "sender"
    ) -> InlineQuery:
        """Type @bot and some words in any chat; the answer is `World.answer_to` it."""
        query = InlineQuery(
            id=self.world.open_query(),
            from_user=self.user,
            query=words,
            offset=offset,
            chat_type=chat_type,
        )
        self.world.updates.add("inline_query", query)
        return query

    async def choose(self, query: InlineQuery, result_id: str, chat: "Chat") -> "Post":
        """Send one of the results of an inline query to a chat."""
        answer = await self.world.answer_to(query)
        assert isinstance(answer, AnswerInlineQuery)
        content = result_content(self.world, answer, result_id)
        post = chat.write(self.user, via_bot=self.world.bot, **content)
        inline_message_id = self.world.inline_id_of(post)
        chat.tell("message", post)
        chosen = ChosenInlineResult(
            result_id=result_id, from_user=self.user, query=query.query, inline_message_id=inline_message_id
        )
        self.world.updates.add("chosen_inline_result", chosen)
        return post
