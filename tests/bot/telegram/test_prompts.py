"""Messages that wait for words, through HTTP."""

import pytest

from bot.reply import Choice, Reply, paragraph
from bot.telegram.outgoing.delivery import Place

ASKS = Reply((paragraph("What shall I look for?"),), completes="/search", is_prompt=True)
TAKES = Reply((paragraph("Somebody wants to know about boats."),), completes="/search")


@pytest.fixture
def shown(start):
    """Send somebody a reply that waits for words, and return its message."""

    async def show(chat, reply):
        running = await start()
        await running.delivery.send(reply, Place(chat.id, chat.people[0].id))
        return await chat.next_reply()

    return show


async def test_a_message_that_asks_for_words_opens_the_field_for_them(shown, ada):
    asked = await shown(ada, ASKS)
    assert asked.placeholder == "Type here, or “cancel”"
    await ada.send("rowing boats", reply_to=asked)
    assert (await ada.next_reply()).text.startswith("Best for “rowing boats”:")


async def test_what_is_written_next_counts_too(shown, ada):
    await shown(ada, ASKS)
    await ada.send("rowing boats")
    assert (await ada.next_reply()).text.startswith("Best for “rowing boats”:")


async def test_where_there_is_something_to_press_as_well_the_field_stays_closed(shown, ada):
    choice = Choice("All topics", "/topics")
    asked = await shown(ada, Reply(ASKS.blocks, (choice,), completes="/search", is_prompt=True))
    assert (asked.placeholder, asked.buttons) == (None, ["All topics"])
    await ada.send("rowing boats")
    assert (await ada.next_reply()).text.startswith("Best for “rowing boats”:")


async def test_words_that_are_changed_complete_it_again(shown, ada):
    await shown(ada, ASKS)
    said = await ada.send("rowing boots")
    answer = await ada.next_reply()
    await ada.edit(said, "rowing boats")
    assert (await ada.changed(answer)).text.startswith("Best for “rowing boats”:")


async def test_a_notice_is_answered_by_a_reply_to_it_alone(shown, ada):
    notice = await shown(ada, TAKES)
    assert notice.placeholder is None
    await ada.send("rowing boats")
    assert not (await ada.next_reply()).text.startswith("Best for")
    await ada.send("rowing boats", reply_to=notice)
    assert (await ada.next_reply()).text.startswith("Best for “rowing boats”:")


async def test_what_admins_are_told_may_be_answered(start, admin):
    running = await start()
    await running.tell_admins(lambda: TAKES)
    await admin.send("rowing boats", reply_to=await admin.next_reply())
    assert (await admin.next_reply()).text.startswith("Best for “rowing boats”:")


async def test_a_message_that_comes_to_show_something_else_waits_no_more(start, ada):
    running = await start()
    place = Place(ada.id, ada.people[0].id)
    sent = await running.delivery.send(TAKES, place)
    notice = await ada.next_reply()
    await running.delivery.edit(Reply((paragraph("Done."),)), place, sent)
    await ada.send("rowing boats", reply_to=await ada.changed(notice))
    assert not (await ada.next_reply()).text.startswith("Best for")
