"""Updates on disk before they are acknowledged, once each.

python-telegram-bot asks for the next updates, and thereby acknowledges these, as soon as it has put them into a queue
(Updater._start_polling, `await self.update_queue.put(update)`, then `_last_update_id`:
https://github.com/python-telegram-bot/python-telegram-bot/blob/v22.8/src/telegram/ext/_updater.py). The `Inbox` is that
queue, and puts them on disk first.

It also parses all the updates of one getUpdates in one go (Bot.get_updates, `Update.de_list`), so that one it cannot
parse makes it ask for the same ones for ever. `PollingRequest` takes such an update out of the response first.
"""

import asyncio
import datetime as dt
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.state.table import Clock, utc_now
from bot.state.updates import Updates
from bot.telegram.departures import Departure
from knowledge.errors import StoreError

TOO_OLD_S = 15 * 60
"""Age in seconds from which on nobody waits for an answer any more."""
_MOST_ATTEMPTS = 3
"""How often the program may die of an update before it is left alone."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer to an update."""

    updates: Updates
    update_id: int

    async def leave(self) -> bool:
        return self.updates.answering(self.update_id)

    async def stay(self) -> None:
        self.updates.unanswered(self.update_id)

    def put_off(self) -> bool:
        return False  # what the file refuses now it refuses in a moment


class Inbox(asyncio.Queue[object]):
    """The queue of an application's updates, for `ApplicationBuilder.update_queue`.

    An update is pending until `ChatQueues` has processed it, in this run or, after `resume`, in a later one.
    """

    def __init__(self, updates: Updates, *, too_old_s: float = TOO_OLD_S, clock: Clock = utc_now) -> None:
        super().__init__()
        self._updates = updates
        self._too_old = dt.timedelta(seconds=too_old_s)
        self._clock = clock

    async def put(self, item: object) -> None:
        """Keep an update on disk, then queue it, unless it is known already. Anything else is queued.

        Raises:
            TelegramError: If it cannot be kept. python-telegram-bot then waits and asks for it again; any other
                exception would end its polling.
        """
        if isinstance(item, Update):
            try:
                is_new = self._updates.add(item.update_id, item.to_json())
            except StoreError as error:
                raise TelegramError(f"An update cannot be kept: {error}") from error
            if not is_new:
                return
        await super().put(item)

    @asynccontextmanager
    async def open(self, bot: Bot) -> AsyncIterator[None]:
        """Queue what waits, for as long as the context lasts."""
        if waiting := self.resume(bot):
            log.info("%d messages are left from the last run.", waiting)
        yield

    def close(self) -> None:
        """Queue nothing more of what has been kept."""

    async def begin(self, update_id: int) -> Departure:
        """Note that the processing of an update begins, and return its answer."""
        self._updates.begin(update_id)
        return _Answer(self._updates, update_id)

    async def done(self, update_id: int) -> None:
        """Note that nothing is left to do for an update."""
        self._updates.done(update_id)

    @property
    def complaint(self) -> str:
        """Return why no update can be answered now; empty if all is well."""
        return ""

    def resume(self, bot: Bot | None) -> int:
        """Queue what earlier runs have not processed, and return how many updates they are.

        To be called before new updates are asked for. What was being answered when the last run ended counts as
        answered; see `chat_queues`.
        """
        if settled := self._updates.settle():
            log.warning("The last run ended while it sent %d answers; they are not sent again.", settled)
        for kept in self._updates.pending():
            if kept.attempts >= _MOST_ATTEMPTS:
                error = f"The program has ended {kept.attempts} times while it was processed."
                self._set_aside(kept.update_id, error, kept.body)
            elif update := self.parse(json.loads(kept.body), bot):
                self.put_nowait(update)
        return self.qsize()

    def parse(self, raw: dict[str, Any], bot: Bot | None = None) -> Update | None:
        """Return the update that a JSON object describes, or set it aside and return None.

        Raises:
            KeyError: If it has no id.
        """
        update_id = raw["update_id"]
        try:
            return Update.de_json(raw, bot)
        except Exception as error:  # noqa: BLE001 whatever a parser may stumble over
            self._set_aside(
                update_id, f"It cannot be parsed: {type(error).__name__}: {error}", json.dumps(raw)
            )
            return None

    def is_too_old(self, update: Update) -> bool:
        """Tell whether an update is answered too late to be of use.

        Counted from when a message was written or edited, since Telegram holds messages while the bot is away; for all
        else from when it came in.
        """
        message = update.message or update.edited_message
        if message:
            asked_at = message.edit_date or message.date
        else:
            asked_at = self._received_at(update.update_id) or self._clock()
        return self._clock() - asked_at > self._too_old

    def _received_at(self, update_id: int) -> dt.datetime | None:
        return self._updates.received_at(update_id)

    def _set_aside(self, update_id: int, error: str, body: str) -> None:
        log.error("Update %d is set aside. %s", update_id, error)
        self._updates.set_aside(update_id, error, body)


class PollingRequest(HTTPXRequest):
    """The client of getUpdates, for `ApplicationBuilder.get_updates_request`.

    An update that cannot be parsed does not hold up the others.
    """

    def __init__(self, inbox: Inbox, **settings: Any) -> None:
        """Pass on all settings but the first to `HTTPXRequest`."""
        super().__init__(**settings)
        self._inbox = inbox

    async def do_request(self, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        """Make a request; in the response, what cannot be parsed is an empty update of the same id.

        With its id it is still acknowledged, and as the inbox knows it already it is not queued.
        """
        code, payload = await super().do_request(url, *arguments, **options)
        if code != HTTPStatus.OK:
            return code, payload
        response = self.parse_json_payload(payload)
        readable = [
            raw if self._inbox.parse(raw) else {"update_id": raw["update_id"]} for raw in response["result"]
        ]
        return code, json.dumps({**response, "result": readable}).encode()
