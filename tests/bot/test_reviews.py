"""An admin goes through facts, one after the other."""

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import SAMPLE, Home
from knowledge.base import KnowledgeBase


class Talk:
    """What is said to a dialogue, and what can be pressed after it."""

    def __init__(self, dialogue, hear, read):
        self.dialogue, self.hear, self.read = dialogue, hear, read
        self.ways = {}

    def __call__(self, text, who="admin"):
        """Say something; return the lines of the reply."""
        reply = self.hear(self.dialogue, who, text)
        self.ways = {choice.label: choice.send for choice in reply.choices}
        return self.read(reply)


@pytest.fixture
def say(mill_base, mill_home, state, hear, read):
    return Talk(Dialogue(mill_base, Config(), mill_home, state), hear, read)


@pytest.fixture
def press(say):
    """Press what could be pressed last; return the lines of the reply."""
    return lambda label: say(say.ways[label])


@pytest.fixture
def kept(mill_home):
    """Return what the file of approved facts holds."""
    return lambda: (mill_home.folder / "facts" / "approved.yaml").read_text("utf-8")


@pytest.fixture
def library(mill_base):
    """Return the id of the draft about the library."""
    return next(fact.id for fact in mill_base.drafts("mill.txt") if "library" in fact.statement)


PIER, LIBRARY = "“The pier is 200 metres long.”", "“The library opens at nine.”"


def test_the_drafts_of_a_source_are_gone_through_one_by_one(say, press, kept):
    first = say("/review mill.txt")
    assert first[:2] == ["1 of 2", PIER]
    assert list(say.ways) == ["Approve", "Edit", "Hide", "Skip", "Show in source", "Stop"]

    second = press("Approve")
    assert second[:3] == ["“The pier is 200 metres long.” · approved", "2 of 2", LIBRARY]
    assert "The pier is 200 metres long." in kept()

    assert press("Hide") == [
        "“The library opens at nine.” · hidden",
        "That was the last one.",
        "1 approved, 1 hidden",
    ]
    assert say("/review mill.txt") == ["Everything in Mill has been checked."]


def test_words_that_are_too_long_leave_the_walk_where_it_is_and_shorter_ones_still_count(say, press):
    say("/review mill.txt")
    press("Edit")
    refused = say("The pier is long. " * 60)
    assert refused[0] == "That is too long: 1,079 of at most 1,000 characters. I have changed nothing."
    assert refused[2:4] == ["1 of 2", PIER]
    assert say("The pier is long.")[0] == "“The pier is long.” · worded otherwise"


def test_a_step_is_taken_back_and_the_fact_comes_again(say, press):
    say("/review mill.txt")
    press("Approve")
    again = press("Undo")
    assert again[0].endswith(" taken back")
    assert again[1:3] == ["1 of 2", PIER]
    assert "Approve" in say.ways
    press("Skip")
    assert press("Skip") == ["That was the last one."]


def test_a_fact_is_worded_otherwise_and_the_next_one_follows(say, press, kept):
    say("/review mill.txt")
    assert PIER in press("Edit")
    following = say("The pier measures 200 metres.")
    assert following[:2] == ["“The pier measures 200 metres.” · worded otherwise", "2 of 2"]
    assert "fact: The pier measures 200 metres." in kept()
    press("Stop")
    assert say("/cancel") == ["I was not waiting for anything."]


def test_what_somebody_else_has_dealt_with_meanwhile_is_left_out_and_told(say, library):
    say("/review mill.txt")
    ways = say.ways
    say(f"/hide {library}", "boss")
    assert say(ways["Approve"])[1:] == [
        "Bea has dealt with 1 of these meanwhile; I left it out.",
        "That was the last one.",
        "1 approved",
    ]


def test_two_admins_do_not_overwrite_each_other(say, press, kept):
    say("/review mill.txt")
    press("Edit")
    say("/review mill.txt", "boss")
    pier = say.ways["Approve"].split()[-1]
    say(f"/edit {pier} The pier is 200 m long.", "boss")
    told = say("The pier measures 200 metres.")
    assert told[0].startswith("Somebody has changed that fact meanwhile")
    assert "The pier is 200 m long." in "".join(told)
    assert "measures" not in kept()


def test_a_button_that_is_pressed_twice_does_its_work_once(say, kept):
    say("/review mill.txt")
    ways = say.ways
    say(ways["Approve"])
    assert say(ways["Approve"])[1:3] == ["2 of 2", LIBRARY]
    assert kept().count("- id:") == 1


def test_what_matters_first_comes_with_its_reason_until_somebody_finds_it_right(say, press):
    say("What does the mill grind?", "ann")
    say("that's wrong, it grinds wheat", "ann")
    shown = say("/review")
    assert shown[0].startswith("1 of 1 · 1 person found it of no help · asked once")
    assert shown[-1] == "They say: it grinds wheat"
    assert press("Keep") == ["That was the last one."]
    assert say("/review")[0].startswith("Nothing is pressing")
    assert say.ways == {"Mill": "/review mill.txt"}


def test_what_is_asked_for_but_unreviewed_matters_too(say):
    say("How long is the pier?", "ann")
    assert say("/review")[:2] == ["1 of 1 · asked once", PIER]


def test_a_walk_that_is_stopped_says_what_was_done(say, press):
    say("/review mill.txt")
    press("Approve")
    assert press("Stop") == ["Stopped here. /review begins again with what is left.", "1 approved"]
    assert say("/review mill.txt")[:2] == ["1 of 1", LIBRARY]


def test_an_old_button_still_does_what_it_says(say, library):
    say("/review mill.txt")
    old = say.ways["Approve"]
    say(f"/approve {library}")
    say("/review mill.txt")
    assert say(old)[0].endswith("· approved")


def test_a_fact_that_is_gone_is_passed_over(say, mill_home, mill_base):
    say("/review mill.txt")
    ways = say.ways
    (mill_home.sources / "mill.txt").write_text("The library opens at nine.\n", encoding="utf-8")
    mill_base.refresh()
    assert say(ways["Approve"])[0] == "This one is there no more."


def test_no_such_source(say):
    assert say("/review nothing.txt")[0].startswith("I have no source called")


def test_the_sample_stays_as_it_is(state, tmp_path, hear, read):
    with KnowledgeBase(SAMPLE, tmp_path / "derived") as base:
        dialogue = Dialogue(base, Config(), Home(SAMPLE, tmp_path / "derived", is_sample=True), state)
        assert read(hear(dialogue, "admin", "/review"))[0].startswith("This is the sample")


def test_facts_whose_sources_have_changed_come_first_with_both_sides(say, press, kept, mill_home, mill_base):
    say("/review mill.txt")
    press("Approve")
    press("Approve")
    mill = mill_home.sources / "mill.txt"
    text = mill.read_text(encoding="utf-8").replace("200 metres", "250 metres").replace("at nine", "at ten")
    mill.write_text(text, encoding="utf-8")
    mill_base.refresh()
    shown = say("/review")
    assert shown[:2] == ["1 of 2", "The pier is 200 metres long."]
    assert "“The pier is 250 metres long.”" in shown
    assert list(say.ways) == ["Still true", "Edit", "Withdraw", "Skip", "Stop"]
    press("Edit")
    following = press("As the source says it")
    assert following[1:3] == ["2 of 2", "The library opens at nine."]
    assert press("Withdraw")[:2] == [
        "“The library opens at nine.” · withdrawn",
        "That was the last one.",
    ]
    assert "fact: The pier is 250 metres long." in kept()
    assert "library" not in kept()
    assert mill_base.under_review() == ()
