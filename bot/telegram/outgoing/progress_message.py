"""How far something long is: one message that is edited while it goes on."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.reply import Reply
from bot.telegram.departures import departing
from bot.telegram.outgoing.delivery import Delivery, Place

PATIENCE_S = 4.0
"""What takes no longer is told once, when it is done."""
RENEW_S = 5.0
"""Telegram takes about one message a second in a chat; answers must get through meanwhile."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Shown:
    """The message that says how far things are."""

    messages: tuple[int, ...] = ()
    """Its id, for what is to stand in its place in the end; none where nothing had to be told."""


@asynccontextmanager
async def progress_message(
    delivery: Delivery, place: Place, tell: Callable[[], Reply]
) -> AsyncIterator[Shown]:
    """Show how far things are for as long as the context lasts, unless it is left soon.

    Args:
        delivery: Brings the message.
        place: Where it goes.
        tell: Returns how far things are.
    """
    shown, done = Shown(), asyncio.Event()
    with departing(None):  # it is no answer: what is killed meanwhile is done again, and answered
        showing = asyncio.create_task(_show(delivery, place, tell, shown, done))
    try:
        yield shown
    finally:
        done.set()  # no cancelling: a message under way would stay behind
        await showing


async def _show(
    delivery: Delivery, place: Place, tell: Callable[[], Reply], shown: Shown, done: asyncio.Event
) -> None:
    last = None
    wait_s = PATIENCE_S
    while not await _is_set_within(done, wait_s):
        wait_s = RENEW_S
        if (reply := tell()) == last:
            continue
        last = reply
        try:
            shown.messages = await delivery.edit(reply, place, shown.messages)
        except TelegramError as error:
            log.info("How far things are cannot be shown: %s", error)


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
