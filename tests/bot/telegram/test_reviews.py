"""Facts changed from the buttons under them, and gone through one by one, through HTTP."""

HERRING = "How much herring is landed in Lindvik every year?"


async def test_an_admin_alone_with_the_bot_changes_a_fact_from_its_answer(start, admin):
    await start()
    await admin.send(HERRING)
    answer = await admin.next_reply()
    assert answer.buttons == [
        "Show in source", "Other answers", "Approve", "Edit", "Add a question", "Hide", "Share",
    ]  # fmt: skip
    assert [len(row) for row in answer.reply_markup.inline_keyboard] == [2, 2, 2, 1]
    await answer.press("Approve")
    assert (await admin.next_reply()).text.startswith("Approved.")
    await admin.send(HERRING)
    assert "unreviewed" not in (await admin.next_reply()).text


async def test_others_vote_instead_and_so_do_admins_where_somebody_reads_along(start, admin, ada, bot_api):
    await start()
    group = bot_api.group("Council", admin.people[0], ada.people[0])
    for chat, text in ((ada, HERRING), (group, f"@cited_test_bot {HERRING}")):
        await chat.send(text)
        assert (await chat.next_reply()).buttons == ["Show in source", "Other answers", "👍", "👎", "Share"]


async def test_a_question_is_added_by_what_is_written_next(start, admin):
    await start()
    await admin.send(HERRING)
    await (await admin.next_reply()).press("Add a question")
    asked = await admin.next_reply()
    assert asked.placeholder == "Type here, or “cancel”"
    await admin.send("What do the boats bring home?", reply_to=asked)
    assert (await admin.next_reply()).text.startswith("I answer that question with this now:")
    await admin.send("What do the boats bring home?")
    assert "900 tonnes" in (await admin.next_reply()).text


async def test_a_walk_goes_on_in_the_same_message(start, admin):
    await start()
    await admin.send("/review gazette.txt")
    first = await admin.next_reply()
    assert first.text.startswith("1 of ")
    assert [len(row) for row in first.reply_markup.inline_keyboard] == [2, 2, 2]
    await first.press("Approve")
    second = await admin.changed(first)
    assert "· approved" in second.text.splitlines()[0]
    assert "2 of " in second.text
    await second.press("Edit")
    asked = await admin.next_reply()
    assert asked.placeholder
    await admin.send("Boats may be rented.", reply_to=asked)
    third = await admin.next_reply()
    assert third.text.startswith("“Boats may be rented.” · worded otherwise")
    await third.press("Undo")
    assert (await admin.changed(third)).text.splitlines()[0].endswith("taken back")
    assert len(admin.messages) == 3
