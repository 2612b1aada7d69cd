import datetime as dt
import logging

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue, worded
from bot.home import Home
from bot.speaker import Speaker
from bot.state.state import State
from bot.state.table import Origin
from bot.wording import facts

MAYOR = "Who is the mayor of Lindvik?"
CHESS = "Who won the chess tournament?"


def test_why_explains_the_last_question_of_the_one_who_asks(dialogue, hear, read):
    hear(dialogue, "ann", MAYOR)
    hear(dialogue, "bob", "What does the ferry pier cost?")
    assert f"You asked: {MAYOR}" in read(hear(dialogue, "ann", "/why"))
    assert "You asked: What does the ferry pier cost?" in read(hear(dialogue, "bob", "/why"))
    assert "Ask me something first" in read(hear(dialogue, "guest", "/why"))[0]


def test_commands_do_not_change_what_why_explains(dialogue, hear, read):
    hear(dialogue, "ann", MAYOR)
    hear(dialogue, "ann", "/topics")
    assert f"You asked: {MAYOR}" in read(hear(dialogue, "ann", "/why"))


def test_what_comes_of_each_question_is_counted(dialogue, hear, state):
    for text in (MAYOR, CHESS, MAYOR, "hello", "/topics"):
        hear(dialogue, "ann", text)
    long_ago = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    assert [(said.fact_id, said.times) for said in state.asked.said(long_ago)] == [("mayor", 2)]
    assert {(hour.kind, hour.questions) for hour in state.asked.hours(long_ago)} == {
        ("answer", 2),
        ("no_answer", 1),
    }


class Clock:
    """A clock that is moved by hand."""

    def __init__(self):
        self.time = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)

    def __call__(self):
        return self.time

    def pass_by(self, **time):
        self.time += dt.timedelta(**time)


@pytest.fixture
def talk(town, base, tmp_path, read):
    """Say something to a dialogue that is started afresh each time, and return the lines of its reply."""

    class Talk:
        clock = Clock()

        def __call__(self, text, chat_id=1, user_id=1):
            with State.open(tmp_path / "talk.sqlite", self.clock) as state:
                dialogue = Dialogue(base, Config(), Home(town, town / ".citebot"), state)
                return read(dialogue.reply(Speaker(Origin(chat_id, 1, user_id)), text))

    return Talk()


UNDERSTOOD = "Understood as: When is the mayor of Lindvik?"


def test_a_follow_up_is_understood_after_a_restart(talk):
    talk(MAYOR)
    talk.clock.pass_by(minutes=4)
    assert UNDERSTOOD in talk("and when?")


def test_a_follow_up_carries_on_from_a_follow_up(talk):
    talk("When is the salt marsh closed to boats?")
    talk("and why?")
    assert "Understood as: Where is the salt marsh closed to boats?" in talk("and where?")


def test_after_a_few_minutes_nothing_is_carried_on(talk):
    talk(MAYOR)
    talk.clock.pass_by(minutes=6)
    assert UNDERSTOOD not in talk("and when?")
    assert "You asked: and when?" in talk("/why")


@pytest.mark.parametrize("elsewhere", [{"chat_id": 2}, {"user_id": 2}])
def test_what_is_said_elsewhere_or_by_others_is_not_carried_on(talk, elsewhere):
    talk(MAYOR)
    assert UNDERSTOOD not in talk("and when?", **elsewhere)


def test_a_question_by_itself_is_answered_without_a_trace(base, read):
    assert "“Mayor Ingrid Solheim”" in read(worded([base.ask(MAYOR)], base, Config()))
    assert worded([base.ask(CHESS)], base, Config()).choices == ()


# --- gaps and votes ------------------------------------------------------------------------------


def test_what_cannot_be_answered_is_counted_by_its_words(dialogue, state, hear):
    for who, text in (("ann", CHESS), ("bob", CHESS.upper()), ("ann", MAYOR), ("ann", "?!")):
        hear(dialogue, who, text)
    (gap,) = state.gaps.open()
    assert (gap.question, gap.times, gap.askers, gap.waiting) == (CHESS, 2, {3, 4}, set())


def test_of_each_open_question_it_is_told_whether_it_is_answered_by_now(dialogue, state, hear, read):
    for question in (MAYOR, CHESS):
        state.gaps.add(question, "en", Origin(chat_id=5, user_id=5, message_id=1))
    listed = read(hear(dialogue, "admin", "/gaps"))
    (mayor,) = (line for line in listed if MAYOR in line)
    (chess,) = (line for line in listed if CHESS in line)
    assert mayor.endswith("answered by now")
    assert "by now" not in chess


def test_whoever_asks_for_a_person_is_heard_by_the_admins(dialogue, state, hear, read):
    offered = hear(dialogue, "ann", CHESS).choices[-1]
    assert offered.label == "Ask a person"
    told = hear(dialogue, "ann", offered.send).for_admins()
    assert read(told)[:2] == ["Ann would like a person to answer this; my sources do not:", CHESS]
    assert [gap.waiting for gap in state.gaps.open()] == [{3}]
    (ignore,) = (choice for choice in told.choices if choice.label == "Ignore")
    hear(dialogue, "admin", ignore.send)
    assert state.gaps.open() == ()


def test_what_asks_for_the_same_in_other_words_is_listed_once_and_goes_at_once(dialogue, state, hear, read):
    for who, question in (("ann", CHESS), ("bob", "who won the tournament in chess"), ("bob", CHESS)):
        hear(dialogue, who, question)
    listed = hear(dialogue, "admin", "/gaps")
    assert any("asked 3 times by 2 people" in line for line in read(listed))
    shown = hear(dialogue, "admin", listed.sends[0])
    assert "Who won the tournament in chess"[1:] in "".join(read(shown))
    hear(dialogue, "admin", f"/ignore {state.gaps.open()[-1].id}")
    assert state.gaps.open() == ()


def test_a_question_that_is_answered_by_now_is_shown_with_its_answer(dialogue, state, hear, read):
    number = state.gaps.add(MAYOR, "en", Origin(chat_id=5, user_id=5, message_id=1))
    shown = read(hear(dialogue, "admin", f"/answer {number}"))
    assert shown[2] == "By now I answer it:"
    assert "“Mayor Ingrid Solheim”" in shown


def test_nobody_passes_on_the_question_of_another(dialogue, hear):
    offered = hear(dialogue, "ann", CHESS).choices[-1]
    assert hear(dialogue, "bob", offered.send).for_admins is None


def test_a_person_has_one_vote_on_a_fact(dialogue, state, hear):
    for who, verdict in (("ann", "up"), ("ann", "down"), ("bob", "down")):
        hear(dialogue, who, f"/vote mayor {verdict}")
    (tally,) = state.votes.tally()
    assert (tally.fact_id, tally.up, tally.down) == ("mayor", 0, 2)


def test_admins_see_the_votes_on_facts_that_are_still_there(dialogue, state, hear, read):
    assert read(hear(dialogue, "admin", "/votes")) == ["Nobody has voted on a fact yet."]
    hear(dialogue, "ann", "/vote mayor down")
    state.votes.cast("gone", 1, 7, is_up=False)
    head, mayor = read(hear(dialogue, "admin", "/votes"))
    assert head == "1 fact that people voted on, those of least help first:"
    assert mayor.endswith("· 👎 1 · 👍 0")


# --- commands ------------------------------------------------------------------------------------


def test_commands_for_admins_do_not_exist_for_others(dialogue, hear, read):
    assert "1 problem in the files:" in read(hear(dialogue, "admin", "/check"))
    assert "I don't know the command /check" in read(hear(dialogue, "guest", "/check"))[0]
    assert "/check" not in "".join(read(hear(dialogue, "guest", "/help")))


def test_questions_are_logged_only_on_request(town, base, state, hear, caplog):
    caplog.set_level(logging.INFO)
    home = Home(town, town / ".citebot")
    hear(Dialogue(base, Config(), home, state), "ann", MAYOR)
    assert "mayor of" not in caplog.text
    assert "answered" in caplog.text
    hear(Dialogue(base, Config(log_questions=True), home, state), "ann", MAYOR)
    assert MAYOR in caplog.text


def test_source_files_are_handed_over_where_that_is_allowed(town, base, state, hear, read):
    config = Config(send_files=True)
    dialogue = Dialogue(base, config, Home(town, town / ".citebot"), state)
    assert "/file harbour-plan.md" in hear(dialogue, "ann", MAYOR).sends
    assert "/file gazette.txt" in hear(dialogue, "ann", "/source gazette").sends
    assert hear(dialogue, "ann", "/file gazette").file == town / "sources" / "gazette.txt"
    assert read(hear(dialogue, "ann", "/file gazete"))[0].startswith("I have no source called")


def test_many_topics_and_sources_come_in_pages_that_lead_to_each_other(read):
    names = [f"topic {n}" for n in range(20)]
    reply = facts.topics(names, 2)
    assert read(reply)[:2] == ["20 topics, page 2 of 3:", "topic 8"]
    assert reply.sends[-2:] == ("/topics page 1", "/topics page 3")


def test_whoever_says_that_an_answer_is_wrong_votes_against_it_and_admins_hear_why(
    dialogue, state, hear, read
):
    hear(dialogue, "ann", MAYOR)
    told = hear(dialogue, "ann", "that's wrong, Berg is").for_admins()
    assert read(told) == [
        "Somebody says that this answer is wrong:",
        MAYOR,
        "Ingrid Solheim is the mayor of Lindvik.",
        "They say: Berg is",
    ]
    assert [(tally.fact_id, tally.down) for tally in state.votes.tally()] == [("mayor", 1)]
