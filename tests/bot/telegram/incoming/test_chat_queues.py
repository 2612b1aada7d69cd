import asyncio
import gc
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web
from telegram import Update
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder, ExtBot, TypeHandler

from bot.telegram.departures import AnswerRequest
from bot.telegram.incoming.chat_queues import ChatQueues, chat_of
from bot.telegram.incoming.inbox import Inbox


@pytest.fixture(autouse=True)
def durations_as_timedelta(monkeypatch):
    """Opt in to what python-telegram-bot is about to do; it warns otherwise."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def queues(state):
    return ChatQueues(Inbox(state.updates))


def person(user_id):
    return {"id": user_id, "is_bot": False, "first_name": "Ann"}


def message(chat_id, **fields):
    kind = {"type": "private", "first_name": "Ann"} if chat_id > 0 else {"type": "group", "title": "Team"}
    return {"message_id": 1, "date": 1, "chat": {"id": chat_id, **kind}, "text": "Who?", **fields}


def update(update_id, **fields):
    return Update.de_json({"update_id": update_id, **fields})


def question(state, update_id, chat_id):
    """Return a question that has come in."""
    asked = update(update_id, message=message(chat_id))
    state.updates.add(update_id, asked.to_json())
    return asked


async def settle():
    """Let every task run until it waits for something."""
    for _ in range(20):
        await asyncio.sleep(0)


# --- order ---------------------------------------------------------------------------------------


async def test_a_chat_is_served_in_order_and_different_chats_side_by_side(state, queues):
    begun, finish = [], {}

    async def work(update_id):
        begun.append(update_id)
        finish[update_id] = asyncio.Event()
        await finish[update_id].wait()

    async with asyncio.TaskGroup() as tasks:
        for update_id, chat_id in ((1, 11), (2, 11), (3, 12), (4, 11), (5, 12)):
            asked = question(state, update_id, chat_id)
            tasks.create_task(queues.process_update(asked, work(update_id)))
        await settle()
        assert begun == [1, 3]
        finish[1].set()
        await settle()
        assert begun == [1, 3, 2]
        finish[3].set()
        finish[2].set()
        await settle()
        assert begun == [1, 3, 2, 5, 4]
        finish[5].set()
        finish[4].set()


async def test_a_busy_chat_leaves_room_for_the_others_and_at_most_so_many_are_served_at_once(state):
    queues, begun, finish = ChatQueues(Inbox(state.updates), at_once=3), [], asyncio.Event()

    async def work(update_id):
        begun.append(update_id)
        await finish.wait()

    async with asyncio.TaskGroup() as tasks:
        chats = [11] * 50 + [12, 13, 14]
        for update_id, chat_id in enumerate(chats):
            asked = question(state, update_id, chat_id)
            tasks.create_task(queues.process_update(asked, work(update_id)))
        await settle()
        assert begun == [0, 50, 51]
        finish.set()
    assert sorted(begun) == list(range(53))


async def test_a_lane_is_gone_when_it_is_idle(state, queues):
    async def work():
        await asyncio.sleep(0)

    async with asyncio.TaskGroup() as tasks:
        for update_id in range(100):
            tasks.create_task(queues.process_update(question(state, update_id, update_id + 1), work()))
    gc.collect()
    assert len(queues._queues) == 0


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"message": message(-5, **{"from": person(11)})}, -5),
        ({"edited_message": message(-5, edit_date=2)}, -5),
        (
            {"callback_query": {"id": "c", "from": person(11), "chat_instance": "i", "message": message(-5)}},
            -5,
        ),
        (
            {
                "callback_query": {
                    "id": "c",
                    "from": person(11),
                    "chat_instance": "i",
                    "message": {"message_id": 4, "chat": {"id": -5, "type": "group"}, "date": 0},
                }
            },
            -5,
        ),
        (
            {
                "callback_query": {
                    "id": "c",
                    "from": person(11),
                    "chat_instance": "i",
                    "inline_message_id": "m",
                }
            },
            11,
        ),
        ({"inline_query": {"id": "q", "from": person(11), "query": "mayor", "offset": ""}}, 11),
        ({"chosen_inline_result": {"result_id": "r", "from": person(11), "query": "mayor"}}, 11),
        ({}, None),
    ],
)
def test_an_update_belongs_to_its_chat_or_else_to_its_person(fields, expected):
    assert chat_of(update(1, **fields)) == expected


# --- done ----------------------------------------------------------------------------------------


async def test_an_update_is_done_when_its_handlers_have_returned(state, queues):
    async def work():
        assert state.updates.pending()[0].attempts == 1

    await queues.process_update(question(state, 1, 11), work())
    assert state.updates.pending() == ()


async def test_an_update_whose_processing_is_cut_short_stays_pending(state, queues):
    task = asyncio.create_task(queues.process_update(question(state, 1, 11), asyncio.Event().wait()))
    await settle()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [kept.update_id for kept in state.updates.pending()] == [1]


async def test_once_closed_nothing_more_is_begun(state, queues):
    finish, begun = asyncio.Event(), []

    async def work(update_id):
        begun.append(update_id)
        await finish.wait()

    async with asyncio.TaskGroup() as tasks:
        for update_id in (1, 2):
            tasks.create_task(queues.process_update(question(state, update_id, 11), work(update_id)))
        await settle()
        queues.close()
        finish.set()
    assert begun == [1]
    assert [kept.update_id for kept in state.updates.pending()] == [2]


async def test_what_is_no_update_is_processed_too(queues):
    done = []

    async def work():
        done.append(True)

    await queues.process_update("something", work())
    assert done


# --- answers -------------------------------------------------------------------------------------


class Server:
    """Answers every request with one status, or breaks the connection; sees what the state says meanwhile."""

    def __init__(self, state, status):
        self.state, self.status, self.seen = state, status, []

    async def answer(self, request):
        method = request.match_info["method"]
        if method == "getMe":
            return self.ok({"id": 1, "is_bot": True, "first_name": "Bot", "username": "cite_bot"})
        self.seen.append((method, standing(self.state)))
        match self.status:
            case 200:
                return self.ok(message(11) if method == "sendMessage" else True)
            case None:
                request.transport.abort()
        parameters = {"retry_after": 3} if self.status == 429 else {}
        return web.json_response(
            {"ok": False, "description": "Bad Request: no", "parameters": parameters},
            status=self.status or 500,
        )

    @staticmethod
    def ok(result):
        return web.json_response({"ok": True, "result": result})


def standing(state, update_id=1):
    (found,) = state._connection.execute(
        "SELECT standing FROM updates WHERE update_id = ?", (update_id,)
    ).fetchone()
    return found


@asynccontextmanager
async def served_bot(server):
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", server.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    try:
        async with ExtBot("1:TOKEN", base_url=url, request=AnswerRequest()) as bot:
            yield bot
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (200, "answering"),
        (400, "pending"),
        (403, "pending"),
        (429, "pending"),
        (502, "answering"),
        (None, "answering"),
    ],
)
async def test_an_update_counts_as_answered_from_when_its_answer_leaves_unless_it_is_refused(
    state, queues, status, after
):
    server, noted = Server(state, status), []

    async def work(bot):
        with suppress(TelegramError):
            await bot.send_message(11, "The mayor is Ida.")
        noted.append(standing(state))

    async with served_bot(server) as bot:
        await asyncio.create_task(queues.process_update(question(state, 1, 11), work(bot)))
    assert server.seen == [("sendMessage", "answering")]
    assert noted == [after]
    assert standing(state) == "done"


async def test_an_answer_that_finds_no_connection_has_not_left(state, queues, free_tcp_port):
    async def work():
        bot = ExtBot("1:TOKEN", base_url=f"http://127.0.0.1:{free_tcp_port}/bot", request=request)
        with pytest.raises(NetworkError, match="ConnectError"):
            await bot.send_message(11, "The mayor is Ida.")
        assert standing(state) == "pending"

    async with AnswerRequest() as request:
        await asyncio.create_task(queues.process_update(question(state, 1, 11), work()))


async def test_a_refusal_after_an_answer_does_not_make_it_unsaid(state, queues):
    server = Server(state, 200)

    async def work(bot):
        await bot.send_message(11, "The mayor is Ida.")
        server.status = 429
        with pytest.raises(RetryAfter):
            await bot.send_message(11, "More about her.")
        assert standing(state) == "answering"

    async with served_bot(server) as bot:
        await asyncio.create_task(queues.process_update(question(state, 1, 11), work(bot)))


async def test_only_what_would_show_twice_is_an_answer(state, queues):
    server = Server(state, 200)

    async def work(bot):
        await bot.send_chat_action(11, "typing")
        await bot.delete_message(11, 1)

    async with served_bot(server) as bot:
        await asyncio.create_task(queues.process_update(question(state, 1, 11), work(bot)))
        await bot.send_message(11, "This belongs to no update.")
    assert server.seen == [
        ("sendChatAction", "pending"),
        ("deleteMessage", "pending"),
        ("sendMessage", "done"),
    ]


async def test_an_update_whose_handler_fails_is_done_and_its_chat_goes_on(state):
    server, answered, errors = Server(state, 200), [], []

    async def handle(incoming, _context):
        if incoming.update_id == 1:
            raise ValueError("a mistake")
        answered.append(incoming.update_id)

    async def complain(_update, context):
        errors.append(context.error)

    inbox = Inbox(state.updates)
    async with served_bot(server) as bot:
        application = (
            ApplicationBuilder()
            .bot(bot)
            .updater(None)
            .update_queue(inbox)
            .concurrent_updates(ChatQueues(inbox))
            .build()
        )
        application.add_handler(TypeHandler(Update, handle))
        application.add_error_handler(complain)
        async with application:
            await application.start()
            for update_id in (1, 2):
                await inbox.put(update(update_id, message=message(11)))
            await inbox.join()
            await application.stop()
    assert answered == [2]
    assert [str(error) for error in errors] == ["a mistake"]
    assert state.updates.pending() == ()
