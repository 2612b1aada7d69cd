"""What is meant for the bot in a group, where replies go, and groups that move."""

import pytest

from bot.config.schema import AccessMode


@pytest.fixture
def group(bot_api):
    return bot_api.group("Council", bot_api.person("Cleo"), bot_api.person("Dan"))


@pytest.fixture
def forum(bot_api):
    return bot_api.group("Council", bot_api.person("Cleo"), topics=True)


async def test_talk_among_people_is_left_alone(start, group, bot_api):
    bot_api.privacy_mode = False
    await start()
    await group.send("Who is the mayor of Lindvik?")
    await group.send("/weather tomorrow")
    await group.send("/fact@other_bot mayor")
    await group.send("/fact marsh")
    assert (await group.next_reply()).text.endswith("Fact marsh")


@pytest.mark.parametrize("text", ["/fact mayor", "/fact@cited_test_bot mayor", "/FACT@Cited_Test_Bot mayor"])
async def test_a_command_is_meant_for_the_bot(start, group, text):
    await start()
    await group.send(text)
    assert (await group.next_reply()).text.endswith("Fact mayor")


@pytest.mark.parametrize(
    "text", ["@cited_test_bot: Who is the mayor of Lindvik?", "Who is the mayor of Lindvik, @CITED_test_bot"]
)
async def test_a_mention_is_meant_for_the_bot(start, group, text):
    await start()
    asked = await group.send(text)
    answer = await group.next_reply()
    assert answer.text.startswith("Ingrid Solheim")
    assert answer.reply_to_message.message_id == asked.message_id


async def test_a_reply_to_the_bot_is_meant_for_it(start, group):
    await start()
    await group.send("/fact marsh")
    await group.send("Who is the mayor of Lindvik?", reply_to=await group.next_reply())
    assert (await group.next_reply()).text.startswith("Ingrid Solheim")


async def test_politeness_needs_no_answer_in_a_group(start, group):
    await start()
    for text in ("@cited_test_bot thanks!", "@cited_test_bot 👍", "@cited_test_bot haha ok"):
        await group.send(text)
    await group.send("@cited_test_bot are you human?")
    assert "a program" in (await group.next_reply()).text


async def test_a_reply_to_an_answer_continues_its_question(start, group):
    await start()
    await group.send("@cited_test_bot When is the salt marsh closed to boats?")
    marsh = await group.next_reply()
    await group.send("@cited_test_bot Who is the mayor of Lindvik?")
    await group.next_reply()
    await group.send("and why?", reply_to=marsh)
    assert "Understood as: Why is the salt marsh closed to boats?" in (await group.next_reply()).text


async def test_replies_stay_in_the_topic(start, forum):
    await start()
    thread = await forum.topic("Harbour")
    await forum.send("/facts", thread=thread)
    first = await forum.next_reply()
    assert first.message_thread_id == thread
    await first.press("1")
    assert (await forum.next_reply()).message_thread_id == thread


async def test_all_may_press_what_opens_something(start, group):
    await start()
    await group.send("/facts")
    await group.next_reply()
    await group.press("1", who=group.people[1])
    await group.next_reply()
    await group.send("/facts zzzz")
    nothing = await group.next_reply()
    await nothing.press("All topics", who=group.people[1])
    assert "topics" in (await group.next_reply()).text


async def test_what_goes_on_from_a_question_is_for_its_person(start, group, bot_api):
    await start()
    await group.send("/wy@cited_test_bot")
    guess = await group.next_reply()
    alert = await bot_api.answer_to(await guess.press("/why", who=group.people[1]))
    assert alert.show_alert
    assert "the person who asked" in alert.text


async def test_a_group_that_has_moved_is_still_on_the_list(start, group, bot_api):
    running = await start(access=AccessMode.ALLOWLIST, chats=(group.id,))
    new = await group.migrate()
    await bot_api.wait(lambda: running.state.people.current(group.id) == new.id, "move")
    await new.send("/fact marsh")
    assert (await new.next_reply()).text.endswith("Fact marsh")


async def test_an_answer_follows_a_group_that_moves_meanwhile(start, group, bot_api):
    await group.send("/fact marsh")
    new = await group.migrate()
    bot_api.updates.pending[1:] = []
    await start()
    assert (await new.next_reply()).text.endswith("Fact marsh")
