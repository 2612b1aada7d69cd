"""An admin's whole path through HTTP: a file dropped, facts approved and worded, a gap closed, and whoever asked is told."""

RULES = """\
Boats longer than ten metres moor at the outer quay.

Shore power on the quay costs two crowns an hour.

The harbour master answers on channel twelve at all hours.

Dogs are kept on a lead on the quays.
"""
ASKED = "Whom do I call when my engine fails at night?"
MOST_TAPS, MOST_TYPED = 12, 2


class Hand:
    """An admin's hand: what it taps and types is counted."""

    def __init__(self, chat):
        self.chat = chat
        self.taps = self.typed = 0

    async def tap(self, post, label):
        """Press a button that takes the next thing to the place of its message; return that."""
        self.taps += 1
        await post.press(label)
        return await self.chat.changed(post)

    async def open(self, post, label):
        """Press a button that leads to a message of its own; return that."""
        self.taps += 1
        await post.press(label)
        return await self.chat.next_reply()

    async def write(self, text, reply_to):
        """Type a message; return the reply."""
        self.typed += 1
        await self.chat.send(text, reply_to=reply_to)
        return await self.chat.next_reply()


async def test_from_a_dropped_file_to_an_asker_who_is_told(start, admin, ada, home):
    await start()
    asked = await ada.send(ASKED)
    await (await ada.next_reply()).press("Ask a person")
    await ada.next_reply()
    notice = await admin.next_reply()
    hand = Hand(admin)

    await admin.send_document(RULES.encode(), "rules.txt")
    fact = await hand.open(await admin.next_reply(), "Review its facts")
    for number in (1, 2, 3):
        assert f"{number} of 4" in fact.text
        fact = await hand.tap(fact, "Approve")
    wanted = await hand.open(fact, "Edit")
    end = await hand.write("Dogs must be on a lead on the quays.", reply_to=wanted)
    assert "3 approved, 1 edited" in end.text

    closed = await hand.write(
        "Call the harbour master on channel twelve. “The harbour master answers on channel twelve at all hours.”",
        reply_to=notice,
    )
    assert "I tell 1 person who asked." in closed.text
    told = await ada.next_reply()
    assert told.text.startswith(f"When you asked “{ASKED}”, I had no answer. Now I have one:")
    assert "Call the harbour master on channel twelve." in told.text
    assert "rules.txt" in told.text or "Rules" in told.text
    assert told.reply_to_message.message_id == asked.message_id

    await ada.send(ASKED)
    assert (await ada.next_reply()).text.startswith("Call the harbour master on channel twelve.")
    kept = (home.folder / "facts" / "approved.yaml").read_text("utf-8")
    assert kept.count("- id:") == 5
    assert hand.taps <= MOST_TAPS
    assert hand.typed <= MOST_TYPED
