"""How fast requests leave, and how patiently.

Telegram allows about 30 messages a second, and 20 a minute in a group; AIORateLimiter keeps to that, and waits where it is told to.
"""

import asyncio
import logging
from typing import Any

import httpx
from telegram.error import NetworkError
from telegram.ext import AIORateLimiter

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
                    log.warning("Telegram cannot be reached (%s). Trying again until it can.", error)
                await asyncio.sleep(_PAUSES_S[min(attempt, len(_PAUSES_S) - 1)])
                attempt += 1


def _has_never_left(error: NetworkError) -> bool:
    """Tell whether no part of a request can have reached Telegram, so that repeating it does nothing twice."""
    return isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
