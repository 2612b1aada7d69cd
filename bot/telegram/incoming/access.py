"""Who may speak to the bot, and how often. One place for messages, commands, buttons, inline queries and files."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.config.schema import AccessMode, TelegramSettings

_T = TypeVar("_T")
_DAY_S = 24 * 60 * 60
_REMEMBERED = 10_000
"""People whose last messages are kept in mind; who comes back after so many others starts afresh."""

Seconds = Callable[[], float]
"""A clock that only ever goes forward."""


class Verdict(StrEnum):
    """What becomes of a message."""

    WELCOME = "welcome"
    STRANGER = "stranger"
    """To be told how to get in."""
    TOO_FAST = "too fast"
    """To be asked to wait a moment."""
    IGNORED = "ignored"
    """Told already."""


@dataclass(slots=True)
class _Bucket:
    """A person's allowance: refilled evenly, emptied by one for each message."""

    tokens: float
    filled_at: float
    is_told: bool = False


class Access:
    """Judges each message by the settings and by what came before it. All ids are Telegram's."""

    def __init__(self, settings: TelegramSettings, clock: Seconds = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()
        self._told_at: OrderedDict[int, float] = OrderedDict()
        """When each stranger was told last."""

    def is_admin(self, user_id: int) -> bool:
        """Tell whether a person is an admin."""
        return user_id in self._settings.admins

    def judge(self, user_id: int, chat_id: int | None = None, *, cost: float = 1) -> Verdict:
        """Return what becomes of something that a person did in a chat, by the id that the settings know it by.

        Args:
            user_id: Who it was.
            chat_id: Where; None where it is no chat of the bot's.
            cost: What it takes of the messages that a person has in a minute. Admins have no limit.
        """
        if not self._allows(user_id, chat_id):
            return self._judge_stranger(user_id)
        return Verdict.WELCOME if self.is_admin(user_id) else self._judge_pace(user_id, cost)

    def _allows(self, user_id: int, chat_id: int | None) -> bool:
        known = self._settings
        is_open = known.access is AccessMode.OPEN
        return is_open or user_id in (*known.users, *known.admins) or chat_id in known.chats

    def _judge_stranger(self, user_id: int) -> Verdict:
        now = self._clock()
        if now - self._told_at.get(user_id, -_DAY_S) < _DAY_S:
            return Verdict.IGNORED
        _keep(self._told_at, user_id, now)
        return Verdict.STRANGER

    def _judge_pace(self, user_id: int, cost: float) -> Verdict:
        now, most = self._clock(), self._settings.messages_per_minute
        bucket = self._buckets.get(user_id) or _Bucket(most, now)
        _keep(self._buckets, user_id, bucket)
        bucket.tokens = min(bucket.tokens + (now - bucket.filled_at) * most / 60, most)
        bucket.filled_at = now
        if bucket.tokens >= cost:
            bucket.tokens -= cost
            bucket.is_told = False
            return Verdict.WELCOME
        if bucket.is_told:
            return Verdict.IGNORED
        bucket.is_told = True
        return Verdict.TOO_FAST


def _keep(kept: OrderedDict[int, _T], key: int, value: _T) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > _REMEMBERED:
        kept.popitem(last=False)
