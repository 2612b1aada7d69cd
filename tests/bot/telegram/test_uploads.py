"""Files in a chat, through HTTP."""

import pytest

MILL = b"The mill grinds rye and oats every day. The miller is called Olaf Berg.\n"
BAKERY = b"The bakery opens at six in the morning. Its ovens are heated with birch wood.\n"


def sources(home):
    return sorted(path.name for path in home.sources.iterdir())


async def heard(chat, words):
    """Return the next reply that says this; of facts that rest on a changed source admins hear besides."""
    while words not in (reply := await chat.next_reply()).text:
        pass
    return reply


async def test_a_file_is_read_reported_and_answered_from(start, admin):
    await start()
    await admin.send_document(MILL, "mill.txt")
    report = await admin.next_reply()
    assert report.text.startswith("mill.txt is in: 1 passage read, 2 unreviewed facts.")
    assert "1. The mill grinds rye and oats every day." in report.text
    assert report.buttons == ["1", "2", "Undo", "Review its facts"]
    await admin.send("/search Olaf Berg")
    assert "The miller is called Olaf Berg." in (await admin.next_reply()).text


async def test_undo_takes_a_file_back(start, admin, home):
    await start()
    before = sources(home)
    await admin.send_document(MILL, "mill.txt")
    await admin.next_reply()
    await admin.press("Undo")
    assert "is out again" in (await admin.next_reply()).text
    assert sources(home) == before


async def test_the_same_bytes_are_not_taken_twice(start, admin, home):
    await start()
    before = sources(home)
    await admin.send_document((home.sources / "gazette.txt").read_bytes(), "copy.txt")
    assert (await admin.next_reply()).text == "copy.txt is identical to gazette.txt, nothing done."
    assert sources(home) == before


async def test_a_file_never_overwrites_another(start, admin, home):
    await start()
    gazette = (home.sources / "gazette.txt").read_bytes()
    await admin.send_document(MILL, "Gazette.TXT")
    report = await admin.next_reply()
    assert "Gazette 2.TXT is in" in report.text
    assert "There was another gazette.txt." in report.text
    assert (home.sources / "gazette.txt").read_bytes() == gazette


@pytest.mark.parametrize("way", ["caption", "reply", "button"])
async def test_a_file_replaces_another_on_request_and_can_be_taken_back(start, admin, home, way):
    await start()
    gazette = (home.sources / "gazette.txt").read_bytes()
    await admin.send_document(MILL, "gazette.txt", caption="Replace" if way == "caption" else None)
    if way != "caption":
        report = await heard(admin, "gazette 2.txt is in")
        if way == "reply":
            await admin.send("replace", reply_to=report)
        else:
            await report.press("Replace gazette.txt with it")
    report = await heard(admin, "gazette.txt has been replaced: 1 passage read")
    assert (home.sources / "gazette.txt").read_bytes() == MILL
    assert "gazette 2.txt" not in sources(home)
    await report.press("Undo")
    await heard(admin, "again what it was")
    assert (home.sources / "gazette.txt").read_bytes() == gazette


async def test_an_album_is_reported_in_one_message(start, admin):
    await start()
    for content, name in ((MILL, "mill.txt"), (BAKERY, "bakery.txt"), (b"?", "picture.gif")):
        await admin.send_document(content, name, media_group_id="album")
    report = await admin.next_reply()
    assert "mill.txt is in" in report.text
    assert "bakery.txt is in" in report.text
    assert "picture.gif ends in .gif, which cannot be read" in report.text
    assert {"Undo mill.txt", "Undo bakery.txt"} <= set(report.buttons)
    assert len(admin.messages) == 1


async def test_a_caption_names_the_file(start, admin, home):
    await start()
    await admin.send_document(MILL, "scan0042.txt", caption="title: The mill, 2024")
    assert "It was sent as scan0042.txt. I named it The mill, 2024.txt." in (await admin.next_reply()).text
    assert "The mill, 2024.txt" in sources(home)


CAPTION = "The mill of Brede\nas of 5 March 2024, from https://mills.example/3"
CITED = "The mill of Brede · paragraph 1 · 5 March 2024 · https://mills.example/3"


async def test_the_title_the_day_and_the_address_in_a_caption_are_kept_and_cited(start, admin, home):
    await start()
    await admin.send_document(MILL, "scan0042.txt", caption=CAPTION)
    assert "I cite it with 5 March 2024 · https://mills.example/3." in (await admin.next_reply()).text
    await admin.send("Who is the miller of the mill?")
    assert CITED in (await admin.next_reply()).text
    beside = home.sources / "The mill of Brede.txt.yaml"
    assert beside.read_text(encoding="utf-8").splitlines() == [
        "title: The mill of Brede", "date: 2024-03-05", "link: https://mills.example/3",
    ]  # fmt: skip


async def test_what_a_caption_said_goes_and_comes_back_with_the_file(start, admin, home):
    await start()
    before = sources(home)
    await admin.send_document(MILL, "mill.txt", caption=CAPTION)
    report = await admin.next_reply()
    await admin.send("/remove The mill of Brede.txt now")
    removed = await admin.next_reply()
    assert sources(home) == before
    await removed.press("Undo")
    await admin.next_reply()
    await admin.send("/source The mill of Brede.txt")
    assert "https://mills.example/3" in (await admin.next_reply()).text
    await report.press("Undo")
    await admin.next_reply()
    assert sources(home) == before


async def test_a_replacement_is_called_as_before_but_is_of_no_day_until_one_is_said(start, admin, home):
    await start()
    await admin.send_document(MILL, "mill.txt", caption=CAPTION)
    await admin.next_reply()
    (home.sources / "The mill of Brede.txt").rename(home.sources / "mill.txt")
    (home.sources / "The mill of Brede.txt.yaml").rename(home.sources / "mill.txt.yaml")
    await admin.send_document(BAKERY, "mill.txt", caption="replace")
    report = await admin.next_reply()
    assert "I cite it with https://mills.example/3." in report.text
    await admin.send("When does the bakery open?")
    assert "The mill of Brede · paragraph 1 · https://mills.example/3" in (await admin.next_reply()).text
    await report.press("Undo")
    await admin.next_reply()
    assert "date: 2024-03-05" in (home.sources / "mill.txt.yaml").read_text(encoding="utf-8")


async def test_hostile_names_stay_in_the_folder(start, admin, home):
    await start()
    outside, inside = sorted(home.folder.parent.iterdir()), len(sources(home))
    names = (
        *("../../../evil.txt", "..\\..\\evil.txt", "ev\u202eil.txt", ".evil.txt"),
        *("CON.txt", "é" * 250 + ".txt"),
    )
    for number, name in enumerate(names, 1):
        await admin.send_document(MILL + b"It has %d wheels.\n" % number, name, media_group_id="album")
    report = await admin.next_reply()
    assert report.text.count(" is in: ") == len(names)
    assert sorted(home.folder.parent.iterdir()) == outside
    assert len(sources(home)) == inside + len(names)


async def test_what_cannot_be_read_is_not_even_fetched(start, admin, home, bot_api):
    await start()
    for name, advice in (
        ("plan.pages", "save it as .docx"),
        ("scan.heic", "Save it as .png or .jpg"),
        ("plan", "has no ending"),
    ):
        await admin.send_document(MILL, name)
        assert advice in (await admin.next_reply()).text
    assert not bot_api.calls("getFile")
    assert len(sources(home)) == 3


async def test_what_is_too_large_for_telegram_is_to_be_put_into_the_folder(start, admin, home):
    await start()
    await admin.send_document(b"x" * (20 * 2**20 + 1), "large.txt")
    told = await admin.next_reply()
    assert "20 MB that Telegram lets me fetch" in told.text
    assert str(home.sources) in told.text


async def test_a_file_that_cannot_be_read_is_reported_with_the_remedy(start, admin):
    await start()
    await admin.send_document(b"%PDF-1.7 broken", "broken.pdf")
    report = await admin.next_reply()
    assert report.text.startswith("broken.pdf is in, but I cannot read it.")
    assert "Please look at this: it " in report.text
    assert report.buttons == ["Undo"]


async def test_others_cannot_add_files(start, ada, home):
    await start()
    await ada.send_document(MILL, "mill.txt", media_group_id="album")
    await ada.send_document(BAKERY, "bakery.txt", media_group_id="album")
    assert "only the people who look after me" in (await ada.next_reply()).text
    await ada.send("/fact mayor")
    await ada.next_reply()
    assert len(ada.messages) == 2
    assert len(sources(home)) == 3


# --- in groups -----------------------------------------------------------------------------------


@pytest.fixture
def group(bot_api, admin, ada):
    return bot_api.group("Council", admin.people[0], ada.people[0])


async def test_in_a_group_a_file_is_taken_where_the_bot_is_mentioned(start, group, home, bot_api):
    bot_api.turn_privacy_off()
    await start()
    await group.send_document(BAKERY, "bakery.txt")
    await group.send_document(BAKERY, "bakery.txt", caption="for us all, not for @other_bot")
    sent = await group.send_document(
        MILL, "mill.txt", caption="@cited_test_bot The mill of Brede\n5 March 2024"
    )
    report = await group.next_reply()
    assert report.text.startswith("The mill of Brede.txt is in: 1 passage read")
    assert "I cite it with 5 March 2024." in report.text
    assert report.reply_to_message.message_id == sent.message_id
    assert "bakery.txt" not in sources(home)
    assert len(group.messages) == 1


async def test_a_mention_under_one_file_of_an_album_is_for_all_of_it(start, group, bot_api):
    bot_api.turn_privacy_off()
    await start()
    await group.send_document(MILL, "mill.txt", caption="@cited_test_bot", media_group_id="album")
    await group.send_document(BAKERY, "bakery.txt", media_group_id="album")
    report = await group.next_reply()
    assert {"Undo mill.txt", "Undo bakery.txt"} <= set(report.buttons)


async def test_in_a_group_only_admins_add_files_too(start, group, ada, home):
    await start()
    await group.send_document(MILL, "mill.txt", caption="@cited_test_bot", who=ada.people[0])
    assert "only the people who look after me" in (await group.next_reply()).text
    assert len(sources(home)) == 3


async def test_a_file_in_reply_to_the_bot_is_no_source_without_a_mention(start, group, home):
    await start()
    await group.send("/fact marsh")
    await group.send_document(MILL, "mill.txt", reply_to=await group.next_reply())
    await group.send("/fact mayor")
    assert (await group.next_reply()).text.endswith("Fact mayor")
    assert len(sources(home)) == 3


async def test_a_question_below_a_file_of_somebody_else_is_answered(start, ada, home):
    await start()
    await ada.send_document(MILL, "mill.txt", caption="Who is the mayor of Lindvik?")
    assert (await ada.next_reply()).text.startswith("Ingrid Solheim")
    assert len(sources(home)) == 3


async def test_a_question_below_a_new_source_is_answered_once_it_is_read(start, admin, home):
    await start()
    await admin.send_document(MILL, "mill.txt", caption="What does the mill grind?")
    report, answer = await admin.replies(2)
    assert report.text.startswith("mill.txt is in")
    assert "The mill grinds rye and oats every day." in answer.text
    assert "mill.txt" in sources(home)
