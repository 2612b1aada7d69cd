"""“typing…” under the bot's name for as long as something takes."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.outgoing.delivery import Place

_PATIENCE_S = 0.3
"""What takes no longer needs no explanation."""
_RENEW_S = 4.5
"""Telegram takes the action away after five seconds, or when a message comes."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def typing(bot: Bot, place: Place) -> AsyncIterator[None]:
    """Show that the bot is at work, unless it is done in no time."""
    showing = asyncio.create_task(_show(bot, place))
    try:
        yield
    finally:
        showing.cancel()
        with suppress(asyncio.CancelledError):
            await showing


async def _show(bot: Bot, place: Place) -> None:
    await asyncio.sleep(_PATIENCE_S)
    while True:
        try:
            await bot.send_chat_action(place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id)
        except TelegramError as error:
            log.info("The typing action cannot be shown: %s", error)
        await asyncio.sleep(_RENEW_S)
