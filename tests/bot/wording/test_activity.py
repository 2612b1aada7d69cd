import datetime as dt
import struct

import pytest

from bot.reply import Listing
from bot.state.activity import Activity, Day
from bot.state.gap_groups import GapGroup
from bot.state.gaps import Gap
from bot.wording import activity_picture
from bot.wording.activity import told
from bot.wording.translation import LANGUAGES, speaking

MAY = dt.date(2026, 5, 1)
NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)


def gap(number, question):
    return GapGroup((Gap(number, question, "en", number, frozenset({1}), frozenset(), NOON),))


@pytest.fixture
def asked():
    days = tuple(Day(MAY + dt.timedelta(days=day), day, 1, 2, day % 2) for day in range(7))
    questions = ("What does $5 _buy_ here?", "图书馆开门吗？", "متى يفتح المتحف؟", "A question " * 20)
    gaps = tuple(gap(number, question) for number, question in enumerate(questions, 1))
    return Activity(days, (("harbour-plan.md", 12), ("gone.txt", 3)), gaps)


def width_and_height(png):
    return struct.unpack(">II", png[16:24])


def test_it_is_told_in_words(asked, read):
    lines = read(told(asked, {}))
    assert lines[0] == (
        "In the last 7 days: 42 questions. Answered 21 (50 %), not sure 7 (17 %), refused 14 (33 %), disliked 3."
    )
    assert "harbour-plan.md · 12 answers" in lines
    assert "图书馆开门吗？ · asked 2 times" in lines


def test_open_questions_are_picked_by_numbers_of_their_own(asked, base):
    sources = {summary.source: summary for summary in base.sources()}
    listings = [block for block in told(asked, sources).blocks if isinstance(block, Listing)]
    assert "harbour-plan.md" in sources
    assert [entry.send for entry in listings[0].entries] == ["", ""]
    assert [entry.send for entry in listings[1].entries] == [f"/answer {number}" for number in range(1, 5)]


def test_nothing_asked_is_told_without_a_picture():
    reply = told(Activity((Day(MAY, 0, 0, 0, 0),), (), ()), {})
    assert reply.picture is None
    assert "nobody asked" in reply.blocks[0].line[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_fits_a_phone_whatever_its_letters(asked, language):
    with speaking(language):
        picture = told(asked, {}).picture
    width, height = width_and_height(picture.png)
    assert width == 1080
    assert height > width


def test_without_a_plotting_library_the_words_stand_alone(asked, monkeypatch):
    monkeypatch.setattr(activity_picture, "find_spec", lambda _name: None)
    assert told(asked, {}).picture is None
