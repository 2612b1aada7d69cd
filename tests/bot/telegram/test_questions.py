"""Questions, edits and buttons, through HTTP."""

import pytest

from bot.wording import telegram_notices
from tests.bot_api.refusals import bad_request, forbidden, server_error, too_many_requests

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000000005"
    "0001a5f645400000000049454e44ae426082"
)
MAYOR = "Who is the mayor of Lindvik?"


async def test_a_question_is_answered_with_its_proof_as_a_reply(start, ada):
    await start()
    asked = await ada.send(MAYOR)
    answer = await ada.next_reply()
    assert answer.text.startswith("Ingrid Solheim is the mayor of Lindvik.")
    assert answer.html.startswith("<b>Ingrid Solheim</b> is the mayor of Lindvik.")
    assert "<blockquote expandable>“Mayor <b>Ingrid Solheim</b>”</blockquote>" in answer.html
    assert answer.reply_to_message.message_id == asked.message_id
    assert answer.link_preview_options.is_disabled


async def test_questions_of_one_chat_are_answered_in_order(start, ada):
    await start()
    for fact in ("mayor", "marsh", "pier-cost-plan", "mayor"):
        await ada.send(f"/fact {fact}")
    answers = await ada.replies(4)
    assert [one.text.rsplit(" ", 1)[1] for one in answers] == ["mayor", "marsh", "pier-cost-plan", "mayor"]


async def test_an_edited_question_has_its_answer_edited(start, ada):
    await start()
    asked = await ada.send("/fact mayor")
    answer = await ada.next_reply()
    await ada.edit(asked, "/fact marsh")
    assert (await ada.changed(answer)).text.endswith("Fact marsh")
    assert len(ada.messages) == 1


async def test_an_edited_question_whose_answer_is_gone_is_answered_anew(start, ada, bot_api):
    await start()
    asked = await ada.send("/fact mayor")
    await ada.next_reply()
    bot_api.refuse("editMessageText", bad_request("message to edit not found"))
    await ada.edit(asked, "/fact marsh")
    assert (await ada.next_reply()).text.endswith("Fact marsh")


@pytest.mark.parametrize("way", ["written", "edited"])
async def test_nothing_is_kept_of_who_wants_to_be_forgotten(start, ada, bot_api, way):
    running = await start()
    asked = await ada.send(MAYOR)
    answer = await ada.next_reply()
    if way == "written":
        await ada.send("/forgetme")
        await ada.next_reply()
    else:
        await ada.edit(asked, "/forgetme")
        await ada.changed(answer)
    await bot_api.wait(lambda: not running.state.updates.pending(), "end of all work")
    tables = ("sent_messages", "conversation", "people", "buttons")
    rows = [running.state._connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables]
    assert rows == [(0,)] * len(tables)


async def test_a_button_sends_what_it_stands_for(start, ada, bot_api):
    await start()
    await ada.send(MAYOR)
    await ada.next_reply()
    query = await ada.press("Show in source")
    assert not (await bot_api.answer_to(query)).text
    assert "Ingrid Solheim" in (await ada.next_reply()).text


async def test_turning_a_page_edits_the_list(start, ada):
    await start()
    await ada.send("/facts")
    first = await ada.next_reply()
    turned = next(label for label in first.buttons if label.startswith("Page 2"))
    await first.press(turned)
    second = await ada.changed(first)
    assert ", page 2 of " in second.text
    assert len(ada.messages) == 1


async def test_a_vote_is_thanked_for_in_a_toast(start, ada, bot_api):
    running = await start()
    await ada.send(MAYOR)
    answer = await ada.next_reply()
    toast = await bot_api.answer_to(await answer.press("👍"))
    assert toast.text
    assert not toast.show_alert
    assert [tally.up for tally in running.state.votes.tally()] == [1]
    assert len(ada.messages) == 1


async def test_an_unknown_button_says_so(start, ada, bot_api):
    running = await start()
    await ada.send(MAYOR)
    answer = await ada.next_reply()
    running.state.retain(-1)
    alert = await bot_api.answer_to(await answer.press("Show in source"))
    assert alert.text == telegram_notices.expired()
    assert alert.show_alert


async def test_pressing_too_late_does_no_harm(start, ada, bot_api):
    await start()
    await ada.send(MAYOR)
    answer = await ada.next_reply()
    bot_api.refuse(
        "answerCallbackQuery",
        bad_request("query is too old and response timeout expired or query ID is invalid"),
    )
    await answer.press("Show in source")
    assert "Ingrid Solheim" in (await ada.next_reply()).text


async def test_formatting_that_telegram_refuses_is_left_out(start, ada, bot_api):
    await start()
    bot_api.refuse(
        "sendMessage", bad_request('can\'t parse entities: Unsupported start tag "x" at byte offset 0')
    )
    await ada.send(MAYOR)
    answer = await ada.next_reply()
    assert answer.text.startswith("Ingrid Solheim is the mayor")
    assert "bold" not in {entity.type for entity in answer.entities or ()}


@pytest.mark.filterwarnings(
    "ignore:.*retry_after.*:DeprecationWarning"
)  # about a change to come in the library
async def test_a_request_to_wait_is_obeyed(start, ada, bot_api):
    await start()
    bot_api.refuse("sendMessage", too_many_requests(1))
    await ada.send(MAYOR)
    assert (await ada.next_reply()).text.startswith("Ingrid Solheim")


async def test_somebody_who_has_blocked_the_bot_is_remembered(start, ada, bot_api):
    running = await start()
    bot_api.refuse("sendMessage", forbidden("bot was blocked by the user"))
    await ada.send(MAYOR)
    await bot_api.wait(lambda: running.state.people.has_blocked(ada.id), "block")
    await ada.send(MAYOR)
    await ada.next_reply()
    assert not running.state.people.has_blocked(ada.id)


async def test_blocking_is_noticed_by_itself(start, ada, bot_api):
    running = await start()
    await ada.set_bot_status("kicked")
    await bot_api.wait(lambda: running.state.people.has_blocked(ada.id), "block")


async def test_an_answer_that_may_have_arrived_is_not_sent_again(start, ada, bot_api):
    await start()
    bot_api.cut("sendMessage")
    await ada.send(MAYOR)
    await ada.send("/fact marsh")
    answers = await ada.replies(2)
    assert answers[0].text.startswith("Ingrid Solheim")
    assert answers[1].text.endswith("Fact marsh")


async def test_a_failure_of_telegram_is_excused(start, ada, bot_api):
    await start()
    bot_api.refuse("sendMessage", server_error())
    await ada.send(MAYOR)
    assert (await ada.next_reply()).text.startswith("Sorry")


async def test_pictures_and_stickers_get_a_kind_line(start, ada):
    await start()
    await ada.send_photo(PNG, caption="our pier")
    assert "only the people who look after me" in (await ada.next_reply()).text


async def test_a_question_below_a_picture_is_answered(start, ada):
    await start()
    asked = await ada.send_photo(PNG, caption=MAYOR, media_group_id="album")
    await ada.send_photo(PNG, media_group_id="album")
    answer = await ada.next_reply()
    assert answer.text.startswith("Ingrid Solheim")
    assert answer.reply_to_message.message_id == asked.message_id
    await ada.send("/fact marsh")
    assert (await ada.next_reply()).text.endswith("Fact marsh")


async def test_a_question_below_a_picture_in_a_group_is_meant_for_the_bot_by_a_mention(start, bot_api):
    bot_api.privacy_mode = False
    await start()
    group = bot_api.group("Council", bot_api.person("Cleo"))
    await group.send_photo(PNG, caption=MAYOR)
    asked = await group.send_photo(PNG, caption=f"@cited_test_bot {MAYOR}")
    assert (await group.next_reply()).reply_to_message.message_id == asked.message_id


async def test_a_question_that_waited_too_long_gets_an_apology(start, ada, bot_api):
    await ada.send(MAYOR)
    bot_api.updates.pending[0].body["message"]["date"] -= 3600
    await start()
    assert (await ada.next_reply()).text.startswith("Sorry, I was away")


async def test_an_update_that_cannot_be_parsed_holds_up_nobody(start, ada, bot_api):
    await start()
    bot_api.updates.add_raw({"message": {"message_id": "seven"}})
    await ada.send(MAYOR)
    assert (await ada.next_reply()).text.startswith("Ingrid Solheim")


async def test_the_same_update_twice_is_answered_once(start, ada, bot_api):
    await start()
    await ada.send(MAYOR)
    bot_api.updates.repeat()
    await ada.send("/fact marsh")
    first, second = await ada.replies(2)
    assert first.text.startswith("Ingrid Solheim")
    assert second.text.endswith("Fact marsh")
