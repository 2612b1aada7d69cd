"""Reactions to the bot's messages, through HTTP."""

import pytest

MAYOR = "Who is the mayor of Lindvik?"


@pytest.fixture
async def running(start):
    return await start()


async def seen(running, chat):
    """Wait until the bot has taken whatever was sent before."""
    await chat.send("/fact marsh")
    await chat.next_reply()
    return [(one.fact_id, one.up, one.down) for one in running.state.votes.tally()]


async def test_a_thumb_is_a_vote_for_as_long_as_it_stays(running, ada):
    await ada.send(MAYOR)
    answer = await ada.next_reply()
    await ada.react(answer, "👍")
    assert await seen(running, ada) == [("mayor", 1, 0)]
    await ada.react(answer, "👎")
    assert await seen(running, ada) == [("mayor", 0, 1)]
    await ada.react(answer)
    assert await seen(running, ada) == []


async def test_other_reactions_change_no_vote(running, ada):
    await ada.send(MAYOR)
    answer = await ada.next_reply()
    await ada.press("👎", on=answer)
    await ada.react(answer, "🤔")
    await ada.react(answer)
    assert await seen(running, ada) == [("mayor", 0, 1)]


async def test_a_message_shows_what_was_last_put_into_it(running, ada):
    asked = await ada.send(MAYOR)
    answer = await ada.next_reply()
    await ada.edit(asked, "/fact pier-cost-plan")
    await ada.react(await ada.changed(answer), "❤")
    assert await seen(running, ada) == [("pier-cost-plan", 1, 0)]


async def test_a_reaction_to_anything_else_is_nothing(running, ada):
    question = await ada.send("/help")
    await ada.react(await ada.next_reply(), "👎")
    await ada.react(question, "👎")
    assert await seen(running, ada) == []


async def test_in_a_group_each_member_votes_where_the_bot_is_an_admin(running, bot_api):
    cleo, dan = bot_api.person("Cleo"), bot_api.person("Dan")
    group = bot_api.group("Council", cleo, dan)
    await group.set_bot_status("administrator")
    await group.send("/fact mayor")
    fact = await group.next_reply()
    await group.react(fact, "👍", who=cleo)
    await group.react(fact, "🔥", who=dan)
    assert await seen(running, group) == [("mayor", 2, 0)]


async def test_what_one_was_shown_is_forgotten_on_request(running, ada):
    await ada.send(MAYOR)
    answer = await ada.next_reply()
    await ada.send("/forgetme")
    await ada.next_reply()
    await ada.react(answer, "👎")
    assert await seen(running, ada) == []
