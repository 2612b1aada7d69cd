import asyncio

import aiohttp
import pytest
import telegram
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError


def texts(updates):
    return [update.message.text for update in updates]


async def test_updates_come_again_until_they_are_confirmed(bot, chat):
    await chat.send("one")
    await chat.send("two")
    first, second = await bot.get_updates()
    assert texts([first, second]) == ["one", "two"]
    assert second.update_id == first.update_id + 1
    assert texts(await bot.get_updates()) == ["one", "two"]
    assert texts(await bot.get_updates(offset=second.update_id)) == ["two"]
    assert texts(await bot.get_updates()) == ["two"]
    assert await bot.get_updates(offset=second.update_id + 1) == ()


async def test_limit_and_negative_offset(bot, chat):
    for word in ("one", "two", "three"):
        await chat.send(word)
    assert texts(await bot.get_updates(limit=2)) == ["one", "two"]
    assert texts(await bot.get_updates(offset=-1)) == ["three"]
    assert texts(await bot.get_updates()) == ["three"]


async def test_a_long_poll_ends_with_the_first_update(bot, chat):
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await chat.world.wait(lambda: chat.world.requests[-1].call, "poll")
    await chat.send("at last")
    assert texts(await poll) == ["at last"]


async def test_a_long_poll_gives_up(bot):
    assert await bot.get_updates(timeout=1) == ()


async def test_a_second_poller_ends_the_first(bot, bot_api, chat):
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await bot_api.wait(lambda: bot_api.calls("getUpdates"), "poll")
    async with telegram.Bot(bot_api.token, base_url=bot_api.base_url) as twin:
        second = asyncio.create_task(twin.get_updates(timeout=30))
        with pytest.raises(Conflict) as caught:
            await first
        assert caught.value.message == (
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        await chat.send("hello")
        assert texts(await second) == ["hello"]


async def test_no_polling_beside_a_webhook(bot):
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict) as caught:
        await bot.get_updates()
    assert caught.value.message == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_allowed_updates_stay_and_leave_some_out_by_default(bot, chat):
    post = await chat.send("hello")
    await chat.react(post, "👍")
    assert len(await bot.get_updates()) == 1
    await bot.get_updates(allowed_updates=["message_reaction"])
    await chat.react(post, "👎")
    await chat.send("not wanted")
    reaction = (await bot.get_updates(offset=-1))[0].message_reaction
    assert (reaction.old_reaction[0].emoji, reaction.new_reaction[0].emoji) == ("👍", "👎")
    await bot.get_updates(allowed_updates=[])
    await chat.send("wanted again")
    assert texts(await bot.get_updates(offset=-1)) == ["wanted again"]


async def test_an_update_may_come_twice_even_after_it_was_confirmed(bot, bot_api, chat):
    await chat.send("once")
    (update,) = await bot.get_updates()
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    bot_api.updates.repeat()
    (again,) = await bot.get_updates(offset=update.update_id + 1)
    assert again.update_id == update.update_id
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_an_update_may_be_malformed(bot, bot_api):
    bot_api.updates.add_raw({"message": {"message_id": 1}})
    with pytest.raises(KeyError):
        await bot.get_updates()


async def test_dropping_what_is_pending(bot, chat):
    await chat.send("old")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_wrong_token_is_unauthorized_and_a_malformed_one_not_found(bot_api):
    async with aiohttp.ClientSession() as session:
        for token, code, words in (
            (bot_api.token[:-1] + "x", 401, "Unauthorized"),
            ("1:2", 404, "Not Found"),
        ):
            async with session.get(f"{bot_api.base_url}{token}/getMe") as answer:
                assert await answer.json() == {"ok": False, "error_code": code, "description": words}
            stranger = telegram.Bot(token, base_url=bot_api.base_url)
            with pytest.raises(InvalidToken):
                await stranger.initialize()
            await stranger.shutdown()


async def test_the_network_may_be_down_for_a_while(bot, bot_api, chat):
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await bot_api.wait(lambda: bot_api.calls("getUpdates"), "poll")
    port = bot_api.port
    await bot_api.stop()
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await bot.get_me()
    await chat.send("while you were away")
    await bot_api.start()
    assert bot_api.port == port
    assert texts(await bot.get_updates()) == ["while you were away"]


async def test_a_test_that_waits_in_vain_is_told_what_happened(bot, chat):
    await bot.send_chat_action(chat.id, "typing")
    with pytest.raises(AssertionError, match=r"no 1 more messages to Ada within 0.01 s(.|\n)*sendChatAction"):
        await chat.next_reply(timeout_s=0.01)


async def test_latency_delays_every_call(bot, bot_api):
    bot_api.latency_s = 0.05
    before = asyncio.get_running_loop().time()
    await bot.get_me()
    assert asyncio.get_running_loop().time() - before >= 0.05


async def test_a_mistake_of_the_server_is_a_violation(bot, bot_api, chat):
    with pytest.raises(TelegramError):
        await bot.send_dice(chat.id)
    assert "does not carry out sendDice" in bot_api.violations.pop()
