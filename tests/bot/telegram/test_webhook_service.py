"""Updates by webhook, through HTTP."""

import socket

import httpx
import pytest


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_updates_arrive_by_webhook(start, ada, bot_api, port):
    await start(webhook_url=f"http://127.0.0.1:{port}/hook", webhook_port=port)
    await ada.send("/fact mayor")
    assert (await ada.next_reply()).text.endswith("Fact mayor")
    assert not bot_api.calls("getUpdates")


async def test_nobody_but_telegram_is_listened_to(start, port):
    running = await start(webhook_url=f"http://127.0.0.1:{port}/hook", webhook_port=port)
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"http://127.0.0.1:{port}/hook",
            json={"update_id": 1},
            headers={"X-Telegram-Bot-Api-Secret-Token": "guessed"},
        )
    assert answer.status_code == 403
    assert not running.state.updates.pending()


async def test_polling_takes_the_webhook_away(start, ada, bot_api, port):
    bot_api.webhook.url = f"http://127.0.0.1:{port}/old"
    await start()
    await ada.send("/fact mayor")
    assert (await ada.next_reply()).text.endswith("Fact mayor")
