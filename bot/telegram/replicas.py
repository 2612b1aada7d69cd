"""What other replicas of a shared home have done is taken over at once."""

import asyncio
import logging

from bot.store import schema
from bot.store.database import Database
from bot.store.generations import CHANNEL as GENERATION
from bot.store.home_files import CHANNEL as FILES
from bot.store.listener import Listener
from bot.telegram.running_bot import RunningBot
from bot.telegram.scheduler import refresh

log = logging.getLogger(__name__)


async def hear_replicas(running: RunningBot, database: Database) -> None:
    """Take over what the others tell of, and all that may have been missed when the connection breaks, until cancelled."""
    loop = asyncio.get_running_loop()
    told: asyncio.Queue[str] = asyncio.Queue()

    def hear(channel: str, _payload: str) -> None:
        loop.call_soon_threadsafe(told.put_nowait, channel)

    with Listener(database, [GENERATION, FILES, schema.CHANNEL], hear):
        while True:
            channels = {await told.get()}
            while not told.empty():
                channels.add(told.get_nowait())
            try:
                if channels & {"", schema.CHANNEL}:
                    await asyncio.to_thread(schema.refuse_other, database)
                if channels & {"", GENERATION}:
                    await asyncio.to_thread(running.base.follow)
                if channels & {"", FILES}:
                    await refresh(running)
            except Exception:
                log.exception(
                    "What other replicas have done could not be taken over; the timed refresh tries again."
                )
