"""What must leave once: noted on disk right before it is handed to the network.

Until Telegram's response is read nobody can know whether it has accepted a message, and the Bot API has no means to ask. There are two ways to
err then, to send it twice or not at all, and a request that has left is nearly always accepted. So `AnswerRequest` notes a message right before its
request is handed to the network, after every queue, rate limit and handshake, and the next run counts it as sent; a refusal takes the note back.
Nothing appears twice. A kill between the note and the write, well below a millisecond, loses a message; so does one between two messages of a
reply, for those that follow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

import httpx
from telegram.request import HTTPXRequest

_IS_FIRST = "is_first_answer"


class Departure(Protocol):
    """What leaves with the requests that are made meanwhile, as the state knows it."""

    def leave(self) -> bool:
        """Note that it is about to leave; return False if it has left before."""

    def stay(self) -> None:
        """Note that it has certainly not arrived."""


_current: ContextVar[Departure | None] = ContextVar("departure", default=None)


@contextmanager
def departing(departure: Departure | None) -> Iterator[None]:
    """Take the messages that are sent within for what departs."""
    before = _current.set(departure)
    try:
        yield
    finally:
        _current.reset(before)


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
                request.extensions[_IS_FIRST] = departure.leave()

        request.extensions["trace"] = note

    @staticmethod
    async def _judge(response: httpx.Response) -> None:
        """Take the note back if Telegram refused the first message."""
        departure = _current.get()
        if departure and response.is_client_error and response.request.extensions.get(_IS_FIRST):
            departure.stay()


def _is_answer(path: str) -> bool:
    """Tell whether a request shows a person something that it would show twice if it were repeated."""
    method = path.rpartition("/")[2]
    return method.startswith("send") and method != "sendChatAction"
