"""What people do in a chat, and what they see the bot do there."""

import datetime as dt
from typing import Any, TypedDict, Unpack

from aiogram.types import (
    CallbackQuery,
    ForumTopicCreated,
    MessageEntity,
    MessageOriginUnion,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    ReactionTypeUnion,
)

from tests.bot_api.history import Post
from tests.bot_api.people import Person
from tests.bot_api.room import Room

PATIENCE_S = 90.0
"""Seconds that a test waits for the bot before it fails."""
_TOPIC_COLOUR = 0x6FB9F0


class How(TypedDict, total=False):
    """Who sends a message, and where it belongs."""

    who: Person | None
    """The sender; else the first member of the chat."""
    thread: int | None
    """The topic, as `Chat.topic` returned it."""
    reply_to: Post | None
    """The message that is answered."""
    media_group_id: str | None
    """The same for all files of an album."""
    forward_origin: MessageOriginUnion | None
    """Who has written it, if the sender only passes it on."""


class Chat(Room):
    """A chat to be used from a test. Where `who` is not given, the first member acts."""

    _read = 0
    """How many of the bot's messages have been returned by `replies`."""

    @property
    def messages(self) -> list[Post]:
        """Return what the bot has sent, in order, edits applied and deleted messages left out."""
        return [post for number in self.sent if (post := self.history.get(number))]

    # --- what people do ------------------------------------------------------------------------------

    async def send(
        self, text: str, *, entities: list[MessageEntity] | None = None, **how: Unpack[How]
    ) -> Post:
        """Send a text as a client does, with its commands, mentions and links marked.

        Args:
            text: What is written, as plain text.
            entities: What the sender formatted.
            how: See `How`.
        """
        written = self.world.formatted(text, None, entities)
        return self._say(**how, text=written.text, entities=written.entities or None)

    async def edit(self, post: Post, text: str) -> Post:
        """Change the text of a person's message."""
        written = self.world.formatted(text, None, None)
        changed = self.history.revise(post, text=written.text, entities=written.entities or None)
        self.tell("edited_message", changed)
        return changed

    async def send_document(
        self,
        content: bytes,
        name: str,
        *,
        caption: str | None = None,
        mime_type: str | None = None,
        **how: Unpack[How],
    ) -> Post:
        """Send a file; its MIME type is guessed from its name if it is not given."""
        document = self.world.files.add(content, name, mime_type).document()
        return self._say(**how, document=document, **self._caption(caption))

    async def send_photo(self, content: bytes, *, caption: str | None = None, **how: Unpack[How]) -> Post:
        """Send a picture as a photo, which has no name."""
        photo = self.world.files.add(content, "photo.jpg", "image/jpeg").photo()
        return self._say(**how, photo=photo, **self._caption(caption))

    async def press(self, label: str, *, who: Person | None = None, on: Post | None = None) -> CallbackQuery:
        """Press the button with this label, on a message or on the last one that has it.

        The query's answer is `World.answer_to` it.
        """
        posts = [on] if on else reversed(self.messages)
        found = [(post, b) for post in posts for b in post.inline_buttons if b.text == label]
        assert found, f"there is no button “{label}” among {[post.buttons for post in self.messages]}"
        post, button = found[0]
        assert button.callback_data, f"the button “{label}” does not ask the bot"
        inline_message_id = self.world.inline_id_of(post)
        query = CallbackQuery(
            id=self.world.open_query(),
            from_user=self._person(who).user,
            chat_instance=str(-self.id),
            message=None if inline_message_id else self.history.get(post.message_id) or post,
            inline_message_id=inline_message_id,
            data=button.callback_data,
        )
        self.world.updates.add("callback_query", query)
        return query

    async def react(self, post: Post, *emoji: str, who: Person | None = None) -> None:
        """Put these reactions on a message, in place of the person's earlier ones."""
        person = self._person(who)
        reactions: list[ReactionTypeUnion] = [ReactionTypeEmoji(emoji=one) for one in emoji]
        before = person.reactions.get((self.id, post.message_id), [])
        person.reactions[self.id, post.message_id] = reactions
        if self.about.type == "private" or self.bot_status == "administrator":
            change = MessageReactionUpdated(
                chat=self.about,
                message_id=post.message_id,
                date=dt.datetime.now(dt.UTC),
                old_reaction=before,
                new_reaction=reactions,
                user=person.user,
            )
            self.world.updates.add("message_reaction", change)

    async def topic(self, name: str, *, who: Person | None = None) -> int:
        """Open a topic in a forum; return its thread."""
        number = self.history.next_id()
        self.topics[number] = name
        created = ForumTopicCreated(name=name, icon_color=_TOPIC_COLOUR)
        self._say(who, thread=number, message_id=number, forum_topic_created=created)
        return number

    async def join(self, person: Person) -> None:
        """Let somebody join."""
        self.people.append(person)
        self.set_status(person.user, "member", by=person.user)
        self._say(person, new_chat_members=[person.user])

    async def leave(self, person: Person) -> None:
        """Let somebody leave."""
        self.set_status(person.user, "left", by=person.user)
        self._say(person, left_chat_member=person.user)
        self.people.remove(person)

    async def set_bot_status(self, status: str, *, who: Person | None = None) -> None:
        """Make the bot a member or administrator, or let it be "left" or "kicked", which in a private chat blocks it."""
        self.set_status(self.world.bot, status, by=self._person(who).user)

    async def migrate(self) -> "Chat":
        """Upgrade a basic group to a supergroup; return that one."""
        became = self.world.supergroup(self.name, self.people)
        self._say(migrate_to_chat_id=became.id)
        self.became = became
        became._say(migrate_from_chat_id=self.id)
        return became

    # --- what people see -----------------------------------------------------------------------------

    async def next_reply(self, timeout_s: float = PATIENCE_S) -> Post:
        """Return the first message of the bot that has not been returned before, as soon as there is one."""
        (reply,) = await self.replies(1, timeout_s)
        return reply

    async def replies(self, count: int, timeout_s: float = PATIENCE_S) -> list[Post]:
        """Return the next `count` messages of the bot that have not been deleted again."""

        def unread() -> list[Post]:
            return [post for number in self.sent[self._read :] if (post := self.history.get(number))]

        await self.world.wait(
            lambda: len(unread()) >= count, f"{count} more messages to {self.name}", timeout_s
        )
        found = unread()[:count]
        self._read = self.sent.index(found[-1].message_id) + 1
        return found

    async def changed(self, post: Post, timeout_s: float = PATIENCE_S) -> Post:
        """Return the version of a message that comes after this one, as soon as there is one."""

        def later() -> Post | None:
            now = self.history.get(post.message_id)
            return now if now is not post else None

        return await self.world.wait(later, f"edit of message {post.message_id} in {self.name}", timeout_s)

    async def deleted(self, post: Post, timeout_s: float = PATIENCE_S) -> None:
        """Wait until a message has been deleted."""
        await self.world.wait(
            lambda: not self.history.get(post.message_id),
            f"deletion of message {post.message_id} in {self.name}",
            timeout_s,
        )

    # --- within --------------------------------------------------------------------------------------

    def _say(self, who: Person | None = None, **message: Any) -> Post:
        post = self.write(self._person(who).user, **message)
        self.tell("message", post)
        return post

    def _person(self, who: Person | None) -> Person:
        return who or self.people[0]

    def _caption(self, caption: str | None) -> dict[str, Any]:
        written = self.world.formatted(caption, None, None)
        return {"caption": written.text or None, "caption_entities": written.entities or None}
