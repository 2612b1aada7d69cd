import json

import httpx
import pytest
from telegram import Bot

from bot.telegram.incoming.webhook import Endpoint, webhook

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
UPDATE = {
    "update_id": 1,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 11, "type": "private"}, "text": "Who?"},
}
UNREADABLE = {"update_id": 2, "message": {"message_id": 1}}


@pytest.fixture
async def deliver(inbox):
    bot = Bot("1:TOKEN")
    async with (
        webhook(inbox, bot, Endpoint(port=0, secret="s3cret", path="/updates")) as port,
        httpx.AsyncClient() as client,
    ):

        async def post(content, headers=SECRET, path="/updates"):
            response = await client.post(f"http://127.0.0.1:{port}{path}", content=content, headers=headers)
            return response.status_code

        yield post


async def test_an_update_is_on_disk_when_it_is_acknowledged(deliver, state, inbox):
    assert await deliver(json.dumps(UPDATE)) == 200
    assert state.updates.received_at(1)
    assert inbox.get_nowait().message.text == "Who?"


async def test_an_update_that_is_delivered_twice_is_queued_once(deliver, inbox):
    assert await deliver(json.dumps(UPDATE)) == 200
    assert await deliver(json.dumps(UPDATE)) == 200
    assert inbox.qsize() == 1


async def test_an_update_that_cannot_be_parsed_is_set_aside_and_acknowledged(deliver, state, inbox):
    assert await deliver(json.dumps(UNREADABLE)) == 200
    assert [one.update_id for one in state.updates.report()] == [2]
    assert inbox.empty()


async def test_an_update_that_cannot_be_kept_is_not_acknowledged(deliver, state, inbox):
    state._connection.execute("PRAGMA query_only = ON")
    assert await deliver(json.dumps(UPDATE)) == 503
    assert inbox.empty()


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}])
async def test_whoever_does_not_know_the_secret_is_turned_away(deliver, inbox, headers):
    assert await deliver(json.dumps(UPDATE), headers) == 403
    assert inbox.empty()


@pytest.mark.parametrize("content", ["", "no json", "[]", "{}", b"\xff", "7"])
async def test_what_is_no_update_is_refused(deliver, inbox, content):
    assert await deliver(content) == 400
    assert inbox.empty()


async def test_a_balancer_is_told_whether_the_bot_can_answer_and_if_not_why(inbox):
    complaint = ""
    async with (
        webhook(inbox, Bot("1:TOKEN"), Endpoint(port=0, secret="s3cret"), lambda: complaint) as port,
        httpx.AsyncClient() as client,
    ):
        ready = await client.get(f"http://127.0.0.1:{port}/ready")
        complaint = "There is nothing to answer from yet."
        unready = await client.get(f"http://127.0.0.1:{port}/ready")
    assert (ready.status_code, ready.text) == (200, "Ready.")
    assert (unready.status_code, unready.text) == (503, complaint)


async def test_only_one_path_is_served(deliver):
    assert await deliver(json.dumps(UPDATE), path="/elsewhere") == 404


def test_the_secret_is_not_shown():
    assert "s3cret" not in repr(Endpoint(port=0, secret="s3cret"))
