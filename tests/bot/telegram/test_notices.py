"""Those who asked in vain hear the answer, through HTTP."""

import pytest

from bot.state.state import State
from bot.state.table import Origin
from bot.telegram.scheduler import notify
from tests.bot_api.refusals import bad_request, forbidden, server_error

CHESS = "Who won the chess tournament in Reykjavik?"
RESULT = "Gunnar Thorsen won the chess tournament in Reykjavik in 1994.\n"


@pytest.fixture
def waiting(ada, admin):
    """Somebody asks in vain and wants a person to answer it; return the question's message."""

    async def wait(question=CHESS):
        asked = await ada.send(question)
        await (await ada.next_reply()).press("Ask a person")
        await ada.next_reply()
        await admin.next_reply()
        return asked

    return wait


async def test_a_source_that_answers_it_is_told_to_admins_and_then_to_whoever_asked(
    start, ada, admin, home, waiting
):
    await start()
    asked = await waiting()
    (home.sources / "chess.txt").write_text(RESULT, encoding="utf-8")
    assert (await admin.next_reply()).text.startswith("Added chess.txt.")
    news = await admin.next_reply()
    assert news.text.startswith("What has changed answers 1 open question that somebody waits for:")
    await news.press("Tell those who asked")
    assert (await admin.next_reply()).text == "I tell 1 person who asked."
    told = await ada.next_reply()
    assert told.reply_to_message.message_id == asked.message_id
    assert told.text.startswith(f"When you asked “{CHESS}”, I had no answer. Now I have one:")
    assert RESULT.strip() in told.text
    await news.press("Tell those who asked")
    assert (await admin.next_reply()).text.startswith("There is no open question")
    assert len(ada.sent) == 3


async def test_an_admin_replies_to_the_notice_and_whoever_asked_is_told_once(start, ada, admin):
    await start()
    asked = await ada.send(CHESS)
    await ada.next_reply()
    await ada.press("Ask a person")
    await ada.next_reply()
    notice = await admin.next_reply()
    await admin.send("Nobody has. “The salt marsh east of the pier remains closed”", reply_to=notice)
    done = (await admin.next_reply()).text
    assert done.startswith("Written, and proven by the source:\n\nNobody has.")
    assert done.endswith("I tell 1 person who asked.")
    told = await ada.next_reply()
    assert told.reply_to_message.message_id == asked.message_id
    assert "Now I have one:\n\nNobody has." in told.text
    assert "The salt marsh east of the pier remains closed" in told.text
    await ada.send(CHESS)
    assert (await ada.next_reply()).text.startswith("Nobody has.")


@pytest.fixture
def owed(home):
    """Owe an answer to the first member of a chat, before the bot starts."""

    def owe(chat, fact_id="mayor", language="en"):
        whose = Origin(chat.id, 1, chat.people[0].id)
        with State.open(home.state) as state:
            gap_id = state.gaps.add("Who is it?", language, whose)
            state.gaps.want_person(gap_id, chat_id=chat.id, user_id=whose.user_id)
            state.notices.owe([gap_id], fact_id)

    return owe


@pytest.fixture
def all_sent(start, bot_api):
    """Start the bot and wait until no notice is waiting any more; then have it look once more."""

    async def send():
        running = await start()
        await bot_api.wait(lambda: not running.state.notices.waiting(), "notices")
        await notify(running)

    return send


@pytest.mark.parametrize(
    "refusal", [forbidden("bot was blocked by the user"), bad_request("chat not found"), server_error()]
)
async def test_what_cannot_be_delivered_or_may_have_arrived_is_not_tried_again(
    ada, owed, all_sent, bot_api, refusal
):
    owed(ada)
    bot_api.refuse("sendMessage", refusal)
    await all_sent()
    assert ada.messages == []


async def test_an_answer_whose_arrival_nobody_confirms_is_not_given_twice(ada, owed, all_sent, bot_api):
    owed(ada)
    bot_api.cut("sendMessage")
    await all_sent()
    assert ["Ingrid Solheim" in post.text for post in ada.messages] == [True]


async def test_it_is_told_in_the_language_of_whoever_asked(ada, owed, all_sent):
    owed(ada, language="de")
    await all_sent()
    assert "Jetzt habe ich eine" in ada.messages[0].text


async def test_an_answer_that_is_not_live_yet_waits(start, ada, owed):
    owed(ada, "not-yet")
    running = await start()
    await notify(running)
    assert [notice.fact_id for notice in running.state.notices.waiting()] == ["not-yet"]
