"""Updates received: by webhook where there is an address for it, else by asking for them."""

import hmac
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from telegram.error import Conflict, TelegramError
from telegram.ext import Application

from bot.config.schema import TelegramSettings
from bot.config.secrets import webhook_secret
from bot.home import Home
from bot.store.database import Database
from bot.telegram.alone import alone
from bot.telegram.incoming.inbox import Inbox
from bot.telegram.incoming.webhook import Endpoint, webhook
from knowledge.errors import CitebotError

_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction",
)
"""What Telegram is to send; it keeps the rest to itself."""
_POLL_S = 30
"""How long Telegram holds a request for updates while there are none."""
_QUIET_S = 300.0
"""How long a complaint is not repeated."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def receiving(
    application: Application[Any, Any, Any, Any, Any, Any],
    inbox: Inbox,
    settings: TelegramSettings,
    home: Home,
    database: Database | None,
    complaint: Callable[[], str],
) -> AsyncIterator[None]:
    """Receive updates for as long as the context lasts.

    Args:
        application: Whose updates they are.
        inbox: Where they go.
        settings: How they are received.
        home: Where the secret of the webhook may be.
        database: What replicas share; None if there is only this one.
        complaint: Returns why the bot cannot answer now, for balancers; empty if it can.

    Raises:
        CitebotError: If the webhook's port is taken, its secret cannot be read, or another replica receives updates and neither has a webhook.
    """
    if not settings.webhook_url:
        async with alone(database, "polling") as is_alone, _polling(application, is_alone=is_alone):
            yield
        return
    secret = webhook_secret(settings, home.folder) or _secret_of(application.bot.token)
    path = urlsplit(settings.webhook_url).path or "/"
    endpoint = Endpoint(settings.webhook_port, secret, path, settings.webhook_listen)
    try:
        async with webhook(inbox, application.bot, endpoint, complaint):
            await application.bot.set_webhook(
                settings.webhook_url, allowed_updates=_UPDATES, secret_token=secret
            )
            yield
    except OSError as error:
        raise CitebotError(
            f"Port {settings.webhook_port} cannot be listened to ({error.strerror}). Choose another webhook_port."
        ) from error


@asynccontextmanager
async def _polling(
    application: Application[Any, Any, Any, Any, Any, Any], *, is_alone: bool
) -> AsyncIterator[None]:
    """Ask Telegram for updates; of replicas one can."""
    if not is_alone:
        raise CitebotError(
            "Another replica asks Telegram for this bot's messages, and only one can. To let both have some of them, "
            "set “webhook_url” in the section “telegram” of config.yaml, for all replicas the same."
        )
    updater = application.updater
    assert updater
    await updater.start_polling(
        timeout=_POLL_S, bootstrap_retries=-1, allowed_updates=_UPDATES, error_callback=_Complaints()
    )
    try:
        yield
    finally:
        await updater.stop()


def _secret_of(token: str) -> str:
    """Return a secret that Telegram and whoever has the token know: the same for all replicas, and after each start."""
    return hmac.digest(token.encode(), b"citebot webhook", "sha256").hex()


class _Complaints:
    """Logs what goes wrong while updates are asked for, once for a while; python-telegram-bot keeps asking, ever less often."""

    def __init__(self) -> None:
        self._logged_at: dict[type[TelegramError], float] = {}

    def __call__(self, error: TelegramError) -> None:
        now = time.monotonic()
        if now - self._logged_at.get(type(error), -_QUIET_S) < _QUIET_S:
            return
        self._logged_at[type(error)] = now
        if isinstance(error, Conflict):
            log.error(
                "Another program asks Telegram for this bot's messages, and gets some of them. Stop that one; this one keeps trying."
            )
        else:
            log.error("Telegram cannot be asked for messages (%s). Trying again until it can.", error)
