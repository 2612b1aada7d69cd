"""Updates by webhook: acknowledged once they are on disk.

Stands in for `Updater.start_webhook`, which answers an update that it cannot parse with an error, so that Telegram sends it
again and again (TelegramHandler.post:
https://github.com/python-telegram-bot/python-telegram-bot/blob/v22.8/src/telegram/ext/_utils/webhookhandler.py).
"""

import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from telegram import Bot
from telegram.error import TelegramError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from bot.telegram.incoming.inbox import Inbox
from knowledge.errors import StoreError

READY = "/ready"
"""Where a balancer asks whether messages are to be delivered here; 200 if so, else 503 and a sentence that says why not."""
_LARGEST_BYTES = 1 << 20
"""Far more than an update has; files are not part of it."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to listen, behind a proxy that speaks HTTPS."""

    port: int
    """0 for a free one."""
    secret: str = field(repr=False)
    """What Telegram has been told to show with each update."""
    path: str = "/"
    address: str = "127.0.0.1"


@asynccontextmanager
async def webhook(
    inbox: Inbox, bot: Bot, endpoint: Endpoint, complaint: Callable[[], str] = str
) -> AsyncIterator[int]:
    """Receive a bot's updates for as long as the context lasts.

    Args:
        inbox: Where they go.
        bot: Whose they are.
        endpoint: Where to listen.
        complaint: Returns why the bot cannot answer now; empty if it can.

    Yields:
        The port.

    Raises:
        OSError: If the port is taken.
    """
    application = Application(
        [
            (endpoint.path, _Receiver, {"inbox": inbox, "bot": bot, "secret": endpoint.secret}),
            (READY, _Readiness, {"complaint": complaint}),
        ]
    )
    server = HTTPServer(application, max_body_size=_LARGEST_BYTES)
    sockets = bind_sockets(endpoint.port, endpoint.address)
    server.add_sockets(sockets)
    try:
        yield sockets[0].getsockname()[1]
    finally:
        server.stop()
        await server.close_all_connections()


class _Receiver(RequestHandler):
    def initialize(self, inbox: Inbox, bot: Bot, secret: str) -> None:
        self._inbox = inbox
        self._bot = bot
        self._secret = secret

    async def post(self) -> None:
        shown = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(shown.encode(), self._secret.encode()):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        try:
            update = self._inbox.parse(json.loads(self.request.body), self._bot)
        except (ValueError, TypeError, KeyError) as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST) from error
        except StoreError as error:
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from error
        if update:
            try:
                await self._inbox.put(update)
            except TelegramError as error:  # it is delivered again
                raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from error


class _Readiness(RequestHandler):
    def initialize(self, complaint: Callable[[], str]) -> None:
        self._complaint = complaint

    def get(self) -> None:
        complaint = self._complaint()
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE if complaint else HTTPStatus.OK)
        self.finish(complaint or "Ready.")
