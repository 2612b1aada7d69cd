"""How fast requests leave, and how patiently.

Telegram allows about 30 messages a second, and 20 a minute in a group; AIORateLimiter keeps to that, and waits where it is told to.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from telegram.constants import FloodLimit
from telegram.error import NetworkError
from telegram.ext import AIORateLimiter

from bot.store.allowances import Allowances
from knowledge.errors import StoreError

log = logging.getLogger(__name__)

_RETRIES = 5
"""How often a request is repeated after Telegram has asked to wait."""
_FREE = frozenset({"sendChatAction", "answerCallbackQuery", "deleteMessage"})
"""What shows no message, and so does not use up a chat's allowance."""
_PAUSES_S = (0.5, 1, 2, 4, 8, 15, 30)
"""Between attempts to reach Telegram; the last one for as long as it takes."""


class PatientRateLimiter(AIORateLimiter):
    """Spaces requests, and repeats those that have certainly not arrived until they do."""

    def __init__(self, **rates: float) -> None:
        """Pass on the rates, if other than Telegram's, to `AIORateLimiter`."""
        super().__init__(**rates, max_retries=_RETRIES)

    async def process_request(  # as in the base class
        self, callback: Any, args: Any, kwargs: Any, endpoint: str, data: Any, rate_limit_args: Any
    ) -> Any:
        """Make a request when it is its turn."""
        charged = {} if endpoint in _FREE else data
        attempt = 0
        while True:
            try:
                return await super().process_request(
                    callback, args, kwargs, endpoint, charged, rate_limit_args
                )
            except NetworkError as error:
                if not _has_never_left(error):
                    raise
                if not attempt:
                    what = "The database" if isinstance(error.__cause__, StoreError) else "Telegram"
                    log.warning(
                        "%s cannot be reached (%s). Trying again until it can.", what, error.__cause__
                    )
                await asyncio.sleep(_PAUSES_S[min(attempt, len(_PAUSES_S) - 1)])
                attempt += 1


def _has_never_left(error: NetworkError) -> bool:
    """Tell whether no part of a request can have reached Telegram, so that repeating it does nothing twice."""
    never = httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | StoreError
    return isinstance(error.__cause__, never)


class SharedRateLimiter(PatientRateLimiter):
    """Keeps to Telegram's limits together with the other replicas; by itself as well, should the database be away."""

    def __init__(self, allowances: Allowances) -> None:
        super().__init__()
        self._allowances = allowances
        self._threads = ThreadPoolExecutor(2, "allowances")

    async def process_request(
        self, callback: Any, args: Any, kwargs: Any, endpoint: str, data: Any, rate_limit_args: Any
    ) -> Any:
        """Make a request when it is its turn among those of all replicas."""
        chat_id = None if endpoint in _FREE else data.get("chat_id")
        if chat_id is not None:
            if str(chat_id).startswith(("-", "@")):
                await self._wait(f"group {chat_id}", FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, 60.0)
            await self._wait("all", FloodLimit.MESSAGES_PER_SECOND, 1.0)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)

    async def shutdown(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _wait(self, allowance: str, most: float, within_s: float) -> None:
        loop = asyncio.get_running_loop()
        try:
            wait_s = await loop.run_in_executor(
                self._threads, self._allowances.reserve, allowance, most, within_s
            )
        except StoreError as error:
            log.info("This replica keeps to Telegram's limits by itself for now. %s", error)
            return
        await asyncio.sleep(wait_s)
