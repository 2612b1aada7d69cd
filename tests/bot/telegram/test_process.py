"""`citebot run` as a process of its own: killed, stopped, cut off, and what it lets out."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.state.state import State
from bot.state.table import Origin
from tests.bot_api.refusals import OTHER_POLLER, conflict, unauthorized

DYING = Path(__file__).parent / "dying.py"
CHATS = 16
QUESTIONS = 50


@pytest.fixture
def citebot(bot_api, home, tmp_path):
    """Run the bot; yield the process, and kill it in the end, or let it be killed right before it renames a file to a name."""

    @asynccontextmanager
    async def run(*, dies_before=None):
        environment = {
            "CITEBOT_TOKEN": bot_api.token,
            "CITEBOT_TELEGRAM_BASE_URL": bot_api.base_url,
            "CITEBOT_TELEGRAM_BASE_FILE_URL": bot_api.base_file_url,
            "PATH": os.environ["PATH"],
            "CITEBOT_DIGEST": "never",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(tmp_path),
            **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")},
        }
        program = (str(DYING), dies_before) if dies_before else ("-m", "bot")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *program, "--verbose", "--home", str(home.folder), "run"),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    return run


async def stopped(process):
    process.send_signal(signal.SIGTERM)
    out, err = await process.communicate()
    return process.returncode, (out + err).decode()


async def arguments(process):
    """Return what anybody on the computer can see of a process."""
    ps = await asyncio.create_subprocess_exec(
        *("ps", "-o", "args=", "-p", str(process.pid)), stdout=asyncio.subprocess.PIPE
    )
    return (await ps.communicate())[0].decode()


def answers(questions):
    """Return how often each question has been answered."""
    return [
        sum(answer.reply_to_message.message_id == asked.message_id for answer in asked.room.messages)
        for asked in questions
    ]


async def test_of_queued_questions_a_kill_loses_none_and_repeats_none(bot_api, citebot):
    chats = [bot_api.private(bot_api.person(f"Person {number}")) for number in range(CHATS)]
    questions = [await chats[number % CHATS].send("/fact mayor") for number in range(QUESTIONS)]
    async with citebot() as process:
        await bot_api.wait(lambda: sum(len(chat.sent) for chat in chats) >= 10, "answers")
        process.send_signal(signal.SIGKILL)
        await process.wait()
    assert sum(len(chat.sent) for chat in chats) < QUESTIONS
    async with citebot():
        await bot_api.wait(lambda: all(answers(questions)), "answers to all")
    assert answers(questions) == [1] * QUESTIONS


async def test_of_an_upload_a_kill_leaves_neither_half_nor_two(bot_api, citebot, admin, home):
    settings = f"telegram:\n  admins: [{admin.people[0].id}]\n"
    (home.folder / "config.yaml").write_text(settings, encoding="utf-8")
    before = {path.name for path in home.sources.iterdir()}
    await admin.send_document(b"The mill grinds rye and oats every day.\n", "gazette.txt")
    async with citebot(dies_before="gazette 2.txt") as process:
        await process.wait()
    assert (home.sources / "gazette 2.txt").stat().st_size == 0
    async with citebot():
        # On a busy machine it takes the place of a message that says how far the reading is.
        (report,) = await bot_api.wait(
            lambda: [post.text for post in admin.messages if " is in: " in post.text], "report"
        )
    assert report.startswith("gazette 2.txt is in: 1 passage read")
    assert "There was another gazette.txt." in report
    assert {path.name for path in home.sources.iterdir()} == before | {"gazette 2.txt"}


async def test_of_an_answer_a_kill_leaves_neither_half_nor_two(bot_api, citebot, admin, ada, home):
    (home.folder / "config.yaml").write_text(f"telegram:\n  admins: [{admin.id}]\n", encoding="utf-8")
    with State.open(home.state) as state:
        gap_id = state.gaps.add("Who paints the pier?", "en", Origin(ada.id, 1, ada.id))
        state.gaps.want_person(gap_id, chat_id=ada.id, user_id=ada.id)
    await admin.send(f"/answer {gap_id} Terns do. “because terns breed there”")
    facts = home.folder / "facts"
    async with citebot(dies_before="approved.yaml") as process:  # the history knows the fact already
        await process.wait()
    assert not (facts / "approved.yaml").exists()
    async with citebot():
        await bot_api.wait(lambda: admin.messages and ada.messages, "both answers")
    assert (facts / "approved.yaml").read_text("utf-8").count("fact: Terns do.") == 1
    assert len((facts / "history.jsonl").read_text("utf-8").splitlines()) == 1
    assert len(ada.messages) == 1


async def test_of_the_answers_that_are_owed_a_kill_loses_none_and_repeats_none(bot_api, citebot, home):
    chats = [bot_api.private(bot_api.person(f"Person {number}")) for number in range(QUESTIONS)]
    with State.open(home.state) as state:
        for chat in chats:
            whose = Origin(chat.id, 1, chat.id)
            gap_id = state.gaps.add(f"Who is {chat.id}?", "en", whose)
            state.gaps.want_person(gap_id, chat_id=chat.id, user_id=chat.id)
            state.notices.owe([gap_id], "mayor")
    async with citebot() as process:
        await bot_api.wait(lambda: sum(len(chat.sent) for chat in chats) >= 10, "answers")
        process.send_signal(signal.SIGKILL)
        await process.wait()
    assert sum(len(chat.sent) for chat in chats) < QUESTIONS
    async with citebot():
        await bot_api.wait(lambda: all(chat.sent for chat in chats), "answers to all")
    assert [len(chat.sent) for chat in chats] == [1] * QUESTIONS


async def test_what_is_being_answered_is_finished_before_it_stops(bot_api, citebot, ada):
    async with citebot() as process:
        await ada.send("/fact mayor")
        await ada.next_reply()
        await ada.send("/fact marsh")
        await bot_api.wait(lambda: not bot_api.updates.pending or len(ada.sent) > 1, "acknowledgement")
        code, _ = await stopped(process)
    assert code == 0
    async with citebot():
        assert (await ada.next_reply()).text.endswith("Fact marsh")
    assert len(ada.messages) == 2


async def test_it_waits_for_the_network_and_goes_on(bot_api, citebot, ada):
    await bot_api.stop()
    async with citebot() as process:
        line = await process.stderr.readuntil(b"Telegram cannot be reached")
        assert line
        await bot_api.start()
        await ada.send("/fact mayor")
        assert (await ada.next_reply()).text.endswith("Fact mayor")


async def test_another_poller_is_named_once_and_outlasted(bot_api, citebot, ada):
    bot_api.refuse("getUpdates", conflict(OTHER_POLLER), times=2)
    async with citebot() as process:
        await ada.send("/fact mayor")
        await ada.next_reply()
        _, log = await stopped(process)
    assert log.count("Another program asks Telegram for this bot's messages") == 1


async def test_the_token_never_gets_out(bot_api, citebot, ada):
    secret = bot_api.token.partition(":")[2]
    async with citebot() as process:
        await ada.send("/fact mayor")
        await ada.next_reply()
        shown = await arguments(process)
        _, log = await stopped(process)
    assert "is listening" in log
    assert " -m bot " in shown
    assert secret not in log + shown


async def test_a_wrong_token_is_one_clear_line(bot_api, citebot):
    bot_api.refuse("getMe", unauthorized())
    async with citebot() as process:
        out, err = await process.communicate()
    assert process.returncode == 2
    assert "Telegram does not know this token." in err.decode()
    assert bot_api.token.partition(":")[2] not in (out + err).decode()
