"""Waiting for something to have happened, without polling a clock."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

_Found = TypeVar("_Found")


class Bell:
    """Rings whenever anything has changed, and wakes everyone who waits for a particular change."""

    def __init__(self) -> None:
        self._sleepers: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake everyone, so that they look again."""
        sleepers, self._sleepers = self._sleepers, set()
        for sleeper in sleepers:
            if not sleeper.done():
                sleeper.set_result(None)

    async def until(self, look: Callable[[], _Found | None], timeout_s: float | None) -> _Found:
        """Return what `look` finds as soon as it is true.

        Raises:
            TimeoutError: If it does not become true in time.
        """
        async with asyncio.timeout(timeout_s):
            while True:
                if found := look():
                    return found
                sleeper = asyncio.get_running_loop().create_future()
                self._sleepers.add(sleeper)
                await sleeper
