"""One chat in order, different chats side by side, and each question answered once.

An update is done when its handlers have returned. If the program dies before that, the next run or another replica processes the update
again, unless an answer to it has left already; see `departures`. Whoever works long must not send a message before the work is done.
"""

import asyncio
import sys
from collections.abc import Awaitable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.departures import departing
from bot.telegram.incoming.inbox import Inbox

AT_ONCE = 16
"""Chats that are served at the same time."""


class ChatQueues(BaseUpdateProcessor):
    """Processes updates, for `ApplicationBuilder.concurrent_updates`."""

    def __init__(self, inbox: Inbox, at_once: int = AT_ONCE) -> None:
        # The base class counts those that wait for their turn too: one busy chat would take every place.
        super().__init__(max_concurrent_updates=sys.maxsize)
        self._inbox = inbox
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
        self._inbox.close()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine once it is the update's turn, and note that the update is done."""
        in_order = self._queues.setdefault(chat_of(update), asyncio.Lock())
        async with in_order, self._at_once:
            if self._is_closing and isinstance(coroutine, Coroutine):
                coroutine.close()
            elif isinstance(update, Update):
                with departing(await self._inbox.begin(update.update_id)):
                    await coroutine
                await self._inbox.done(update.update_id)
            else:
                await coroutine


def chat_of(update: object) -> int | None:
    """Return the chat to whose order an update belongs; where there is none, the person (as in a private chat)."""
    if not isinstance(update, Update):
        return None
    place = update.effective_chat or update.effective_user
    return place.id if place else None
