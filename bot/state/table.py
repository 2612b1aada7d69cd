"""What every table of the state has: a schema, a clock, an age limit, and a way to forget a person."""

import datetime as dt
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

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
    """One concept of the state, made where it is missing.

    Each statement is a transaction of its own unless the caller has opened one.
    """

    SCHEMA: ClassVar[str]
    """Statements that do no harm where the table is there already."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        connection.executescript(self.SCHEMA)

    @abstractmethod
    def purge(self, before: dt.datetime) -> None:
        """Delete what is older than `before`."""

    @abstractmethod
    def forget(self, user_id: int) -> None:
        """Delete whatever leads back to a person."""

    def _now(self) -> float:
        return self._clock().timestamp()
