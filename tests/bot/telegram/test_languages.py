"""Each person is spoken to in their language on Telegram too."""

import pytest

from bot.telegram import profile
from bot.wording import telegram_notices
from bot.wording.translation import LANGUAGES, speaking


@pytest.fixture
def otto(bot_api):
    """A chat with somebody whose Telegram is in German."""
    return bot_api.private(bot_api.person("Otto", language_code="de"))


async def test_replies_and_buttons_are_in_the_language_of_the_telegram_and_then_of_the_messages(start, otto):
    await start()
    await otto.send("/fact mayor")
    shown = await otto.next_reply()
    assert "Fakt mayor" in shown.text
    assert {"In der Quelle zeigen", "Teilen"} <= {button.text for button in shown.inline_buttons}
    await otto.send("¿Quién es el presidente del club de ajedrez?")
    assert (await otto.next_reply()).text.startswith(("No está en mis fuentes.", "No estoy seguro."))
    await otto.press("In der Quelle zeigen", on=shown)
    assert "párrafo" in (await otto.next_reply()).text


async def test_who_is_not_let_in_is_told_so_in_the_language_of_their_telegram(start, otto):
    await start(access="allowlist")
    await otto.send("/start")
    assert (await otto.next_reply()).text.startswith(
        "Guten Tag! Ich spreche nur mit Menschen auf meiner Liste"
    )


async def test_admins_are_told_in_the_language_they_write(start, otto, admin):
    running = await start()
    running.state.languages.note(admin.people[0].id, "fr")
    await otto.send("Who is the president of the chess club?")
    refusal = await otto.next_reply()
    await otto.press("Ask a person", on=refusal)
    assert "Otto voudrait qu’une personne y réponde" in (await admin.next_reply()).text


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_telegram_limits_is_short_enough(code):
    """https://core.telegram.org/bots/api#setmydescription."""
    with speaking(code):
        assert len(telegram_notices.description()) <= 512
        assert len(telegram_notices.short_description()) <= 120


async def test_the_menus_are_in_every_language(start, bot_api, monkeypatch):
    monkeypatch.setattr(profile, "LANGUAGES", LANGUAGES)
    await start()
    await bot_api.wait(lambda: len(bot_api.menus) == 2 * len(LANGUAGES), "menus")
    everyone = {code: menu for (scope, code), menu in bot_api.menus.items() if scope == "default"}
    named = {tuple(command.command for command in menu) for menu in everyone.values()}
    assert (set(everyone), len(named)) == ({"", *LANGUAGES} - {"en"}, 1)
    summaries = {code: {command.description for command in menu} for code, menu in everyone.items()}
    assert "show this list" in summaries[""]
    assert "diese Liste zeigen" in summaries["de"]
    assert "显示此列表" in summaries["zh"]
