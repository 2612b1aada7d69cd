"""BotApi: a World behind HTTP, as api.telegram.org is.

Run it in the event loop of the test:

    async with BotApi() as api:
        bot = telegram.Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url)
        chat = api.private(api.person("Ada"))
        await chat.send("Hello")
        reply = await chat.next_reply()
    assert not api.violations
"""

import asyncio
import inspect
import re
import time
import traceback
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from aiogram.methods import GetUpdates
from aiohttp import web

from tests.bot_api.methods import METHODS
from tests.bot_api.refusals import Refusal, not_found, server_error, unauthorized
from tests.bot_api.wire import Call, InvalidCallError, as_json, complaints_about, read_parameters, typed_call
from tests.bot_api.world import World

_HOST = "127.0.0.1"
_PATH = re.compile(r"/(?P<file>file/)?bot(?P<token>[^/]+)/(?P<rest>.+)")
_TOKEN = re.compile(r"\d+:[\w-]{35}")
_REPORTED = 12
_PARTING_S = 0.05
"""Seconds that calls may take to end when the server stops."""
_MAX_BODY_BYTES = 60 * 1024 * 1024

_Trouble = Refusal | Literal["hang", "cut"]


@dataclass(slots=True)
class Request:
    """A call of the bot, as it came and as it ended."""

    method: str
    content_type: str
    parameters: dict[str, Any]
    at_s: float
    """Seconds on the monotonic clock."""
    call: Call | None = None
    """As aiogram understands it; None if it does not."""
    answer: dict[str, Any] = field(default_factory=dict)
    """Empty while there is none."""


class BotApi(World):
    """A Bot API server on the loopback interface, for one bot."""

    def __init__(self, *, latency_s: float = 0.0) -> None:
        """Prepare a server.

        Args:
            latency_s: Seconds that each call waits before it is carried out, as if the network were slow.
        """
        super().__init__()
        self.latency_s = latency_s
        self.token = f"{self.bot.id}:AA{'Test' * 8}s"
        self.port = 0
        self.requests: list[Request] = []
        """Every call of the bot, in order, valid or not."""
        self._trouble: defaultdict[str, list[_Trouble]] = defaultdict(list)
        """Method in small letters → what goes wrong with its next calls."""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def base_url(self) -> str:
        """Return what python-telegram-bot wants as `base_url`: the token follows it."""
        return f"http://{_HOST}:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """Return what python-telegram-bot wants as `base_file_url`."""
        return f"http://{_HOST}:{self.port}/file/bot"

    async def start(self) -> None:
        """Listen, on the same port as before if there was one; everything is as it was when the server stopped."""
        application = web.Application(client_max_size=_MAX_BODY_BYTES)
        application.router.add_route("*", "/{path:.*}", self._respond)
        # Handlers outlive their connection: what Telegram has received it does, whether or not the bot still waits.
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=_PARTING_S)
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.webhook.resume()

    async def stop(self) -> None:
        """Hang up on everyone and stop listening; nothing is forgotten."""
        delivery = self.webhook.pause()
        if delivery:
            with suppress(asyncio.CancelledError):
                await delivery
        if self._runner:
            await self._runner.cleanup()

    # --- trouble -------------------------------------------------------------------------------------

    def refuse(self, method: str, refusal: Refusal, times: int = 1) -> None:
        """Answer the next calls of a method with this refusal, whatever they ask for."""
        self._trouble[method.lower()] += [refusal] * times

    def hang(self, method: str, times: int = 1) -> None:
        """Leave the next calls of a method without an answer, until the bot gives up or the server stops."""
        self._trouble[method.lower()] += ["hang"] * times

    def cut(self, method: str, times: int = 1) -> None:
        """Carry out the next calls of a method, then break the connection before the answer."""
        self._trouble[method.lower()] += ["cut"] * times

    # --- looking back --------------------------------------------------------------------------------

    def calls(self, method: str) -> list[Any]:
        """Return the calls of a method so far, typed by aiogram, those it could not type left out."""
        return [r.call for r in self.requests if r.method == method and r.call is not None]

    def report(self) -> str:
        """Return what has happened lately, for a person who wonders why a test failed."""
        lately = [
            f"  {r.method} {r.parameters!s:.300} → {r.answer or '…'!s:.300}"
            for r in self.requests
            if r.method != "getUpdates"
        ]
        wrong = ["What the Bot API does not know:", *self.violations] if self.violations else []
        return "\n".join([*wrong, "The bot's last calls:", *lately[-_REPORTED:]])

    # --- HTTP ----------------------------------------------------------------------------------------

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        path = _PATH.fullmatch(request.path)
        try:
            if path is None or not _TOKEN.fullmatch(path["token"]):
                raise not_found()
            if path["token"] != self.token:
                raise unauthorized()
            if path["file"]:
                return await self._download(path["rest"])
            return await self._carry_out(path["rest"], request)
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=refusal.code)

    async def _download(self, path: str) -> web.Response:
        await asyncio.sleep(self.latency_s)
        file = self.files.at(path)
        if file is None:
            raise not_found()
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _carry_out(self, method: str, request: web.Request) -> web.Response:
        entry = Request(method, request.content_type, {}, time.monotonic())
        self.requests.append(entry)
        planned = self._trouble[method.lower()]
        trouble = planned.pop(0) if planned else None
        status = 200
        try:
            sent = await read_parameters(request)
            entry.parameters = sent.parameters | sent.uploads
            await asyncio.sleep(self.latency_s)
            entry.call = typed_call(method, sent)
            self.bell.ring()
            entry.answer = {"ok": True, "result": await self._result(entry.call, trouble)}
        except Refusal as refusal:
            status, entry.answer = refusal.code, refusal.as_json()
        except InvalidCallError as error:
            self.violations += error.complaints
            status, entry.answer = error.refusal.code, error.refusal.as_json()
        except ConnectionError:  # the bot was gone before it had said all
            return web.Response()
        except Exception:  # noqa: BLE001  # a mistake in this server must fail the test, not only the call
            self.violations.append(traceback.format_exc())
            status, entry.answer = 500, server_error(500).as_json()
        self.bell.ring()
        if trouble == "cut" and request.transport:
            request.transport.abort()
        return web.json_response(entry.answer, status=status)

    async def _result(self, call: Call, trouble: _Trouble | None) -> Any:
        if isinstance(trouble, Refusal):
            raise trouble
        if trouble == "hang":
            await asyncio.get_running_loop().create_future()
        method = METHODS.get(type(call))
        if method is None:
            raise NotImplementedError(f"this server does not carry out {call.__api_method__}")
        outcome = method(self, call)
        body = as_json(await outcome if inspect.isawaitable(outcome) else outcome)
        # Updates were checked when they were queued, or are wrong on purpose.
        if not isinstance(call, GetUpdates):
            self.violations += complaints_about(call.__returning__, body)
        return body
