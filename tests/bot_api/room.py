"""A chat as Telegram keeps it: who is in it, its topics and messages, and what reaches the bot."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import aiogram.types
from aiogram.types import ChatMemberUpdated, ForceReply, User

from tests.bot_api.history import History, Post
from tests.bot_api.members import member
from tests.bot_api.people import Person
from tests.bot_api.refusals import bad_request, forbidden, upgraded

if TYPE_CHECKING:
    from tests.bot_api.chats import Chat
    from tests.bot_api.world import World

GENERAL = 1
"""The topic whose messages do not name it."""


class Room:
    """One chat, without the people's hands and eyes."""

    def __init__(self, world: "World", about: aiogram.types.Chat, people: Sequence[Person]) -> None:
        self.world = world
        self.about = about
        self.people = list(people)
        self.statuses = {person.id: "member" for person in people} | {world.bot.id: "member"}
        """User id → creator, administrator, member, left or kicked."""
        self.history = History(GENERAL if about.is_forum else 0)
        self.topics: dict[int, str] = {GENERAL: "General"} if about.is_forum else {}
        self.actions: list[str] = []
        """Chat actions of the bot such as "typing", in order."""
        self.reactions: dict[int, list[str]] = {}
        """Message id → emoji with which the bot reacts."""
        self.forced: dict[int, ForceReply] = {}
        """Message id → that it makes its reader's client begin a reply to it."""
        self.sent: list[int] = []
        """Ids of the bot's messages, in order, deleted ones included."""
        self.became: Chat | None = None
        """The supergroup it was upgraded to."""

    @property
    def id(self) -> int:
        """Return the chat's id."""
        return self.about.id

    @property
    def name(self) -> str:
        """Return what people call it."""
        return self.about.title or self.about.full_name

    @property
    def bot_status(self) -> str:
        """Return what the bot is here."""
        return self.statuses[self.world.bot.id]

    def set_status(self, user: User, status: str, by: User) -> None:
        """Make somebody a member, administrator and so on, and let the bot know if it may."""
        before, self.statuses[user.id] = self.statuses.get(user.id, "left"), status
        change = ChatMemberUpdated(
            chat=self.about,
            from_user=by,
            date=dt.datetime.now(dt.UTC),
            old_chat_member=member(user, before),
            new_chat_member=member(user, status),
        )
        if user.id == self.world.bot.id:
            self.world.updates.add("my_chat_member", change)
        elif self.bot_status == "administrator":
            self.world.updates.add("chat_member", change)

    def check_access(self) -> None:
        """Check that the bot may write here.

        Raises:
            Refusal: If it is blocked, kicked or gone, or the group has become a supergroup.
        """
        if self.became:
            raise upgraded(self.became.id)
        match self.bot_status, self.about.type:
            case "kicked", "private":
                raise forbidden("bot was blocked by the user")
            case "kicked", kind:
                raise forbidden(f"bot was kicked from the {kind} chat")
            case "left", kind:
                raise forbidden(f"bot is not a member of the {kind} chat")

    def write(
        self,
        sender: User,
        *,
        thread: int | None = None,
        reply_to: Post | None = None,
        message_id: int | None = None,
        **content: Any,
    ) -> Post:
        """Add a message.

        Raises:
            Refusal: If there is no such topic.
        """
        place = self._place(thread, reply_to)
        post = Post.made(
            cast("Chat", self),  # a Chat is all that is ever made of a Room
            message_id=message_id or self.history.next_id(),
            date=dt.datetime.now(dt.UTC).replace(microsecond=0),
            chat=self.about,
            from_user=sender,
            reply_to_message=reply_to.changed(reply_to_message=None) if reply_to else None,
            **place,
            **content,
        )
        if post.is_own:
            self.sent.append(post.message_id)
        return self.history.keep(post)

    def tell(self, kind: str, post: Post) -> None:
        """Send an update about a message, if the bot hears it."""
        if self.bot_status in ("member", "administrator") and self._is_heard(post):
            self.world.updates.add(kind, post)

    def _place(self, thread: int | None, reply_to: Post | None) -> dict[str, Any]:
        """Return the fields that put a message into a topic, or into the thread of the message it answers."""
        if thread is not None and thread not in self.topics:
            raise bad_request("message thread not found")
        if self.topics:
            number = thread or (reply_to.message_thread_id if reply_to else None) or GENERAL
            return {} if number == GENERAL else {"message_thread_id": number, "is_topic_message": True}
        if reply_to and self.about.type == "supergroup":
            # Where there are no topics, answers carry the number of the first message, but nothing can be sent to it.
            return {"message_thread_id": reply_to.message_thread_id or reply_to.message_id}
        return {}

    def _is_heard(self, post: Post) -> bool:
        """Tell whether a message reaches the bot: in groups commands, mentions and answers, unless it hears everything."""
        if self.about.type == "private" or self.bot_status == "administrator" or not self.world.privacy_mode:
            return True
        if post.content_type not in ("text", "document", "photo") or post.via_bot:
            return True
        if isinstance(post.reply_to_message, Post) and post.reply_to_message.is_own:
            return True
        text = post.text or post.caption or ""
        named = [e.extract_from(text).lower() for e in post.entities or post.caption_entities or []]
        at_bot = f"@{self.world.bot.username}".lower()
        return any(one.endswith(at_bot) or (one.startswith("/") and "@" not in one) for one in named)
