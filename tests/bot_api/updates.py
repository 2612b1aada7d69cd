"""The queue of updates, and the long poll that empties it."""

from dataclasses import dataclass
from typing import Any

from aiogram.methods import GetUpdates
from aiogram.types import TelegramObject, Update

from tests.bot_api.refusals import OTHER_POLLER, Refusal, conflict
from tests.bot_api.waiting import Bell
from tests.bot_api.wire import as_json, complaints_about

KINDS = frozenset(Update.model_fields) - {"update_id"}
DEFAULT_KINDS = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}
"""What a bot gets that has not asked for anything by name."""
_LONGEST_POLL_S = 50


@dataclass(slots=True)
class Pending:
    """An update that waits to be confirmed."""

    update_id: int
    body: dict[str, Any]
    is_repeat: bool = False
    """Whether it is to be sent once more even if it has been confirmed."""


@dataclass(slots=True)
class _Poll:
    """A getUpdates call that waits."""

    refusal: Refusal | None = None


class Updates:
    """Updates in the order they happened, kept until the bot confirms them."""

    def __init__(self, bell: Bell, violations: list[str]) -> None:
        self.pending: list[Pending] = []
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.last: dict[str, Any] = {}
        """The latest update, as it is sent."""
        self._bell = bell
        self._violations = violations
        self._next_id = 700_000_000
        self._poll: _Poll | None = None

    def add(self, kind: str, event: TelegramObject) -> None:
        """Queue an update, if the bot has asked for its kind."""
        if kind in self.allowed:
            body = self.add_raw({kind: as_json(event)})
            self._violations += complaints_about(Update, body)

    def add_raw(self, body: dict[str, Any]) -> dict[str, Any]:
        """Queue an update just as it is, right or wrong; give it an `update_id` if it has none and return it."""
        self.last = {"update_id": self._next_id} | body
        self._next_id += 1
        self.pending.append(Pending(self.last["update_id"], self.last))
        self._bell.ring()
        return self.last

    def repeat(self, update: dict[str, Any] | None = None) -> None:
        """Send an update (else the latest) another time under its old id, as Telegram does now and then."""
        body = update or self.last
        self.pending.append(Pending(body["update_id"], body, is_repeat=True))
        self._bell.ring()

    def allow(self, kinds: list[str] | None) -> None:
        """Set which kinds the bot gets; none named means the default, None leaves it as it was."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & KINDS or DEFAULT_KINDS

    def clear(self) -> None:
        """Forget all of them."""
        self.pending.clear()
        self._bell.ring()

    def confirm(self, update: Pending) -> None:
        """Forget one that has been delivered for good."""
        if update in self.pending:
            self.pending.remove(update)
        self._bell.ring()

    def end_poll(self, refusal: Refusal) -> None:
        """Refuse the call that waits for updates, if one does."""
        if self._poll:
            self._poll.refusal = refusal
            self._bell.ring()

    async def get(self, call: GetUpdates) -> list[dict[str, Any]]:
        """Return the updates that are due, waiting for the first one if the call says so.

        Those before the offset are thereby confirmed, a negative offset keeps that many.

        Raises:
            Refusal: If another call takes over.
        """
        self.allow(call.allowed_updates)
        limit = min(max(call.limit or 100, 1), 100)
        self._forget(call.offset or 0)
        if not self.pending and call.timeout:
            await self._wait(min(call.timeout, _LONGEST_POLL_S))
        due = self.pending[:limit]
        for update in due:
            update.is_repeat = False
        return [update.body for update in due]

    async def _wait(self, timeout_s: float) -> None:
        self.end_poll(conflict(OTHER_POLLER))
        poll = self._poll = _Poll()
        try:
            await self._bell.until(lambda: poll.refusal or self.pending, timeout_s)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.refusal:
            raise poll.refusal

    def _forget(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [one for one in self.pending if one.is_repeat or one.update_id >= offset]
        self._bell.ring()
