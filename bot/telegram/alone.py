"""What only one of the replicas on a home does at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.store.database import Database


@asynccontextmanager
async def alone(database: Database | None, what: str) -> AsyncIterator[bool]:
    """Tell whether this replica is the one that does something for as long as the context lasts; whoever asks meanwhile is not.

    A database that restarts lets go of the lock, so that what must not happen twice needs a note of its own besides.

    Args:
        database: What the replicas share; None if there is only this one.
        what: What is done.

    Raises:
        StoreError: If the database cannot be reached.
    """
    if database is None:
        yield True
        return
    lock = database.try_locked(what)
    is_alone = await asyncio.to_thread(lock.__enter__)
    try:
        yield is_alone
    finally:
        await asyncio.to_thread(lock.__exit__, None, None, None)
