"""What every table of the state has: a schema, a clock, an age limit, and a way to forget a person."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

from bot.state.connection import Connection

Clock = Callable[[], dt.datetime]
"""Returns the time, aware of its zone."""


def utc_now() -> dt.datetime:
    """Return the time in UTC."""
    return dt.datetime.now(dt.UTC)


def moment(seconds: float) -> dt.datetime:
    """Return a stored time stamp, in seconds since 1970, as a time in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which message something is about, and which person."""

    chat_id: int
    message_id: int
    user_id: int


def places(values: Collection[object]) -> str:
    """Return a placeholder for each of some values, to stand between the parentheses of an `IN`; of none, it holds none."""
    return ", ".join("?" * len(values)) or "NULL"


class Table(ABC):
    """One concept of the state. Each statement is a transaction of its own unless the caller has opened one."""

    SCHEMA: ClassVar[str]
    """SQLite's statements that make it, and do no harm where it is there already; PostgreSQL's stand in the store's migrations."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    @abstractmethod
    def purge(self, before: dt.datetime) -> None:
        """Delete what is older than `before`."""

    @abstractmethod
    def forget(self, user_id: int) -> None:
        """Delete whatever leads back to a person."""

    def _now(self) -> float:
        return self._clock().timestamp()
