"""One chat in order, different chats side by side, and each question answered once.

An update is done when its handlers have returned. If the program dies before that, the next run processes the update
again, unless an answer to it has left already: until Telegram's response is read nobody can know whether it has accepted
the answer, and the Bot API has no means to ask. There are two ways to err then, to answer twice or not at all, and a
request that has left is nearly always accepted. So `AnswerRequest` notes an update as being answered right before the
first message is handed to the network, after every queue, rate limit and handshake, and the next run counts it as
answered; a refusal takes the note back. No answer appears twice. A kill between the note and the write, well below a
millisecond, loses an answer; so does one between two messages of an answer, for those that follow. Whoever works long
must not send a message before the work is done.
"""

import asyncio
import sys
from collections.abc import Awaitable, Coroutine
from contextvars import ContextVar
from typing import Any
from weakref import WeakValueDictionary

import httpx
from telegram import Update
from telegram.ext import BaseUpdateProcessor
from telegram.request import HTTPXRequest

from bot.state.updates import Updates

AT_ONCE = 16
"""Chats that are served at the same time."""
_IS_FIRST = "is_first_answer"

_current: ContextVar[int | None] = ContextVar("update_id", default=None)
"""The update in whose processing a request is made."""


class ChatQueues(BaseUpdateProcessor):
    """Processes updates, for `ApplicationBuilder.concurrent_updates`."""

    def __init__(self, updates: Updates, at_once: int = AT_ONCE) -> None:
        # The base class counts those that wait for their turn too: one busy chat would take every place.
        super().__init__(max_concurrent_updates=sys.maxsize)
        self._updates = updates
        self._at_once = asyncio.Semaphore(at_once)
        self._queues: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()
        """Each lives as long as an update holds it or waits for it; waiting ones come in order of arrival."""
        self._is_closing = False

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Need nothing."""

    def close(self) -> None:
        """Begin nothing more, so that the application can stop at once; what waits is left to the next run."""
        self._is_closing = True

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine once it is the update's turn, and note that the update is done."""
        in_order = self._queues.setdefault(chat_of(update), asyncio.Lock())
        async with in_order, self._at_once:
            if self._is_closing and isinstance(coroutine, Coroutine):
                coroutine.close()
            elif isinstance(update, Update):
                _current.set(update.update_id)
                self._updates.begin(update.update_id)
                await coroutine
                self._updates.done(update.update_id)
            else:
                await coroutine


def chat_of(update: object) -> int | None:
    """Return the chat to whose order an update belongs; where there is none, the person (as in a private chat)."""
    if not isinstance(update, Update):
        return None
    place = update.effective_chat or update.effective_user
    return place.id if place else None


class AnswerRequest(HTTPXRequest):
    """The client of everything but getUpdates, for `ApplicationBuilder.request`."""

    def __init__(self, updates: Updates, httpx_kwargs: dict[str, Any] | None = None, **settings: Any) -> None:
        """Pass on all settings but the first to `HTTPXRequest`."""
        hooks = {"request": [self._watch], "response": [self._judge]}
        super().__init__(httpx_kwargs={**(httpx_kwargs or {}), "event_hooks": hooks}, **settings)
        self._updates = updates

    async def _watch(self, request: httpx.Request) -> None:
        """Have the update noted that a request answers, right before its body is written.

        Without its body a request is not accepted. httpcore's trace knows the moment
        (https://www.encode.io/httpcore/extensions/#trace); in httpx a connection may still have to be made or waited for.
        """
        update_id = _current.get()
        if update_id is None or not _is_answer(request.url.path):
            return

        async def note(event: str, _details: object) -> None:
            if event.endswith(".send_request_body.started"):
                request.extensions[_IS_FIRST] = self._updates.answering(update_id)

        request.extensions["trace"] = note

    async def _judge(self, response: httpx.Response) -> None:
        """Take the note back if Telegram refused the first message."""
        update_id = _current.get()
        if update_id is not None and response.is_client_error and response.request.extensions.get(_IS_FIRST):
            self._updates.unanswered(update_id)


def _is_answer(path: str) -> bool:
    """Tell whether a request shows a person something that it would show twice if it were repeated."""
    method = path.rpartition("/")[2]
    return method.startswith("send") and method != "sendChatAction"
