import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram.error import BadRequest, Conflict


class Hook:
    """A bot's server: it keeps what it is sent, and fails as often as it is told to."""

    def __init__(self):
        self.seen = []
        self.failures = 0
        self.url = ""

    async def _take(self, request):
        body = await request.json()
        self.seen.append((body["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        return web.Response()

    @asynccontextmanager
    async def listening(self):
        runner = web.ServerRunner(web.Server(self._take))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        yield self
        await runner.cleanup()


@pytest.fixture
async def hook():
    async with Hook().listening() as listening:
        yield listening


async def delivered(bot_api):
    await bot_api.wait(lambda: not bot_api.updates.pending, "delivery of all updates")


async def test_updates_are_delivered_with_the_secret(bot, bot_api, chat, hook):
    await chat.send("before")
    await bot.set_webhook(hook.url, secret_token="s3cret-Token_")
    await chat.send("after")
    await delivered(bot_api)
    assert hook.seen == [("before", "s3cret-Token_"), ("after", "s3cret-Token_")]


async def test_failed_deliveries_are_tried_again_and_reported(bot, bot_api, chat, hook):
    hook.failures = 2
    await bot.set_webhook(hook.url)
    await chat.send("one")
    await chat.send("two")
    await delivered(bot_api)
    assert [text for text, _ in hook.seen] == ["one", "one", "one", "two"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.pending_update_count == 0


async def test_one_chat_does_not_hold_up_another(bot, bot_api, chat, hook):
    hook.failures = 1
    other = bot_api.private(bot_api.person("Ben"))
    await chat.send("one")
    await other.send("two")
    await bot.set_webhook(hook.url)
    await delivered(bot_api)
    assert [text for text, _ in hook.seen] == ["one", "two", "one"]


async def test_nobody_at_home(bot, bot_api, chat, unused_url):
    await bot.set_webhook(unused_url)
    await chat.send("hello")
    await bot_api.wait(lambda: bot_api.webhook.info().last_error_message, "error")
    info = await bot.get_webhook_info()
    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 1)
    await bot.delete_webhook()
    assert [update.message.text for update in await bot.get_updates()] == ["hello"]


@pytest.fixture
async def unused_url():
    async with Hook().listening() as hook:
        return hook.url


async def test_the_webhook_outlives_an_outage(bot, bot_api, chat, hook):
    await bot.set_webhook(hook.url)
    await bot_api.stop()
    await chat.send("meanwhile")
    assert not hook.seen
    await bot_api.start()
    await delivered(bot_api)
    assert hook.seen == [("meanwhile", None)]


async def test_pending_updates_can_be_dropped(bot, bot_api, chat, hook):
    await chat.send("old")
    await bot.set_webhook(hook.url, drop_pending_updates=True, allowed_updates=["message"], max_connections=1)
    await chat.send("new")
    await delivered(bot_api)
    assert [text for text, _ in hook.seen] == ["new"]
    info = await bot.get_webhook_info()
    assert (info.url, info.allowed_updates, info.max_connections) == (hook.url, ("message",), 1)


async def test_setting_a_webhook_ends_a_long_poll(bot, bot_api, hook):
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await bot_api.wait(lambda: bot_api.calls("getUpdates"), "poll")
    await bot.set_webhook(hook.url)
    with pytest.raises(Conflict, match="Conflict: terminated by setWebhook request"):
        await poll


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "nowhere"}, "Invalid webhook url specified"),
        (
            {"url": "http://127.0.0.1:9", "secret_token": "not allowed"},
            "Secret token contains unallowed characters",
        ),
        ({"url": "http://127.0.0.1:9", "secret_token": "x" * 257}, "Secret token is too long"),
    ],
)
async def test_webhooks_that_cannot_be(bot, parameters, words):
    with pytest.raises(BadRequest, match=words):
        await bot.set_webhook(**parameters)
