"""Who is let in, through HTTP."""

from bot.config.schema import AccessMode

LIST = {"access": AccessMode.ALLOWLIST}


async def test_a_stranger_learns_their_number_once_a_day(start, ada, admin):
    await start(**LIST)
    await ada.send("/fact mayor")
    told = await ada.next_reply()
    assert str(ada.id) in told.text
    await ada.send("/fact mayor")
    await admin.send("/fact mayor")
    await admin.next_reply()
    assert len(ada.messages) == 1


async def test_people_and_groups_on_the_list_are_answered(start, ada, bot_api):
    group = bot_api.group("Council", bot_api.person("Cleo"))
    await start(**LIST, users=(ada.id,), chats=(group.id,))
    for chat in (ada, group):
        await chat.send("/fact mayor")
        assert (await chat.next_reply()).text.endswith("Fact mayor")


async def test_a_stranger_can_press_and_look_up_nothing(start, bot_api, ada):
    cleo = bot_api.person("Cleo")
    group = bot_api.group("Council", ada.people[0], cleo)
    await start(**LIST, users=(ada.id,))
    await group.send("/fact mayor")
    await group.next_reply()
    alert = await bot_api.answer_to(await group.press("Show in source", who=cleo))
    assert str(cleo.id) in alert.text
    found = await bot_api.answer_to(await cleo.ask_inline("mayor"))
    assert found.results == []
    assert found.button.start_parameter == "hello"


async def test_whoever_writes_too_fast_is_asked_to_wait_once(start, ada, admin):
    await start(messages_per_minute=2)
    for _ in range(5):
        await ada.send("/fact mayor")
    answers = await ada.replies(3)
    assert [one.text.endswith("Fact mayor") for one in answers] == [True, True, False]
    assert "give me a minute" in answers[2].text
    await admin.send("/fact mayor")
    await admin.next_reply()
    assert len(ada.messages) == 3


async def test_admin_commands_do_not_exist_for_others(start, ada):
    await start()
    await ada.send("/refresh")
    assert "don't know the command" in (await ada.next_reply()).text


async def test_menus_show_what_each_person_may_do(start, bot_api):
    await start()
    await bot_api.wait(lambda: len(bot_api.menus) >= 2, "menus")
    everyone, own = ({command.command for command in menu} for menu in list(bot_api.menus.values())[:2])
    assert "refresh" in own - everyone
    assert "facts" in everyone & own
