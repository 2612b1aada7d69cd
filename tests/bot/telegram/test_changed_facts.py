"""Admins hear once of a fact whose source has changed, and settle it with a button, through HTTP."""

OLD = "because terns breed there"
NEW = "because terns and eiders breed there"


async def test_admins_are_told_once_what_a_fact_rested_on_and_what_its_source_says_now(
    start, ada, admin, home
):
    await start()
    plan = home.sources / "harbour-plan.md"
    plan.write_text(plan.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    news = (await admin.next_reply()).text
    assert news.startswith("Changed harbour-plan.md.")
    assert "marsh" not in news
    told = await admin.next_reply()
    assert OLD in told.text
    assert NEW in told.text
    await ada.send("Why is the marsh closed?")
    assert OLD not in (await ada.next_reply()).text
    await told.press("Still true")
    assert NEW in (await admin.next_reply()).text
    await ada.send("Why is the marsh closed?")
    assert "Boats must keep out of the salt marsh" in (await ada.next_reply()).text
    plan.write_text(plan.read_text(encoding="utf-8") + "\nThe council meets on Fridays.\n", encoding="utf-8")
    assert (await admin.next_reply()).text.startswith("Changed harbour-plan.md.")
    await admin.send("/changed")
    assert (await admin.next_reply()).text.startswith("1 fact rests on what its source no longer says")
