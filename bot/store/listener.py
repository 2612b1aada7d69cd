"""What the replicas of a home tell each other, heard as soon as it is committed."""

import logging
import socket
import threading
from collections.abc import Callable, Sequence
from selectors import EVENT_READ, DefaultSelector
from types import TracebackType
from typing import Self

from bot.store.database import Database
from knowledge.errors import StoreError

_PAUSES_S = (0.2, 0.5, 1.0, 2.0)
"""Between attempts to listen again; the last one for as long as it takes."""

_log = logging.getLogger(__name__)


class Listener:
    """Hears notifications in a thread of its own, on a connection that is made anew whenever it breaks."""

    def __init__(
        self, database: Database, channels: Sequence[str], heard: Callable[[str, str], None]
    ) -> None:
        """Hear what replicas tell, this one included, until the listener is closed.

        Args:
            database: Of the home.
            channels: What about, see `Database.notify`.
            heard: Told the channel and the payload, in a thread of its own; ("", "") whenever the connection has been made anew, as
                something may have been missed.
        """
        self._database = database
        self._channels = {database.channel(name): name for name in channels}
        self._heard = heard
        self._closing = threading.Event()
        self._closer, self._closed = socket.socketpair()
        self._thread = threading.Thread(target=self._listen_until_closed, name="listener", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hear no more; returns once the thread has ended."""
        if not self._closing.is_set():
            self._closing.set()
            self._closer.close()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _listen_until_closed(self) -> None:
        with self._closed:
            self._listen()

    def _listen(self) -> None:
        attempt = 0
        while not self._closing.is_set():
            try:
                with (
                    self._database.told(),
                    self._database.connect() as connection,
                    DefaultSelector() as something_happens,
                ):
                    for channel in self._channels:
                        connection.execute(f'LISTEN "{channel}"')
                    self._tell("", "")
                    attempt = 0
                    for end in (connection, self._closed):
                        something_happens.register(end, EVENT_READ)
                    while not self._closing.is_set():
                        for told in connection.notifies(timeout=0):
                            self._tell(self._channels[told.channel], told.payload)
                        something_happens.select()
            except StoreError:
                self._closing.wait(_PAUSES_S[min(attempt, len(_PAUSES_S) - 1)])
                attempt += 1

    def _tell(self, channel: str, payload: str) -> None:
        try:
            self._heard(channel, payload)
        except Exception:  # noqa: BLE001 - whatever it is, the next word is heard
            _log.exception("What was heard on %s could not be dealt with", channel or "a new connection")
