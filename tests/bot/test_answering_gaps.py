"""How admins answer what was asked in vain, from what they type or press to what is owed to those who asked."""

from dataclasses import replace

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.speaker import Speaker
from bot.state.table import Origin
from knowledge.model import Status

OPEN = "Who paints the pier in the evening?"
ADMIN = Speaker(Origin(1, 1, 1), "Ada", is_admin=True)


@pytest.fixture
def gap(say):
    """Ann and Bob ask in vain, in other words, and Ann wants a person to answer; return the number of her question."""
    _, ways = say(OPEN, "ann")
    say("in the evening who paints the pier", "bob")
    say(ways["Ask a person"], "ann")
    return ways["Ask a person"].split()[-1]


def asks(base, fact_id):
    return base.fact(fact_id).asks


def test_the_notice_shows_what_may_answer_it_and_one_tap_makes_it_the_answer(
    say, gap, replies, read, mill_base, state
):
    notice = replies[-1].for_admins()
    assert read(notice)[0] == "Ann would like a person to answer this; my sources do not:"
    assert notice.completes == f"/answer {gap}"
    pick = next(send for send in notice.sends if send.startswith("/answer_with"))
    lines, ways = say(pick)
    assert lines[0] == "I answer that question with this now:"
    assert lines[-1] == "I tell 1 person who asked."
    assert ways["Undo"].startswith("/undo e")
    (notice,) = state.notices.waiting()
    assert (notice.question, notice.asked.user_id) == (OPEN, 3)
    assert set(asks(mill_base, notice.fact_id)) >= {OPEN, "in the evening who paints the pier"}
    assert state.gaps.open() == ()


def test_plain_words_with_a_quote_answer_it(say, gap, mill_base, state):
    lines, _ = say(f"/answer {gap} Not in the evening: “The library opens at nine.”")
    assert lines[:2] == ["Written, and proven by the source:", "Not in the evening"]
    (notice,) = state.notices.waiting()
    fact = mill_base.fact(notice.fact_id)
    assert (fact.status, fact.citations[0].quote) == (Status.APPROVED, "The library opens at nine.")
    assert say(OPEN, "ann")[0][0] == "Not in the evening"


def test_plain_words_without_a_quote_are_offered_passages_to_pick(say, gap, replies, state):
    lines, _ = say(f"/answer {gap} In the evening one cannot borrow novels from the library.")
    assert lines[0] == "What proves it?"
    assert replies[-1].completes.startswith(f"/answer {gap} ")
    assert say(replies[-1].sends[0])[0][0] == "Written, and proven by the source:"
    assert len(state.notices.waiting()) == 1


def test_a_quote_that_is_in_no_source_is_told_with_what_is_near(say, gap, state):
    lines, _ = say(f"/answer {gap} Not then. “The library opens at ten.”")
    assert lines[0] == "Those words are in no source."
    assert any("The library opens at nine." in line for line in lines)
    assert state.gaps.open()


def test_the_answer_is_asked_for_and_the_next_message_is_taken_for_it(say, gap, state):
    _, ways = say(f"/answer {gap}")
    assert OPEN in say(ways["In my own words"])[0]
    say("The library opens at nine.")
    assert len(state.notices.waiting()) == 1


def test_what_a_kill_interrupts_is_done_again_once(say, gap, mill_dialogue, mill_base, state):
    words = f"/answer {gap} Not then: “The library opens at nine.”"
    work = mill_dialogue.reply(ADMIN, words)
    work()  # the fact is written, and the program dies before the question is closed
    assert state.notices.waiting() == ()
    assert say(words)[0][0] == "That is so already:"
    assert say(words)[0][0] == "That is so already:"
    assert len(state.notices.waiting()) == 1
    written = [fact for fact in mill_base.curated() if fact.statement == "Not then"]
    assert len(written) == 1


def test_an_answer_that_is_taken_back_opens_the_question_again(say, gap, state):
    _, ways = say(f"/answer {gap} Not then: “The library opens at nine.”")
    say(ways["Undo"])
    assert [gap.waiting for gap in state.gaps.open() if gap.question == OPEN] == [{3}]
    assert state.notices.waiting() == ()
    say(f"/answer {gap} At nine: “The library opens at nine.”")
    assert len(state.notices.waiting()) == 1


def test_what_is_answered_already_is_not_answered_otherwise(say, gap, mill_base):
    say(f"/answer {gap} Not then: “The library opens at nine.”")
    for other in (
        f"/answer_with {gap} rye",
        f"/answer {gap} At noon. “The library opens at nine.”",
        f"/answer {gap}",
    ):
        lines, ways = say(other)
        assert lines[:2] == ["That question has been answered already, with this:", "Not then"]
        assert list(ways) == ["Edit"]
    assert OPEN not in mill_base.fact("rye").asks


def test_what_is_not_open_or_not_there_is_said(say, gap):
    assert say("/answer 99")[0][0].startswith("There is no open question no. 99.")
    assert say("/answer_in_words 99")[0][0].startswith("There is no open question no. 99.")
    assert say(f"/answer_with {gap} nothing")[0][0].startswith("I have no fact with the id “nothing”.")


def test_in_the_sample_nothing_is_answered(mill_base, mill_home, state, hear, read):
    dialogue = Dialogue(mill_base, Config(), replace(mill_home, is_sample=True), state)
    hear(dialogue, "ann", OPEN)
    for text in ("/answer 1 So it is.", "/answer_with 1 rye"):
        assert read(hear(dialogue, "admin", text))[0].startswith("This is the sample that comes with me")
