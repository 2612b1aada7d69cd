"""Updates delivered to the bot's own server."""

import asyncio
import datetime as dt
import re
from typing import Any

import aiohttp
from aiogram.methods import SetWebhook
from aiogram.types import WebhookInfo

from tests.bot_api.refusals import bad_request, conflict
from tests.bot_api.updates import DEFAULT_KINDS, Pending, Updates
from tests.bot_api.waiting import Bell

_RETRY_S = (0.02, 0.1, 0.5)
"""Pauses before the next try, the last one for all that follow; Telegram's are longer and grow likewise."""
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


class Webhook:
    """Where updates are sent, and the sending.

    Updates of one chat are sent one after the other, those of several chats side by side.
    """

    def __init__(self, updates: Updates, bell: Bell) -> None:
        self.target: SetWebhook | None = None
        self._updates = updates
        self._bell = bell
        self._task: asyncio.Task[None] | None = None
        self._busy: dict[int, Pending] = {}
        self._error: tuple[dt.datetime, str] | None = None

    def set(self, call: SetWebhook) -> None:
        """Send updates to a new address from now on, or nowhere if it is empty.

        Raises:
            Refusal: If the address or the secret cannot be used.
        """
        secret = call.secret_token or ""
        if call.url and not re.match(r"https?://[^/\s]+", call.url):
            raise bad_request("invalid webhook URL specified")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._updates.allow(call.allowed_updates)
        if call.drop_pending_updates:
            self._updates.clear()
        if call.url:
            self._updates.end_poll(conflict("terminated by setWebhook request"))
        self.target, self._error = call if call.url else None, None
        self.pause()
        self.resume()

    def info(self) -> WebhookInfo:
        """Return what getWebhookInfo says."""
        target, allowed = self.target, self._updates.allowed
        date, message = self._error or (None, None)
        return WebhookInfo(
            url=target.url if target else "",
            has_custom_certificate=bool(target and target.certificate),
            pending_update_count=len(self._updates.pending),
            max_connections=(target.max_connections or 40) if target else None,
            allowed_updates=sorted(allowed) if allowed != DEFAULT_KINDS else None,
            last_error_date=date,
            last_error_message=message,
        )

    def resume(self) -> None:
        """Begin to send, if there is an address."""
        if self.target:
            self._task = asyncio.get_running_loop().create_task(self._deliver(self.target))

    def pause(self) -> asyncio.Task[None] | None:
        """Stop sending; return the task that ends, if one was running."""
        task, self._task = self._task, None
        if task:
            task.cancel()
        return task

    async def _deliver(self, target: SetWebhook) -> None:
        self._busy.clear()
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as sending:
            while True:
                update = await self._bell.until(lambda: self._next(target.max_connections or 40), None)
                self._busy[_sender(update.body)] = update
                sending.create_task(self._send(session, target, update))

    def _next(self, most: int) -> Pending | None:
        if len(self._busy) >= most:
            return None
        return next((one for one in self._updates.pending if _sender(one.body) not in self._busy), None)

    async def _send(self, session: aiohttp.ClientSession, target: SetWebhook, update: Pending) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": target.secret_token} if target.secret_token else {}
        tries = 0
        while error := await self._post(session, target.url, update.body, headers):
            self._error = dt.datetime.now(dt.UTC), error
            self._bell.ring()
            await asyncio.sleep(_RETRY_S[min(tries, len(_RETRY_S) - 1)])
            tries += 1
        del self._busy[_sender(update.body)]
        self._updates.confirm(update)

    async def _post(
        self, session: aiohttp.ClientSession, url: str, body: dict[str, Any], headers: dict[str, str]
    ) -> str:
        """Send an update once; return what went wrong."""
        try:
            async with session.post(url, json=body, headers=headers) as answer:
                return (
                    "" if answer.ok else f"Wrong response from the webhook: {answer.status} {answer.reason}"
                )
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except (aiohttp.ClientError, TimeoutError):
            return "Read timeout expired"


def _sender(body: dict[str, Any]) -> int:
    """Return the chat an update is about, else the person it comes from; what comes from one of them stays in order."""
    event = next((part for part in body.values() if isinstance(part, dict)), dict[str, Any]())
    chat = event.get("chat") or event.get("message", {}).get("chat") or event.get("from") or {}
    return int(chat.get("id", 0))
