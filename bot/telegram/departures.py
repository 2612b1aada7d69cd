"""What must leave once: noted on disk right before it is handed to the network.

Until Telegram's response is read nobody can know whether it has accepted a message, and the Bot API has no means to ask. There are two ways to
err then, to send it twice or not at all, and a request that has left is nearly always accepted. So `AnswerRequest` notes a message right before its
request is handed to the network, after every queue, rate limit and handshake, and the next run counts it as sent; a refusal takes the note back.
Nothing appears twice. A kill between the note and the write, well below a millisecond, loses a message; so does one between two messages of a
reply, for those that follow.

Where replicas share the updates, the note is taken only from the one that holds the update: one that was held up for so long that another has
taken over sends nothing more (`TakenOverError`). While the database is away nothing can be noted, and so nothing leaves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

import httpx
from telegram.request import HTTPXRequest

_IS_FIRST = "is_first_answer"


class TakenOverError(Exception):
    """Report that something is not to be sent from here any more, as another replica sees to it or has done so."""


class Departure(Protocol):
    """What leaves with the requests that are made meanwhile, as the state knows it."""

    async def leave(self) -> bool:
        """Note that it is about to leave; return False if it has left before.

        Raises:
            TakenOverError: If it must not leave from here any more.
            StoreError: If it cannot be noted.
        """

    async def stay(self) -> None:
        """Note that it has certainly not arrived."""

    def put_off(self) -> bool:
        """Have all be done anew in a moment, unless a message has left; return False if whatever was in the way will not pass by itself."""


_current: ContextVar[Departure | None] = ContextVar("departure", default=None)


@contextmanager
def departing(departure: Departure | None) -> Iterator[None]:
    """Take the messages that are sent within for what departs."""
    before = _current.set(departure)
    try:
        yield
    finally:
        _current.reset(before)


def put_off() -> bool:
    """Have what departs be done anew in a moment, unless it has left; return False if nothing departs, or that is of no use."""
    departure = _current.get()
    return departure is not None and departure.put_off()


class AnswerRequest(HTTPXRequest):
    """The client of everything but getUpdates, for `ApplicationBuilder.request`."""

    def __init__(self, httpx_kwargs: dict[str, Any] | None = None, **settings: Any) -> None:
        """Pass on all settings to `HTTPXRequest`."""
        hooks = {"request": [self._watch], "response": [self._judge]}
        super().__init__(httpx_kwargs={**(httpx_kwargs or {}), "event_hooks": hooks}, **settings)

    @staticmethod
    async def _watch(request: httpx.Request) -> None:
        """Have the departure noted that a request is part of, right before its body is written.

        Without its body a request is not accepted. httpcore's trace knows the moment
        (https://www.encode.io/httpcore/extensions/#trace); in httpx a connection may still have to be made or waited for.
        """
        departure = _current.get()
        if departure is None or not _is_answer(request.url.path):
            return

        async def note(event: str, _details: object) -> None:
            if event.endswith(".send_request_body.started"):
                request.extensions[_IS_FIRST] = await departure.leave()

        request.extensions["trace"] = note

    @staticmethod
    async def _judge(response: httpx.Response) -> None:
        """Take the note back if Telegram refused the first message."""
        departure = _current.get()
        if departure and response.is_client_error and response.request.extensions.get(_IS_FIRST):
            await departure.stay()


def _is_answer(path: str) -> bool:
    """Tell whether a request shows a person something that it would show twice if it were repeated."""
    method = path.rpartition("/")[2]
    return method.startswith("send") and method != "sendChatAction"
