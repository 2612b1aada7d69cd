import asyncio
import datetime as dt
import json
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Update
from telegram.error import Conflict, TelegramError
from telegram.ext import ApplicationBuilder, TypeHandler

from bot.state.state import State
from bot.telegram.incoming.chat_queues import ChatQueues
from bot.telegram.incoming.inbox import Inbox, PollingRequest

ANN = {"id": 11, "is_bot": False, "first_name": "Ann"}
BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "cite_bot"}
PRIVATE = {"id": 11, "type": "private", "first_name": "Ann"}
GROUP = {"id": -100, "type": "supergroup", "title": "Team", "is_forum": True}
NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)


def message(message_id=1, **fields):
    return {
        "message_id": message_id,
        "date": int(NOON.timestamp()),
        "chat": PRIVATE,
        "from": ANN,
        "text": "Who is the mayor?",
        **fields,
    }


def update(update_id, **fields):
    return {"update_id": update_id, **(fields or {"message": message(update_id)})}


def unreadable(update_id):
    """Return an update with a message that has no date."""
    return {"update_id": update_id, "message": {"message_id": 1, "chat": PRIVATE}}


VARIETY = [
    update(1),
    update(2, edited_message=message(2, edit_date=int(NOON.timestamp()) + 60)),
    update(
        3, callback_query={"id": "c", "from": ANN, "chat_instance": "i", "data": "x", "message": message(3)}
    ),
    update(
        4,
        callback_query={
            "id": "c",
            "from": ANN,
            "chat_instance": "i",
            "data": "x",
            "message": {"message_id": 4, "chat": PRIVATE, "date": 0},
        },
    ),
    update(5, callback_query={"id": "c", "from": ANN, "chat_instance": "i", "inline_message_id": "m"}),
    update(6, inline_query={"id": "q", "from": ANN, "query": "mayor", "offset": ""}),
    update(
        7,
        message=message(
            7,
            chat=GROUP,
            message_thread_id=9,
            is_topic_message=True,
            reply_to_message=message(6, chat=GROUP),
            document={"file_id": "f", "file_unique_id": "u", "file_name": "../a b.pdf", "file_size": 99},
            caption="<b>2026 & on</b> 😀",
            caption_entities=[{"type": "bold", "offset": 0, "length": 3}],
        ),
    ),
    update(
        8,
        my_chat_member={
            "chat": PRIVATE,
            "from": ANN,
            "date": int(NOON.timestamp()),
            "old_chat_member": {"status": "member", "user": BOT},
            "new_chat_member": {"status": "kicked", "user": BOT, "until_date": 0},
        },
    ),
    update(9, message=message(9, a_field_of_next_year={"deep": [1, 2]})),
    update(10, an_update_of_next_year={"id": 5}),
]


class BotApi:
    """As much of the Bot API as polling needs."""

    def __init__(self):
        self.updates = []
        self.offsets = []
        self.on_offset = lambda _offset: None
        self.all_acknowledged = asyncio.Event()

    async def answer(self, request):
        if request.match_info["method"] == "getMe":
            return self.ok(BOT)
        if request.match_info["method"] != "getUpdates":
            return self.ok(True)
        form = await request.post()
        offset = int(form.get("offset", 0))
        self.offsets.append(offset)
        self.on_offset(offset)
        waiting = [raw for raw in self.updates if raw["update_id"] >= offset]
        if not waiting:
            self.all_acknowledged.set()
            if int(form.get("timeout", 0)):
                await asyncio.Event().wait()
        return self.ok(waiting[:100])

    @staticmethod
    def ok(result):
        return web.json_response({"ok": True, "result": result})

    @asynccontextmanager
    async def serve(self):
        application = web.Application()
        application.router.add_post("/bot{token}/{method}", self.answer)
        runner = web.AppRunner(application, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
        finally:
            await runner.cleanup()


@asynccontextmanager
async def polling(api, state, handle):
    """Run a real application that polls, each update going to `handle`."""
    async with api.serve() as url:
        inbox = Inbox(state.updates)
        application = (
            ApplicationBuilder()
            .token("1:TOKEN")
            .base_url(url)
            .update_queue(inbox)
            .get_updates_request(PollingRequest(inbox))
            .concurrent_updates(ChatQueues(inbox))
            .build()
        )
        application.add_handler(TypeHandler(Update, handle))
        async with application:
            inbox.resume(application.bot)
            await application.start()
            await application.updater.start_polling(poll_interval=0.001, error_callback=lambda _error: None)
            yield application
            await application.updater.stop()
            await application.stop()


def queued(inbox):
    came = inbox.get_nowait()
    assert isinstance(came, Update)
    return came


async def soon(event):
    await asyncio.wait_for(event.wait(), 5)


# --- the queue -----------------------------------------------------------------------------------


async def test_an_update_that_comes_twice_is_queued_once(inbox):
    for update_id in (1, 2, 1):
        await inbox.put(Update.de_json(update(update_id)))
    assert [inbox.get_nowait().update_id for _ in range(inbox.qsize())] == [1, 2]


async def test_what_is_no_update_is_queued_as_it_is(inbox):
    await inbox.put("stop")
    assert inbox.get_nowait() == "stop"


async def test_what_was_not_processed_is_resumed_in_order_before_what_is_new(state, inbox):
    for update_id in (3, 1, 2):
        await inbox.put(Update.de_json(update(update_id)))
    state.updates.done(2)
    later = Inbox(state.updates)
    assert later.resume(bot=None) == 2
    await later.put(Update.de_json(update(3)))
    await later.put(Update.de_json(update(4)))
    assert [queued(later).update_id for _ in range(later.qsize())] == [1, 3, 4]


async def test_what_was_being_answered_is_not_answered_again(state, inbox, caplog):
    await inbox.put(Update.de_json(update(1)))
    state.updates.answering(1)
    assert Inbox(state.updates).resume(bot=None) == 0
    assert "they are not sent again" in caplog.text


async def test_an_update_that_kills_the_program_again_and_again_is_set_aside(state, inbox):
    await inbox.put(Update.de_json(update(1)))
    for _ in range(3):
        assert Inbox(state.updates).resume(bot=None) == 1
        state.updates.begin(1)
    assert Inbox(state.updates).resume(bot=None) == 0
    assert "has ended 3 times" in state.updates.report()[0].error


async def test_a_kept_update_that_can_no_longer_be_parsed_does_not_stop_the_others(state, inbox):
    state.updates.add(1, json.dumps(unreadable(1)))
    state.updates.add(2, json.dumps(update(2)))
    assert inbox.resume(bot=None) == 1
    assert state.updates.report()[0].update_id == 1


@pytest.mark.parametrize("raw", VARIETY, ids=lambda raw: list(raw)[1])
async def test_an_update_is_resumed_as_it_came(state, inbox, raw):
    await inbox.put(Update.de_json(raw))
    later = Inbox(state.updates)
    later.resume(bot=None)
    assert without_false(queued(later).to_dict()) == without_false(raw)


def without_false(value):
    """Leave out what python-telegram-bot adds: fields that are false."""
    if isinstance(value, dict):
        return {key: without_false(inner) for key, inner in value.items() if inner is not False}
    return [without_false(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("raw", "minutes", "expected"),
    [
        (VARIETY[0], 14, False),
        (VARIETY[0], 16, True),
        (VARIETY[1], 15, False),
        (VARIETY[1], 17, True),
        (VARIETY[2], 14, False),
        (VARIETY[2], 16, True),
        (VARIETY[5], 16, True),
    ],
)
async def test_an_update_is_too_old_a_quarter_of_an_hour_after_it_was_written(
    tmp_path, raw, minutes, expected
):
    now = NOON
    with State.open(tmp_path / "clocked.sqlite", lambda: now) as state:
        inbox = Inbox(state.updates, clock=lambda: now)
        await inbox.put(Update.de_json(raw))
        now += dt.timedelta(minutes=minutes)
        assert inbox.is_too_old(queued(inbox)) is expected


# --- polling -------------------------------------------------------------------------------------


async def test_updates_are_on_disk_before_they_are_acknowledged(state):
    api, answered = BotApi(), []
    api.updates = [update(n) for n in range(1, 251)]
    kept = []
    api.on_offset = lambda offset: kept.append(
        all(state.updates.received_at(raw["update_id"]) for raw in api.updates if raw["update_id"] < offset)
    )

    async def handle(incoming, _context):
        answered.append(incoming.update_id)

    async with polling(api, state, handle):
        await soon(api.all_acknowledged)
    assert api.offsets[:4] == [0, 101, 201, 251]
    assert all(kept)
    assert answered == list(range(1, 251))
    assert state.updates.pending() == ()


async def test_an_update_that_cannot_be_parsed_is_set_aside_and_does_not_hold_up_the_others(state):
    api, answered = BotApi(), []
    api.updates = [unreadable(1), update(2), unreadable(3), update(4), unreadable(5)]

    async def handle(incoming, _context):
        answered.append(incoming.update_id)

    async with polling(api, state, handle):
        await soon(api.all_acknowledged)
    assert answered == [2, 4]
    assert [one.update_id for one in state.updates.report()] == [1, 3, 5]


async def test_an_update_that_cannot_be_kept_is_asked_for_again(state):
    api, answered = BotApi(), []
    api.updates = [update(1), update(2)]

    def be_full_at_first(_offset):
        is_full = len(api.offsets) < 3
        state._connection.execute(f"PRAGMA query_only = {is_full}")

    api.on_offset = be_full_at_first

    async def handle(incoming, _context):
        answered.append(incoming.update_id)

    async with polling(api, state, handle):
        await soon(api.all_acknowledged)
    assert api.offsets[:4] == [0, 0, 0, 3]
    assert answered == [1, 2]


async def test_a_disk_that_is_full_is_an_error_that_polling_survives(state, inbox):
    state._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(TelegramError, match="cannot be kept"):
        await inbox.put(Update.de_json(update(1)))


async def test_a_response_that_is_no_json_is_left_to_the_client(inbox, monkeypatch):
    async def nonsense(_request):
        return web.Response(text="<html>Back soon</html>")

    api = BotApi()
    monkeypatch.setattr(api, "answer", nonsense)
    async with api.serve() as url, PollingRequest(inbox) as request:
        with pytest.raises(TelegramError, match="Invalid server response"):
            await request.post(f"{url}1:TOKEN/getUpdates")


async def test_a_refusal_to_be_polled_is_left_to_the_client(inbox, monkeypatch):
    async def refuse(_request):
        return web.json_response({"ok": False, "description": "Conflict: other poller"}, status=409)

    api = BotApi()
    monkeypatch.setattr(api, "answer", refuse)
    async with api.serve() as url, PollingRequest(inbox) as request:
        with pytest.raises(Conflict, match="other poller"):
            await request.post(f"{url}1:TOKEN/getUpdates")


async def test_after_a_stop_the_rest_is_answered_by_the_next_run(state):
    api, first, second, begun = BotApi(), [], [], asyncio.Event()
    api.updates = [update(n, message=message(n, chat={**PRIVATE, "id": n % 5 + 1})) for n in range(1, 51)]

    async def stop_midway(incoming, context):
        first.append(incoming.update_id)
        if len(first) == 20:
            context.application.update_processor.close()
            begun.set()

    async def handle(incoming, _context):
        second.append(incoming.update_id)

    async with polling(api, state, stop_midway):
        await soon(begun)
        await soon(api.all_acknowledged)
    async with polling(api, state, handle):
        await soon(api.all_acknowledged)
    assert len(first) >= 20
    assert second
    assert sorted(first + second) == list(range(1, 51))
