"""Each refusal word for word, as it stands in the answer."""

import asyncio

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.bot_api.refusals import server_error, too_many_requests


def buttons(*data):
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(f"Key {n}", callback_data=d)] for n, d in enumerate(data)]
    )


@pytest.fixture
def refused(bot_api):
    """Wait for a call, which must fail; return the description of the answer."""

    async def refused(call, error=BadRequest):
        with pytest.raises(error):
            await call
        return bot_api.requests[-1].answer["description"]

    return refused


NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_texts(bot, chat, refused):
    assert (await bot.send_message(chat.id, "🚢" * 2048)).text == "🚢" * 2048
    assert await refused(bot.send_message(chat.id, "🚢" * 2048 + "x")) == "Bad Request: message is too long"
    assert (await bot.send_message(chat.id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")).text
    assert await refused(bot.send_message(chat.id, "")) == "Bad Request: message text is empty"
    assert await refused(bot.send_message(chat.id, " \n ")) == "Bad Request: text must be non-empty"
    assert await refused(bot.send_message(chat.id, "<p>x</p>", parse_mode="HTML")) == (
        'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0'
    )
    assert (
        await refused(bot.send_message(chat.id, "x", parse_mode="BBCode"))
        == "Bad Request: unsupported parse_mode"
    )


async def test_captions(bot, chat, refused):
    sent = await bot.send_document(chat.id, b"x", caption="x" * 1024)
    assert await refused(bot.send_document(chat.id, b"x", caption="x" * 1025)) == (
        "Bad Request: message caption is too long"
    )
    edit = bot.edit_message_caption(chat.id, sent.message_id, caption="x" * 1025)
    assert await refused(edit) == "Bad Request: MEDIA_CAPTION_TOO_LONG"


async def test_files(bot, chat, refused):
    assert await refused(bot.send_document(chat.id, "no-such-id")) == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )
    assert await refused(bot.send_document(chat.id, b"")) == "Bad Request: file must be non-empty"
    assert await refused(bot.get_file("no-such-id")) == "Bad Request: invalid file_id"


async def test_buttons(bot, chat, refused):
    assert await bot.send_message(chat.id, "x", reply_markup=buttons("é" * 32))
    for data in ("é" * 32 + "x", ""):
        call = bot.send_message(chat.id, "x", reply_markup=buttons(data))
        assert await refused(call) == "Bad Request: BUTTON_DATA_INVALID"
    plain = InlineKeyboardMarkup([[InlineKeyboardButton("nothing")]])
    assert await refused(bot.send_message(chat.id, "x", reply_markup=plain)) == (
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )
    link = InlineKeyboardMarkup([[InlineKeyboardButton("link", url="nowhere")]])
    assert await refused(bot.send_message(chat.id, "x", reply_markup=link)) == (
        "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"
    )


async def test_edits(bot, chat, refused):
    sent = await bot.send_message(chat.id, "<b>x</b>", parse_mode="HTML", reply_markup=buttons("go"))
    number = sent.message_id
    same = bot.edit_message_text("x", chat.id, number, entities=sent.entities, reply_markup=buttons("go"))
    assert await refused(same) == NOT_MODIFIED
    assert (
        await refused(bot.edit_message_reply_markup(chat.id, number, reply_markup=buttons("go")))
        == NOT_MODIFIED
    )
    assert await refused(bot.edit_message_text("y", chat.id, 999)) == "Bad Request: message to edit not found"
    assert (
        await refused(bot.edit_message_text("x" * 4097, chat.id, number)) == "Bad Request: MESSAGE_TOO_LONG"
    )
    asked = await chat.send("hello")
    assert await refused(bot.edit_message_text("y", chat.id, asked.message_id)) == (
        "Bad Request: message can't be edited"
    )
    document = await bot.send_document(chat.id, b"x")
    assert await refused(bot.edit_message_text("y", chat.id, document.message_id)) == (
        "Bad Request: there is no text in the message to edit"
    )
    assert await refused(bot.edit_message_caption(chat.id, number, caption="y")) == (
        "Bad Request: there is no caption in the message to edit"
    )
    await bot.edit_message_text("x", chat.id, number)
    assert chat.messages[0].buttons == []
    assert await refused(bot.edit_message_text("x", chat.id, number)) == NOT_MODIFIED


async def test_what_is_not_there(bot, chat, refused):
    assert await refused(bot.delete_message(chat.id, 9)) == "Bad Request: message to delete not found"
    assert (
        await refused(bot.forward_message(chat.id, chat.id, 9)) == "Bad Request: message to forward not found"
    )
    assert await refused(bot.copy_message(chat.id, chat.id, 9)) == "Bad Request: message to copy not found"
    assert (
        await refused(bot.set_message_reaction(chat.id, 9, "👍")) == "Bad Request: message to react not found"
    )
    assert await refused(bot.send_message(12345, "x")) == "Bad Request: chat not found"
    assert await refused(bot.get_chat("@nobody")) == "Bad Request: chat not found"


async def test_answers_to_what_is_gone(bot, chat, refused):
    asked = await chat.send("hello")
    await bot.delete_message(chat.id, asked.message_id)
    assert await refused(bot.send_message(chat.id, "x", reply_to_message_id=asked.message_id)) == (
        "Bad Request: message to be replied not found"
    )
    gone = ReplyParameters(asked.message_id, allow_sending_without_reply=True)
    assert (await bot.send_message(chat.id, "x", reply_parameters=gone)).reply_to_message is None


async def test_quotes(bot, chat, refused):
    asked = await chat.send("🚢 When does the ferry leave?")
    sent = await bot.send_message(
        chat.id, "At six.", reply_parameters=ReplyParameters(asked.message_id, quote="the ferry")
    )
    assert (sent.quote.text, sent.quote.position) == ("the ferry", 13)
    wrong = ReplyParameters(asked.message_id, quote="the train")
    assert (
        await refused(bot.send_message(chat.id, "x", reply_parameters=wrong))
        == "Bad Request: QUOTE_TEXT_INVALID"
    )


async def test_topics(bot, bot_api, ada, refused):
    group = bot_api.group("Harbour", ada)
    assert await refused(bot.send_message(group.id, "x", message_thread_id=7)) == (
        "Bad Request: message thread not found"
    )


async def test_callback_queries(bot, chat, refused):
    await bot.send_message(chat.id, "x", reply_markup=buttons("go"))
    assert await refused(bot.answer_callback_query("123")) == TOO_OLD
    query = await chat.press("Key 0")
    assert await refused(bot.answer_callback_query(query.id, "x" * 201)) == "Bad Request: MESSAGE_TOO_LONG"
    assert await bot.answer_callback_query(query.id)
    late = await chat.press("Key 0")
    chat.world.expire(late)
    assert await refused(bot.answer_callback_query(late.id)) == TOO_OLD


def article(number, text="x"):
    return InlineQueryResultArticle(number, "Title", InputTextMessageContent(text, parse_mode="HTML"))


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article("a"), article("a")], "RESULT_ID_DUPLICATE"),
        ([article("é" * 33)], "RESULT_ID_INVALID"),
        ([article("")], "RESULT_ID_EMPTY"),
        ([article("a", "")], "message text is empty"),
        ([article("a", "<b>x")], "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ([article("a", "x" * 4097)], "MESSAGE_TOO_LONG"),
    ],
)
async def test_inline_results(bot, ada, refused, results, words):
    query = await ada.ask_inline("ferry")
    assert await refused(bot.answer_inline_query(query.id, results)) == f"Bad Request: {words}"


async def test_fifty_inline_results_are_fine(bot, ada, refused):
    query = await ada.ask_inline("ferry")
    assert await bot.answer_inline_query(query.id, [article(str(number)) for number in range(50)])
    assert await refused(bot.answer_inline_query(query.id, [])) == TOO_OLD


async def test_people_who_do_not_want_the_bot(bot, bot_api, ada, chat, refused):
    await chat.set_bot_status("kicked")
    assert (
        await refused(bot.send_message(chat.id, "x"), Forbidden) == "Forbidden: bot was blocked by the user"
    )
    await chat.set_bot_status("member")
    assert await bot.send_message(chat.id, "x")
    group = bot_api.group("Harbour", ada)
    await group.set_bot_status("kicked")
    assert await refused(bot.send_message(group.id, "x"), Forbidden) == (
        "Forbidden: bot was kicked from the group chat"
    )
    forum = bot_api.group("Harbour", ada, topics=True)
    await forum.set_bot_status("left")
    assert await refused(bot.send_message(forum.id, "x"), Forbidden) == (
        "Forbidden: bot is not a member of the supergroup chat"
    )


async def test_a_group_that_has_moved(bot, bot_api, ada):
    group = bot_api.group("Harbour", ada)
    became = await group.migrate()
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "x")
    assert caught.value.new_chat_id == became.id
    assert bot_api.requests[-1].answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": became.id},
    }


async def test_others_messages_can_be_deleted_only_by_admins(bot, bot_api, ada, refused):
    group = bot_api.group("Harbour", ada)
    post = await group.send("hello")
    assert (
        await refused(bot.delete_message(group.id, post.message_id))
        == "Bad Request: message can't be deleted"
    )
    await group.set_bot_status("administrator")
    assert await bot.delete_message(group.id, post.message_id)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("Facts", "list"), "BOT_COMMAND_INVALID"),
        (("facts", " "), "command description must be non-empty"),
        (("facts", "x" * 257), "command description length must not exceed 256"),
        (("f" * 33, "list"), "command length must not exceed 32"),
    ],
)
async def test_commands(bot, refused, command, words):
    assert await refused(bot.set_my_commands([command])) == f"Bad Request: {words}"


async def test_trouble_on_demand(bot, bot_api, chat):
    bot_api.refuse("sendMessage", too_many_requests(7))
    bot_api.refuse("sendMessage", server_error(502), times=2)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(chat.id, "one")
    assert caught.value.retry_after.total_seconds() == 7
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(chat.id, "one")
    await bot.send_message(chat.id, "two")
    assert [post.text for post in chat.messages] == ["two"]
    assert [call.text for call in bot_api.calls("sendMessage")] == ["one", "one", "one", "two"]


async def test_an_answer_may_never_come(bot, bot_api, chat):
    bot_api.hang("sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(chat.id, "one", read_timeout=0.05)
    assert not chat.messages


async def test_an_answer_may_get_lost_although_the_call_was_carried_out(bot, bot_api, chat):
    bot_api.cut("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(chat.id, "one")
    assert [post.text for post in chat.messages] == ["one"]


async def test_a_call_is_carried_out_although_the_bot_has_hung_up(bot, bot_api, chat):
    bot_api.latency_s = 0.1
    with pytest.raises(TimedOut):
        await bot.send_message(chat.id, "one", read_timeout=0.02)
    assert (await chat.next_reply()).text == "one"


async def test_a_hanging_call_does_not_keep_the_server_from_stopping(bot, bot_api, chat):
    bot_api.hang("sendMessage")
    call = asyncio.create_task(bot.send_message(chat.id, "one", read_timeout=30))
    await bot_api.wait(lambda: bot_api.calls("sendMessage"), "call")
    await bot_api.stop()
    with pytest.raises(TelegramError):
        await call
