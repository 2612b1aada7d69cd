import aiohttp
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, InvalidToken

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000640000003208060000000000000000000000000049454e44ae426082"
)


async def test_forms_carry_nested_objects_as_json(bot, bot_api, chat):
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
    await bot.send_message(chat.id, "hello", reply_markup=keyboard, disable_notification=True)
    request = bot_api.requests[-1]
    assert request.content_type == "application/x-www-form-urlencoded"
    assert (
        request.parameters["reply_markup"] == '{"inline_keyboard": [[{"callback_data": "go", "text": "Go"}]]}'
    )
    assert request.call.reply_markup.inline_keyboard[0][0].callback_data == "go"
    assert request.call.disable_notification is True
    assert chat.messages[0].buttons == ["Go"]


async def test_json_bodies_and_query_strings_are_read_too(bot_api, chat):
    url = f"{bot_api.base_url}{bot_api.token}"
    async with aiohttp.ClientSession() as session:
        async with session.post(
            f"{url}/sendMessage", json={"chat_id": chat.id, "text": "5", "protect_content": True}
        ) as answer:
            assert (await answer.json())["result"]["has_protected_content"] is True
        async with session.get(f"{url}/SENDMESSAGE", params={"chat_id": chat.id, "text": "6"}) as answer:
            assert (await answer.json())["result"]["text"] == "6"


async def test_a_document_is_uploaded_and_can_be_fetched(bot, bot_api, chat):
    sent = await bot.send_document(
        chat.id, b"%PDF-", filename="Übersicht 1.pdf", caption="<b>A</b> plan", parse_mode="HTML"
    )
    assert bot_api.requests[-1].content_type == "multipart/form-data"
    assert (sent.document.file_name, sent.document.mime_type) == ("Übersicht 1.pdf", "application/pdf")
    assert sent.caption_entities[0].type == "bold"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF-"
    again = await bot.send_document(chat.id, sent.document.file_id)
    assert again.document == sent.document


async def test_a_photo_has_sizes(bot, chat):
    sent = await bot.send_photo(chat.id, PNG)
    assert [(size.width, size.height) for size in sent.photo] == [(90, 45), (100, 50)]
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(chat.id, b"no picture")


async def test_an_album_refers_to_its_uploads(bot, chat):
    media = [
        InputMediaDocument(b"one", filename="1.txt"),
        InputMediaDocument(b"two", filename="2.txt", caption="both"),
    ]
    sent = await bot.send_media_group(chat.id, media)
    assert [message.document.file_name for message in sent] == ["1.txt", "2.txt"]
    assert len({message.media_group_id for message in sent}) == 1
    assert chat.messages[1].caption == "both"
    with pytest.raises(BadRequest, match="Document can't be mixed"):
        await bot.send_media_group(chat.id, [media[0], InputMediaPhoto(PNG)])


async def test_media_can_be_replaced(bot, chat):
    sent = await bot.send_message(chat.id, "wait")
    edited = await bot.edit_message_media(InputMediaPhoto(PNG, caption="page 1"), chat.id, sent.message_id)
    assert edited.text is None
    assert edited.photo
    assert chat.messages[0].caption == "page 1"


async def test_files_over_20_mb_cannot_be_fetched(bot, chat):
    await chat.send_document(bytes(20 * 1024 * 1024 + 1), "big.bin")
    (update,) = await bot.get_updates()
    assert update.message.document.file_size == 20 * 1024 * 1024 + 1
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()


async def test_files_over_20_mb_can_be_sent(bot, chat):
    sent = await bot.send_document(chat.id, bytes(21 * 1024 * 1024), filename="big.bin")
    assert sent.document.file_size == 21 * 1024 * 1024


@pytest.mark.parametrize(
    ("method", "parameters", "complaint"),
    [
        (
            "sendMessage",
            {"chat_id": 5, "text": "x", "colour": "red"},
            "sendMessage: unknown parameter colour",
        ),
        ("sendMessage", {"chat_id": 5}, "sendMessage: text: Field required, got {'chat_id': 5}"),
        (
            "sendMessage",
            {"chat_id": 5, "text": "x", "disable_notification": "perhaps"},
            "sendMessage: disable_notification: not JSON: 'perhaps'",
        ),
        (
            "sendMessage",
            {"chat_id": 5, "text": "x", "message_thread_id": [1]},
            "sendMessage: message_thread_id: Input should be a valid integer, got [1]",
        ),
        (
            "sendMessage",
            {"chat_id": 5, "text": "x", "reply_parameters": {"message_id": 1, "quotation": "x"}},
            "sendMessage: unknown parameter reply_parameters.quotation",
        ),
    ],
)
async def test_what_the_bot_api_does_not_know_is_a_violation(bot_api, method, parameters, complaint):
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{bot_api.base_url}{bot_api.token}/{method}", json=parameters) as answer,
    ):
        assert answer.status == 400
    assert bot_api.violations == [complaint]
    bot_api.violations.clear()


async def test_an_upload_that_nothing_refers_to_is_a_violation(bot_api, chat):
    form = aiohttp.FormData({"chat_id": str(chat.id), "text": "x"})
    form.add_field("picture", PNG, filename="x.png")
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{bot_api.base_url}{bot_api.token}/sendMessage", data=form) as answer,
    ):
        assert answer.status == 400
    assert bot_api.violations.pop() == "sendMessage: nothing refers to the upload picture"


async def test_an_unknown_method_is_not_found_and_a_violation(bot, bot_api):
    with pytest.raises(InvalidToken):
        await bot._request[1].post(f"{bot.base_url}/sendSmoke")
    assert bot_api.violations.pop() == "there is no method sendSmoke"
