"""Telegram as one bot sees it: people, chats, files, queries and updates. No HTTP here."""

import itertools
from collections.abc import Callable, Sequence
from typing import TypeVar

import aiogram.types
from aiogram.client.default import Default
from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery
from aiogram.types import BotCommand, CallbackQuery, InlineQuery, MessageEntity, User

from tests.bot_api.chats import PATIENCE_S, Chat
from tests.bot_api.files import Files
from tests.bot_api.formatting import Formatted, formatted
from tests.bot_api.history import Post
from tests.bot_api.people import Person
from tests.bot_api.refusals import QUERY_TOO_OLD, bad_request
from tests.bot_api.updates import Updates
from tests.bot_api.waiting import Bell
from tests.bot_api.webhook import Webhook

_Found = TypeVar("_Found")
Answer = AnswerCallbackQuery | AnswerInlineQuery


class World:
    """Everything Telegram knows that matters to the bot."""

    def __init__(self) -> None:
        self.bot = User(
            id=700_000_007,
            is_bot=True,
            first_name="Test bot",
            username="cited_test_bot",
        )
        self.privacy_mode = True
        """Whether the bot hears in groups only what is meant for it, as is usual."""
        self.violations: list[str] = []
        """What the bot, or this server, has sent that the Bot API does not know."""
        self.bell = Bell()
        self.updates = Updates(self.bell, self.violations)
        self.webhook = Webhook(self.updates, self.bell)
        self.files = Files()
        self.menus: dict[tuple[str, str], list[BotCommand]] = {}
        """(Scope, language) → commands; `profile.scope_key` spells a scope."""
        self.texts: dict[tuple[str, str], str] = {}
        """("name", "description" or "short_description"; language) → what the bot says about itself."""
        self.inline_posts: dict[str, Post] = {}
        self._people: dict[int, Person] = {}
        self._chats: dict[int, Chat] = {}
        self._answers: dict[str, Answer | None] = {}
        """Query id → answer, None while the query is open."""
        self._expired: set[str] = set()
        self._numbers = itertools.count(1)

    # --- people and chats ----------------------------------------------------------------------------

    def person(
        self,
        name: str = "Ada",
        *,
        id: int | None = None,  # noqa: A002  # the Bot API's own word for it
        username: str | None = None,
        language_code: str | None = "en",
    ) -> Person:
        """Return somebody new."""
        number = id or 5_000_000_000 + next(self._numbers)
        user = User(id=number, is_bot=False, first_name=name, username=username, language_code=language_code)
        self._people[number] = Person(self, user)
        return self._people[number]

    def private(self, person: Person) -> Chat:
        """Return the chat between somebody and the bot."""
        user = person.user
        about = aiogram.types.Chat(
            id=user.id, type="private", first_name=user.first_name, username=user.username
        )
        return self._chats.get(user.id) or self._opened(about, [person])

    def group(self, title: str, *people: Person, topics: bool = False) -> Chat:
        """Return a new group in which the bot is a member: a basic one, or a supergroup with topics."""
        members = people or (self.person(),)
        if topics:
            return self.supergroup(title, members, is_forum=True)
        about = aiogram.types.Chat(id=-4_000_000_000 - next(self._numbers), type="group", title=title)
        return self._opened(about, members)

    def supergroup(self, title: str, people: Sequence[Person], *, is_forum: bool | None = None) -> Chat:
        """Return a new supergroup in which the bot is a member."""
        number = -1_002_000_000_000 - next(self._numbers)
        about = aiogram.types.Chat(id=number, type="supergroup", title=title, is_forum=is_forum)
        return self._opened(about, people)

    def turn_privacy_off(self) -> None:
        """Let the bot hear everything in groups, as /setprivacy does with BotFather."""
        self.privacy_mode = False

    def chat(self, chat_id: int | str | None) -> Chat:
        """Return a chat that the bot may write to.

        Raises:
            Refusal: If there is none.
        """
        chat = self.find_chat(chat_id)
        chat.check_access()
        return chat

    def find_chat(self, chat_id: int | str | None) -> Chat:
        """Return a chat, whether or not the bot may write to it.

        Raises:
            Refusal: If the bot has never heard of it.
        """
        if chat_id is None or chat_id == "":
            raise bad_request("chat_id is empty")
        number = int(chat_id) if str(chat_id).lstrip("-").isdecimal() else 0
        if number not in self._chats:
            raise bad_request("chat not found")
        return self._chats[number]

    def find_user(self, user_id: int) -> User:
        """Return the account of somebody.

        Raises:
            Refusal: If there is none.
        """
        people = self._users()
        if user_id not in people:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return people[user_id]

    def _opened(self, about: aiogram.types.Chat, people: Sequence[Person]) -> Chat:
        self._chats[about.id] = Chat(self, about, people)
        return self._chats[about.id]

    def _users(self) -> dict[int, User]:
        return {number: person.user for number, person in self._people.items()} | {self.bot.id: self.bot}

    def formatted(
        self, text: str | None, parse_mode: str | Default | None, entities: list[MessageEntity] | None
    ) -> Formatted:
        """Return a text as Telegram stores it; see `formatting.formatted`."""
        return formatted(text, parse_mode, entities, self._users())

    # --- queries -------------------------------------------------------------------------------------

    def open_query(self) -> str:
        """Return the id of a new query that waits for an answer."""
        query_id = str(3_000_000_000_000_000_000 + next(self._numbers))
        self._answers[query_id] = None
        return query_id

    def close_query(self, query_id: str, answer: Answer) -> None:
        """Take an answer to a query.

        Raises:
            Refusal: If it does not wait for one, or no longer.
        """
        if query_id in self._expired or self._answers.get(query_id, answer) is not None:
            raise bad_request(QUERY_TOO_OLD)
        self._answers[query_id] = answer
        self.bell.ring()

    def expire(self, query: CallbackQuery | InlineQuery) -> None:
        """Let a query grow too old for an answer."""
        self._expired.add(query.id)

    async def answer_to(self, query: CallbackQuery | InlineQuery, timeout_s: float = PATIENCE_S) -> Answer:
        """Return the bot's answer to a query, as soon as there is one."""
        return await self.wait(lambda: self._answers[query.id], "answer to a query", timeout_s)

    def inline_id_of(self, post: Post) -> str | None:
        """Return the id by which the bot can edit a message that was sent through it and has buttons; None for others."""
        if not post.via_bot or not post.reply_markup:
            return None
        inline_message_id = f"AgAAA{abs(post.chat.id)}_{post.message_id}"
        self.inline_posts[inline_message_id] = post
        return inline_message_id

    # --- waiting -------------------------------------------------------------------------------------

    async def wait(
        self, look: Callable[[], _Found | None], what: str, timeout_s: float = PATIENCE_S
    ) -> _Found:
        """Return what `look` finds as soon as it is true; it is asked whenever something has happened.

        Raises:
            AssertionError: If nothing is found in time.
        """
        try:
            return await self.bell.until(look, timeout_s)
        except TimeoutError:
            raise AssertionError(f"no {what} within {timeout_s:g} s\n{self.report()}") from None

    def report(self) -> str:
        """Return what has happened lately, for a person who wonders why a test failed."""
        return "\n".join(self.violations)
