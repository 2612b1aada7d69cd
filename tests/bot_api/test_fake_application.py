"""A real application of python-telegram-bot talks to the server, by polling and by webhook."""

import asyncio
import socket
import sys
from contextlib import asynccontextmanager

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler, MessageHandler, filters


async def echo(update, _context):
    await update.message.reply_text(
        update.message.text,
        do_quote=True,
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Louder", callback_data="louder")]]),
    )


async def louder(update, _context):
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(update.callback_query.message.text.upper())


async def keep(update, _context):
    file = await update.message.document.get_file()
    await update.message.reply_document(bytes(await file.download_as_bytearray()), filename="copy.txt")


def application(bot_api):
    application = (
        ApplicationBuilder()
        .token(bot_api.token)
        .base_url(bot_api.base_url)
        .base_file_url(bot_api.base_file_url)
        .concurrent_updates(16)
        .build()
    )
    application.add_handler(CommandHandler("start", echo))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(MessageHandler(filters.Document.ALL, keep))
    application.add_handler(CallbackQueryHandler(louder))
    return application


@asynccontextmanager
async def polling(bot_api):
    async with application(bot_api) as running:
        await running.start()
        await running.updater.start_polling(timeout=30)
        yield running
        await running.updater.stop()
        await running.stop()


@asynccontextmanager
async def on_webhook(bot_api):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with application(bot_api) as running:
        await running.start()
        await running.updater.start_webhook(
            "127.0.0.1", port, "hook", webhook_url=f"http://127.0.0.1:{port}/hook", secret_token="s3cret"
        )
        yield running
        await running.updater.stop()
        await running.stop()


@pytest.mark.parametrize("way", [polling, on_webhook])
async def test_a_conversation(bot_api, chat, way):
    async with way(bot_api):
        await chat.send("/start")
        assert (await chat.next_reply()).text == "/start"
        asked = await chat.send("hello")
        reply = await chat.next_reply()
        assert (reply.text, reply.reply_to_message.message_id) == ("hello", asked.message_id)
        query = await reply.press("Louder")
        assert (await reply.edited()).text == "HELLO"
        assert await bot_api.answer_to(query)
        await chat.send_document(b"notes", "notes.txt")
        assert (await chat.next_reply()).document.file_name == "copy.txt"


@pytest.mark.parametrize("way", [polling, on_webhook])
async def test_many_chats_at_once(bot_api, way):
    chats = [bot_api.private(bot_api.person(f"P{number}")) for number in range(16)]
    async with way(bot_api):
        for number in range(5):
            for chat in chats:
                await chat.send(f"{chat.id} {number}")
        for chat in chats:
            replies = await chat.replies(5)
            assert {post.text for post in replies} == {f"{chat.id} {number}" for number in range(5)}


async def test_what_was_asked_during_an_outage_is_answered_after_it(bot_api, chat):
    async with polling(bot_api):
        await chat.send("before")
        assert (await chat.next_reply()).text == "before"
        await bot_api.stop()
        await chat.send("meanwhile")
        await bot_api.start()
        assert (await chat.next_reply()).text == "meanwhile"


async def test_a_bot_may_be_another_process(bot_api):
    script = f"from urllib.request import urlopen; urlopen('{bot_api.base_url}{bot_api.token}/getMe')"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script)
    assert await process.wait() == 0
    assert bot_api.calls("getMe")
