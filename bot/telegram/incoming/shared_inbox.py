"""The inbox of a home that replicas share: any of them receives an update, and any of them answers it.

What is received is written to the database and thereby accepted; what is processed is taken from there (see `bot.store.leases`), as much as this
replica has room for. A replica without room tells the others that something waits; besides, each looks every few moments, which also finds what was
held by one that has died.
"""

import asyncio
import datetime as dt
import json
import logging
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Final, ParamSpec, TypeVar

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.state.table import Clock, moment, utc_now
from bot.state.updates import Updates
from bot.store.database import Database
from bot.store.leases import CHANNEL, LEASE_S, Leased, Leases
from bot.store.listener import Listener
from bot.telegram.departures import TakenOverError
from bot.telegram.incoming.chat_queues import chat_of
from bot.telegram.incoming.inbox import TOO_OLD_S, Inbox
from knowledge.errors import StoreError

_LOOKS: Final = 15
"""How often within the time of a lease it is renewed, and what waits is looked for."""
_ACCEPT_S: Final = 5.0
"""How long whoever delivers an update is kept waiting; it is delivered again."""
_PAUSE_S: Final = 0.5
"""Before the database is tried again."""
_SILENT_S: Final = 15.0
"""How long the database may not have been reached before this replica is not ready."""
_THREADS: Final = 4
"""That wait for the database; a round trip takes about a millisecond."""

_P = ParamSpec("_P")
_T = TypeVar("_T")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Lease:
    """An update that this replica works on, and its answer."""

    inbox: "SharedInbox"
    update_id: int
    received_at: dt.datetime
    has_left: bool = False
    is_put_off: bool = False

    async def leave(self) -> bool:
        if not self.inbox.leases.leave(self.update_id):
            log.warning("Update %d was held up for too long; another replica answers it.", self.update_id)
            raise TakenOverError
        is_first, self.has_left = not self.has_left, True
        return is_first

    async def stay(self) -> None:
        self.inbox.leases.stay(self.update_id)
        self.has_left = False

    def put_off(self) -> bool:
        self.is_put_off = True
        return True


class SharedInbox(Inbox):
    """The updates that this replica has taken, as the queue of its application."""

    def __init__(
        self,
        database: Database,
        updates: Updates,
        most: int,
        *,
        too_old_s: float = TOO_OLD_S,
        clock: Clock = utc_now,
        lease_s: float = LEASE_S,
    ) -> None:
        """Prepare to take updates.

        Args:
            database: What the replicas share.
            updates: The state's.
            most: How many are processed at the same time.
            too_old_s: Age in seconds from which on nobody waits for an answer any more.
            clock: Tells the time.
            lease_s: For how many seconds an update is held at a time.
        """
        super().__init__(updates, too_old_s=too_old_s, clock=clock)
        self.leases = Leases(database, lease_s)
        self._database = database
        self._most = most
        self._held: dict[int, _Lease] = {}
        """Taken, and not done with."""
        self._over: set[int] = set()
        """Done with, which the database does not know yet."""
        self._put_off: set[int] = set()
        self._accepted = 0
        """Since updates were last taken, by this replica and for itself."""
        self._wake = asyncio.Event()
        self._is_closing = False
        self._looked_at = 0.0
        self._reached_at = time.monotonic()
        self._failure = f"The database at {database.address.shown} does not answer."
        """Why it could not be reached the last time."""
        self._threads = ThreadPoolExecutor(_THREADS, "updates")

    async def put(self, item: object) -> None:
        """Keep an update in the database; whichever replica has room for it takes it. Anything else is queued.

        Raises:
            TelegramError: If it cannot be kept, or not soon enough.
        """
        if not isinstance(item, Update):
            await super().put(item)
            return
        has_room = len(self._held) + self._accepted < self._most and not self._is_closing
        try:
            async with asyncio.timeout(_ACCEPT_S):
                await self.ask(
                    self.leases.add, item.update_id, chat_of(item), item.to_json(), wakes=not has_room
                )
        except (StoreError, TimeoutError) as error:
            raise TelegramError(f"An update cannot be kept. {error}".strip()) from error
        self._accepted += has_room
        self._wake.set()

    @asynccontextmanager
    async def open(self, bot: Bot) -> AsyncIterator[None]:
        """Take updates until `close`; what is not done with at the end is left to the other replicas."""
        loop = asyncio.get_running_loop()

        def wake(*_: str) -> None:
            loop.call_soon_threadsafe(self._wake.set)

        listener = Listener(self._database, [CHANNEL], wake)
        taking = asyncio.create_task(self._take_until_closed(bot))
        try:
            yield
        finally:
            self.close()
            await taking
            self._over.update(lease.update_id for lease in self._held.values() if lease.has_left)
            with suppress(StoreError):  # then they are free once their leases have ended
                await self._note_finished()
                await self.ask(self.leases.give_back, tuple(self._held))
            await asyncio.to_thread(listener.close)
            self.leases.close()
            self._threads.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Take nothing more."""
        self._is_closing = True
        self._wake.set()

    async def begin(self, update_id: int) -> _Lease:
        """Return the answer to an update."""
        return self._held[update_id]

    async def done(self, update_id: int) -> None:
        """Note that nothing is left to do for an update, or that it is to be done anew in a moment."""
        lease = self._held.pop(update_id)
        (self._put_off if lease.is_put_off and not lease.has_left else self._over).add(update_id)
        self._wake.set()

    @property
    def complaint(self) -> str:
        """Return why no update can be answered now."""
        if self._is_closing:
            return "It is about to stop."
        if self._database.refusal:
            return self._database.refusal
        if time.monotonic() - self._reached_at > _SILENT_S:
            return self._failure
        return ""

    async def ask(self, what: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
        """Have the database asked in a thread.

        Raises:
            StoreError: If it cannot be reached.
        """
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(self._threads, partial(what, *arguments, **named))
        except StoreError as error:
            self._failure = str(error)
            raise
        self._reached_at = time.monotonic()
        return answer

    async def _take_until_closed(self, bot: Bot) -> None:
        every_s = self.leases.lease_s / _LOOKS
        while not self._is_closing:
            try:
                if time.monotonic() - self._looked_at >= every_s:
                    await self._look_after()
                await self._note_finished()
                await self._take(bot)
            except StoreError:  # the log has it
                await asyncio.sleep(_PAUSE_S)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(every_s):
                    await self._wake.wait()
            self._wake.clear()

    async def _look_after(self) -> None:
        """Renew the leases, and see to those of replicas that have died."""
        if held := tuple(self._held):
            await self.ask(self.leases.renew, held)
        settled = await self.ask(self.leases.settle)
        if settled.answered:
            log.warning(
                "A replica has ended while it sent %d answers; they are not sent again.",
                len(settled.answered),
            )
        for update_id in settled.set_aside:
            log.error("Update %d is set aside: replicas have ended while it was processed.", update_id)
        self._looked_at = time.monotonic()

    async def _note_finished(self) -> None:
        for those, note in ((self._over, self.leases.finish), (self._put_off, self.leases.put_off)):
            if known := frozenset(those):
                await self.ask(note, known)
                those.difference_update(known)

    async def _take(self, bot: Bot | None) -> None:
        self._accepted = 0
        if (room := self._most - len(self._held)) > 0:
            for leased in await self.ask(self.leases.take, room):
                self._begin(leased, bot)

    def _begin(self, leased: Leased, bot: Bot | None) -> None:
        if leased.update_id in self._held:  # held up for longer than a lease, this program is at it still
            return
        if update := self.parse(json.loads(leased.body), bot):
            self._held[leased.update_id] = _Lease(self, leased.update_id, moment(leased.received_at))
            if not self._is_closing:  # else it goes back to the others: the queue is waited for to be empty
                self.put_nowait(update)

    def _received_at(self, update_id: int) -> dt.datetime | None:
        lease = self._held.get(update_id)
        return lease.received_at if lease else None

    def _set_aside(self, update_id: int, error: str, body: str) -> None:
        log.error("Update %d is set aside. %s", update_id, error)
        self.leases.set_aside(update_id, error, body)
