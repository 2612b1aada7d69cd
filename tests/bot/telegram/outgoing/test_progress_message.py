import pytest

from bot.reply import Reply, paragraph
from bot.telegram.departures import departing
from bot.telegram.outgoing import progress_message as progress
from bot.telegram.outgoing.delivery import Place


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE_S", 0.0)
    monkeypatch.setattr(progress, "RENEW_S", 0.01)


@pytest.mark.usefixtures("impatient")
async def test_how_far_it_is_stands_in_one_message(start, admin):
    running = await start()
    told = ["1 of 3 done"]
    place = Place(admin.id, admin.people[0].id)
    async with progress.progress_message(
        running.delivery, place, lambda: Reply((paragraph(told[-1]),))
    ) as shown:
        first = await admin.next_reply()
        told.append("2 of 3 done")
        assert (await admin.changed(first)).text == "2 of 3 done"
    assert shown.messages == (first.message_id,)
    assert len(admin.messages) == 1


class Answer:
    """Notes whether it has left."""

    has_left = False

    async def leave(self):
        self.has_left = True
        return True

    async def stay(self):
        self.has_left = False

    def put_off(self):
        return False


@pytest.mark.usefixtures("impatient")
async def test_how_far_it_is_is_no_answer(start, admin):
    running, answer = await start(), Answer()
    place = Place(admin.id, admin.people[0].id)
    with departing(answer):
        async with progress.progress_message(running.delivery, place, lambda: Reply((paragraph("1 of 3"),))):
            await admin.next_reply()
        assert not answer.has_left
        await running.delivery.send(Reply((paragraph("Done."),)), place)
        assert answer.has_left


async def test_what_is_done_soon_is_not_told(start, admin):
    running = await start()
    place = Place(admin.id, admin.people[0].id)
    async with progress.progress_message(running.delivery, place, lambda: Reply(())) as shown:
        pass
    assert shown.messages == ()
    assert admin.messages == []


@pytest.mark.usefixtures("impatient")
async def test_the_report_of_a_long_upload_stands_in_the_place_of_its_progress(start, admin):
    await start()
    await admin.send_document(b"The mill grinds rye and oats every day.\n", "mill.txt")
    report = await admin.next_reply()
    while "mill.txt is in" not in report.text:
        report = await admin.changed(report)
    assert len(admin.messages) == 1
