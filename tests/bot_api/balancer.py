"""A balancer in front of several servers, as stands before replicas of a bot."""

from itertools import count
from typing import Self

import aiohttp
from aiohttp import web

_HOST = "127.0.0.1"


class Balancer:
    """Passes each request on to the next server in turn; to the one after it where that is gone or says that it is not ready."""

    def __init__(self) -> None:
        self.ports: list[int] = []
        """Where the servers listen."""
        self.port = 0
        self._turn = count()
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(application, access_log=None)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20))
        await self._runner.setup()
        await web.TCPSite(self._runner, _HOST, 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Return the address of the bot's webhook."""
        return f"http://{_HOST}:{self.port}/hook"

    async def _pass_on(self, request: web.Request) -> web.Response:
        assert self._session
        body, first = await request.read(), next(self._turn)
        for turn in range(len(self.ports)):
            port = self.ports[(first + turn) % len(self.ports)]
            url = f"http://{_HOST}:{port}{request.path}"
            try:
                async with self._session.request(
                    request.method, url, data=body, headers=request.headers
                ) as answer:
                    if answer.status != web.HTTPServiceUnavailable.status_code:
                        return web.Response(status=answer.status, body=await answer.read())
            except (aiohttp.ClientError, TimeoutError):
                continue
        raise web.HTTPServiceUnavailable
