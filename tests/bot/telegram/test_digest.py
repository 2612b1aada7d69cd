import datetime as dt
from dataclasses import replace

from bot.config.schema import DigestDay
from bot.telegram.digest import send_digest

MONDAY = dt.datetime(2026, 5, 4, 8, 0, tzinfo=dt.UTC)


def asked(running):
    running.state.asked._clock = lambda: MONDAY
    running.state.asked.note("answer", is_said=True, fact_id="f", source="gazette.txt", confidence=0.9)


async def test_admins_are_told_once_a_week_what_was_asked(start, admin, settings):
    running = await start(replace(settings, digest=DigestDay.MONDAY))
    asked(running)
    for hours in (-24, -1, 0, 1):
        await send_digest(running, MONDAY + dt.timedelta(hours=hours))
    told = await admin.next_reply()
    assert "In the last 7 days: 1 question." in (told.caption or told.text)
    assert len(admin.messages) == 1


async def test_where_nobody_has_asked_or_it_is_not_wanted_nothing_is_told(start, admin, settings):
    running = await start(replace(settings, digest=DigestDay.NEVER))
    await send_digest(running, MONDAY)
    asked(running)
    await send_digest(running, MONDAY)
    assert admin.messages == []


async def test_the_same_is_drawn_for_an_admin_who_asks(start, admin):
    await start()
    await admin.send("Who is the mayor of Lindvik?")
    await admin.next_reply()
    await admin.send("/stats 7")
    told = await admin.next_reply()
    assert told.photo
    assert "In the last 7 days: 1 question. Answered 1 (100 %)." in told.caption


async def test_the_facts_are_handed_over_as_a_file(start, admin):
    await start()
    await admin.send("/export markdown")
    told = await admin.next_reply()
    assert (told.document.file_name, told.caption) == (
        "facts.md", "4 approved facts, with their citations."
    )  # fmt: skip
