"""Texts that become documents: pasted, replied to, passed on."""

import datetime as dt

import pytest

MILL = "The mill grinds rye and oats every day. The miller is called Olaf Berg."
DAY = dt.datetime(2024, 3, 5, 12, tzinfo=dt.UTC)


def added(home):
    return {path.name: path.read_text(encoding="utf-8") for path in home.sources.iterdir()}


@pytest.fixture
def passed_on(bot_api):
    """Who has written it: a person, somebody unknown, a channel. What Telegram says of them is imported late, as the fake Bot API is."""
    from aiogram.types import Chat, MessageOriginChannel, MessageOriginHiddenUser, MessageOriginUser

    channel = Chat(id=-1_001_234_567_890, type="channel", title="Mill news", username="millnews")
    return {
        "person": MessageOriginUser(date=DAY, sender_user=bot_api.person("Olga").user),
        "hidden": MessageOriginHiddenUser(date=DAY, sender_user_name="Somebody"),
        "channel": MessageOriginChannel(date=DAY, chat=channel, message_id=42, author_signature="Ove"),
    }


async def test_a_pasted_text_is_kept_under_its_title_and_answered_from(start, admin, home):
    await start()
    await admin.send(f"/add The mill of Brede, 5 March 2024\n{MILL}\nIt has two stones.")
    report = await admin.next_reply()
    assert report.text.startswith("The mill of Brede, 5 March 2024.txt is in: ")
    await admin.send("Who is the miller of the mill?")
    assert "Olaf Berg" in (await admin.next_reply()).text
    assert added(home)["The mill of Brede, 5 March 2024.txt"] == f"{MILL}\nIt has two stones.\n"
    await report.press("Undo")
    await admin.next_reply()
    assert not [name for name in added(home) if "mill" in name]


async def test_a_text_without_a_title_is_called_by_its_first_words(start, admin, home):
    await start()
    await admin.send(f"/add {MILL}")
    assert (await admin.next_reply()).text.startswith(
        "The mill grinds rye and oats every day. The miller is called.txt"
    )
    assert added(home)["The mill grinds rye and oats every day. The miller is called.txt"] == f"{MILL}\n"


async def test_what_is_missing_is_asked_for(start, admin, home):
    await start()
    await admin.send("/add")
    asked = await admin.next_reply()
    assert asked.text.startswith("Send me the text.")
    await admin.send("Opening hours", reply_to=asked)
    asked = await admin.next_reply()
    assert asked.text == "Send me the text of “Opening hours”."
    await admin.send("Do we open on Sunday? Yes, at nine.", reply_to=asked)
    assert (await admin.next_reply()).text.startswith("Opening hours.txt is in")
    assert added(home)["Opening hours.txt"] == "Do we open on Sunday? Yes, at nine.\n"


async def test_the_message_that_is_replied_to_is_kept_with_its_author_and_day(
    start, bot_api, admin, ada, home
):
    group = bot_api.group("Council", admin.people[0], ada.people[0])
    await start()
    said = await group.send(MILL, who=ada.people[0])
    await group.send("/add The mill", reply_to=said)
    assert "I cite it with Ada · " in (await group.next_reply()).text
    assert added(home)["The mill.txt"] == f"{MILL}\n"
    await group.send("/add", reply_to=said, who=ada.people[0])
    assert "I don't know the command" in (await group.next_reply()).text


async def test_the_file_that_is_replied_to_is_taken(start, bot_api, admin, ada, home):
    group = bot_api.group("Council", admin.people[0], ada.people[0])
    await start()
    sent = await group.send_document(
        MILL.encode(), "scan.txt", who=ada.people[0], caption="see https://mills.example"
    )
    await group.send("/add The mill", reply_to=sent)
    report = await group.next_reply()
    assert report.text.startswith("The mill.txt is in")
    await group.send("/add", reply_to=sent, who=ada.people[0])
    assert "only the people who look after me" in (await group.next_reply()).text
    assert added(home)["The mill.txt"] == MILL


@pytest.mark.parametrize(
    ("whose", "cited"),
    [
        ("person", "Olga · 5 March 2024"),
        ("hidden", "Somebody · 5 March 2024"),
        ("channel", "Mill news, Ove · 5 March 2024 · https://t.me/millnews/42"),
    ],
)
async def test_a_message_that_an_admin_passes_on_is_kept_as_its_author_wrote_it(
    start, admin, passed_on, whose, cited
):
    await start()
    await admin.send(MILL, forward_origin=passed_on[whose])
    assert f"I cite it with {cited}." in (await admin.next_reply()).text
    await admin.send("Who is the miller of the mill?")
    assert cited in (await admin.next_reply()).text


async def test_a_file_that_an_admin_passes_on_is_its_author_s_too(start, admin, passed_on):
    await start()
    await admin.send_document(
        MILL.encode(), "mill.txt", forward_origin=passed_on["person"], caption="The mill"
    )
    report = (await admin.next_reply()).text
    assert report.startswith("The mill.txt is in")
    assert "I cite it with Olga · 5 March 2024." in report


async def test_a_question_that_is_passed_on_is_answered_and_only_kept_if_wanted(
    start, admin, home, passed_on
):
    await start()
    await admin.send("Who is the mayor of Lindvik?", forward_origin=passed_on["person"])
    answer = await admin.next_reply()
    assert answer.text.startswith("Ingrid Solheim")
    assert len(added(home)) == 3
    await answer.press("Keep it as a document")
    report = (await admin.next_reply()).text
    assert "I cite it with Olga · 5 March 2024." in report
    assert added(home)["Who is the mayor of Lindvik.txt"] == "Who is the mayor of Lindvik?\n"


async def test_what_others_pass_on_is_a_question(start, ada, home, passed_on):
    await start()
    await ada.send(MILL, forward_origin=passed_on["person"])
    await ada.next_reply()
    assert len(added(home)) == 3


async def test_a_text_that_is_changed_after_it_was_kept_stays_as_it_is(start, admin, home):
    await start()
    said = await admin.send(f"/add The mill\n{MILL}")
    report = await admin.next_reply()
    await admin.edit(said, "/add The mill\nIt is closed.")
    assert "stays as you wrote it first" in (await admin.changed(report)).text
    assert added(home)["The mill.txt"] == f"{MILL}\n"
