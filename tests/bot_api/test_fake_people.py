import asyncio

import pytest
from telegram import (
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedDocument,
    InputTextMessageContent,
)

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more:1")]])


async def heard(bot):
    """Return the new updates, and confirm them."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_a_person_asks_and_the_bot_answers_and_edits(bot, chat):
    asked = await chat.send("/facts harbour")
    (update,) = await heard(bot)
    assert update.message.from_user.language_code == "en"
    assert update.message.parse_entities(["bot_command"]) == {update.message.entities[0]: "/facts"}
    sent = await bot.send_message(
        chat.id,
        "<b>One</b> &amp; two",
        parse_mode="HTML",
        reply_to_message_id=asked.message_id,
        reply_markup=KEYBOARD,
    )
    reply = await chat.next_reply()
    assert (reply.text, reply.html) == ("One & two", "<b>One</b> &amp; two")
    assert reply.reply_to_message.message_id == asked.message_id
    await bot.edit_message_text("three", chat.id, sent.message_id)
    assert (await reply.edited()).text == "three"
    assert reply.text == "One & two"
    assert [post.text for post in chat.messages] == ["three"]
    await bot.delete_message(chat.id, sent.message_id)
    await chat.deleted(reply)
    assert chat.messages == []


async def test_a_button_is_pressed_and_answered(bot, bot_api, chat):
    await bot.send_message(chat.id, "answer", reply_markup=KEYBOARD)
    reply = await chat.next_reply()
    query = await reply.press("More")
    (update,) = await heard(bot)
    assert (update.callback_query.data, update.callback_query.message.text) == ("more:1", "answer")
    await update.callback_query.answer("Here you are")
    assert (await bot_api.answer_to(query)).text == "Here you are"
    with pytest.raises(AssertionError, match=r"no button “Less” among \[\['More'\]\]"):
        await chat.press("Less")


async def test_an_edited_question_is_an_update(bot, chat):
    asked = await chat.send("wen?")
    await chat.edit(asked, "When?")
    _, edited = await heard(bot)
    assert (edited.edited_message.text, edited.edited_message.message_id) == ("When?", asked.message_id)
    assert edited.edited_message.edit_date


async def test_albums_and_captions(bot, chat):
    for name in ("a.pdf", "b.pdf"):
        await chat.send_document(b"%PDF", name, caption="/add both", media_group_id="77")
    first, second = await heard(bot)
    assert first.message.media_group_id == second.message.media_group_id == "77"
    assert first.message.caption_entities[0].type == "bot_command"
    assert bytes(await (await second.message.document.get_file()).download_as_bytearray()) == b"%PDF"


async def test_a_quiet_bot_hears_only_what_is_meant_for_it(bot, bot_api, ada):
    group = bot_api.group("Harbour", ada)
    await group.send("small talk")
    await group.send("/other@another_bot")
    await group.send("@cited_test_bot when?")
    await group.send("/facts")
    await bot.send_message(group.id, "answer")
    await group.send("and then?", reply_to=await group.next_reply())
    assert [update.message.text for update in await heard(bot)] == [
        "@cited_test_bot when?",
        "/facts",
        "and then?",
    ]
    bot_api.turn_privacy_off()
    await group.send("small talk")
    assert len(await heard(bot)) == 1


async def test_topics(bot, bot_api, ada):
    forum = bot_api.group("Harbour", ada, topics=True)
    thread = await forum.topic("Ferries")
    asked = await forum.send("/when", thread=thread)
    created, question = await heard(bot)
    assert created.message.forum_topic_created.name == "Ferries"
    assert (question.message.message_thread_id, question.message.is_topic_message) == (thread, True)
    sent = await bot.send_message(forum.id, "at six", message_thread_id=thread)
    assert sent.message_thread_id == thread
    answered = await bot.send_message(forum.id, "at six", reply_to_message_id=asked.message_id)
    assert answered.message_thread_id == thread
    assert (await bot.send_message(forum.id, "general")).message_thread_id is None


async def test_answers_in_a_supergroup_carry_a_thread_that_is_no_topic(bot, bot_api, ada):
    group = bot_api.supergroup("Harbour", [ada])
    asked = await group.send("/when")
    await group.send("/when again", reply_to=asked)
    update = (await heard(bot))[-1]
    assert update.message.message_thread_id == asked.message_id
    assert not update.message.is_topic_message


async def test_people_come_and_go_and_the_bot_is_told(bot, bot_api, ada):
    group = bot_api.group("Harbour", ada)
    ben = bot_api.person("Ben")
    await group.join(ben)
    await group.leave(ben)
    came, left = await heard(bot)
    assert came.message.new_chat_members[0].first_name == "Ben"
    assert left.message.left_chat_member.id == ben.id
    assert (await bot.get_chat_member(group.id, ben.id)).status == "left"
    assert await bot.get_chat_member_count(group.id) == 2


async def test_the_bot_is_promoted_blocked_and_let_in_again(bot, bot_api, ada, chat):
    await chat.set_bot_status("kicked")
    await chat.send("nobody hears this")
    await chat.set_bot_status("member")
    blocked, back = await heard(bot)
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert back.my_chat_member.old_chat_member.status == "kicked"
    group = bot_api.group("Harbour", ada)
    await group.set_bot_status("administrator")
    await bot.get_updates(allowed_updates=["chat_member"])
    await group.join(bot_api.person("Ben"))
    updates = await heard(bot)
    assert updates[-1].chat_member.new_chat_member.user.first_name == "Ben"
    await bot.leave_chat(group.id)
    assert group.bot_status == "left"


async def test_a_group_moves(bot, bot_api, ada):
    group = bot_api.group("Harbour", ada)
    became = await group.migrate()
    old, new = await heard(bot)
    assert (old.message.chat_id, old.message.migrate_to_chat_id) == (group.id, became.id)
    assert (new.message.chat_id, new.message.migrate_from_chat_id) == (became.id, group.id)
    assert (await bot.get_chat(became.id)).type == "supergroup"


async def test_inline_mode(bot, bot_api, ada, chat):
    query = await ada.ask_inline("ferry")
    (update,) = await heard(bot)
    assert (update.inline_query.query, update.inline_query.from_user.id) == ("ferry", ada.id)
    content = InputTextMessageContent("<b>At six.</b>", parse_mode="HTML")
    await update.inline_query.answer(
        [InlineQueryResultArticle("f1", "Ferry", content, reply_markup=KEYBOARD)]
    )
    assert (await bot_api.answer_to(query)).results[0].title == "Ferry"
    post = await ada.choose(query, "f1", chat)
    assert post.html == "<b>At six.</b>"
    arrived, chosen = await heard(bot)
    assert arrived.message.via_bot.id == bot.id
    assert chosen.chosen_inline_result.result_id == "f1"
    inline_message_id = chosen.chosen_inline_result.inline_message_id
    await bot.edit_message_text("At seven.", inline_message_id=inline_message_id, reply_markup=KEYBOARD)
    edited = await post.edited()
    assert edited.text == "At seven."
    await edited.press("More")
    (pressed,) = await heard(bot)
    assert pressed.callback_query.message is None
    assert pressed.callback_query.inline_message_id == inline_message_id


async def test_an_inline_result_may_be_a_document(bot, ada, chat):
    sent = await bot.send_document(chat.id, b"%PDF", filename="plan.pdf")
    query = await ada.ask_inline("plan", chat_type="group")
    result = InlineQueryResultCachedDocument("d", "The plan", sent.document.file_id, caption="page 1")
    await bot.answer_inline_query(query.id, [result])
    post = await ada.choose(query, "d", chat)
    assert (post.document.file_name, post.caption) == ("plan.pdf", "page 1")


async def test_the_bot_reacts_forwards_and_copies(bot, chat):
    asked = await chat.send("thanks")
    await bot.set_message_reaction(chat.id, asked.message_id, "👍")
    assert chat.reactions == {asked.message_id: ["👍"]}
    forwarded = await bot.forward_message(chat.id, chat.id, asked.message_id)
    assert forwarded.forward_origin.sender_user.first_name == "Ada"
    await bot.copy_message(chat.id, chat.id, asked.message_id)
    assert [post.text for post in chat.messages] == ["thanks", "thanks"]
    await bot.send_chat_action(chat.id, "typing")
    assert chat.actions == ["typing"]


async def test_menus_and_texts_are_kept_by_scope_and_language(bot, bot_api, chat):
    await bot.set_my_commands([("help", "show the commands")])
    await bot.set_my_commands([("check", "list problems")], scope=BotCommandScopeChat(chat.id))
    assert [command.command for command in await bot.get_my_commands()] == ["help"]
    assert [command.command for command in bot_api.menus[f"chat {chat.id}", ""]] == ["check"]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    await bot.set_my_description("Answers with proof.")
    await bot.set_my_short_description("Antwortet mit Beleg.", language_code="de")
    assert (await bot.get_my_description()).description == "Answers with proof."
    assert (
        await bot.get_my_short_description(language_code="de")
    ).short_description == "Antwortet mit Beleg."
    assert (await bot.get_my_name()).name == "Test bot"


async def test_several_replies_are_awaited_together(bot, chat):
    async def talk():
        for word in ("one", "two", "three"):
            await bot.send_message(chat.id, word)

    talking = asyncio.create_task(talk())
    assert [post.text for post in await chat.replies(2)] == ["one", "two"]
    assert (await chat.next_reply()).text == "three"
    await talking


async def test_buttons_without_a_label_and_beyond_the_eighth_vanish(bot, chat):
    row = [InlineKeyboardButton(label, callback_data="x") for label in ("", *"abcdefghi")]
    await bot.send_message(chat.id, "x", reply_markup=InlineKeyboardMarkup([row]))
    assert (await chat.next_reply()).buttons == list("abcdefgh")
