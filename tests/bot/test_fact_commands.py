"""What admins do to facts in the chat, from what they type or press to what is told afterwards."""

from dataclasses import replace

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue


@pytest.fixture
def pier(mill_base):
    return next(fact.id for fact in mill_base.drafts("mill.txt") if "pier" in fact.statement)


def test_a_draft_is_approved_and_that_is_taken_back(say, pier):
    lines, ways = say(f"/approve {pier} looked it up")
    assert lines == [
        "Approved. I tell it as reviewed now:",
        "“The pier is 200 metres long.”",
        "Mill · paragraph 2",
    ]
    assert say(f"/approve {pier}")[0][0] == "That is so already:"
    assert say("How long is the pier?", "ann")[0][-1] == "Mill · paragraph 2"
    assert say(ways["Undo"])[0][0] == "Taken back. It is not approved any more:"
    assert say("How long is the pier?", "ann")[0][-1] == "Mill · paragraph 2 · unreviewed"


def test_a_sentence_that_was_hidden_by_mistake_is_as_it_was(say, pier):
    _, ways = say(f"/hide {pier}")
    assert say(ways["Undo"])[0][0] == "Taken back. It is again as it was:"
    assert say("How long is the pier?", "ann")[0][-1] == "Mill · paragraph 2 · unreviewed"


def test_what_led_to_a_draft_leads_to_what_is_approved_in_its_place(say, pier):
    say(f"/edit {pier} The pier measures 200 metres.")
    assert say(f"/fact {pier}")[0][0] == "The pier measures 200 metres."
    say(f"/hide {pier}")
    assert say(f"/fact {pier}", "ann")[0][0].startswith("I have no fact")
    assert say(f"/approve {pier}")[0][:2] == [
        "Approved. I tell it as reviewed now:",
        "The pier measures 200 metres.",
    ]


def test_words_are_asked_for_and_the_next_message_is_taken_for_them(say, replies):
    lines, _ = say("/edit rye")
    assert lines[:2] == [
        "Write it as I shall say it. The words that prove it stay. It says now:",
        "The mill grinds rye.",
    ]
    assert replies[-1].is_prompt
    assert say("On Mondays the mill grinds rye.")[0][:2] == [
        "I say it in these words now:",
        "On Mondays the mill grinds rye.",
    ]
    say("/alias rye")
    assert say("What is ground on Mondays?")[0][0] == "I answer that question with this now:"
    assert say("What is ground on Mondays?", "ann")[0][0] == "On Mondays the mill grinds rye."


def test_who_words_what_another_one_has_worded_meanwhile_is_told(say, replies):
    say("/edit rye")
    waiting = replies[-1].completes
    say("/edit rye It grinds rye only.")
    lines, ways = say(f"{waiting} It grinds.")
    assert lines == [
        "Somebody has changed that fact meanwhile, so I have left it alone. It says now:",
        "It grinds rye only.",
    ]
    assert ways == {"Edit": "/edit rye"}


def test_a_new_fact_is_written_in_three_messages(say, replies):
    assert say("/new")[0] == ["Write the fact as I shall say it."]
    lines, _ = say("One can read from nine on.")
    assert lines[:2] == ["What proves it?", "One can read from nine on."]
    assert any("The library opens at nine." in line for line in lines)
    lines, _ = say("The library opens at ten.")
    assert lines[0] == "Those words are in no source."
    pick = replies[-1].sends[0]
    assert pick == "/new One can read from nine on.\n> The library opens at nine.\nsource: mill.txt"
    assert say(pick)[0][:2] == ["Written, and proven by the source:", "One can read from nine on."]


def test_a_new_fact_is_written_at_once(say):
    lines, _ = say("/new Rye is ground on Mondays. > grinds rye on Mondays")
    assert lines[0] == "Written, and proven by the source:"
    assert lines[-1].startswith("There the whole sentence is: “")
    assert "whole sentence" not in say("/new It opens then. > The library opens at nine")[0][-1]


def test_whole_sentences_are_offered_as_a_proof(say, replies):
    say("/new The library opens.")
    assert "> The library opens at nine.\n" in replies[-1].sends[0]


@pytest.mark.parametrize("question", ["What does the club cost?", "Is the vicar in?"])
def test_a_question_that_is_added_is_answered_however_little_it_looks_like_it(say, pier, question):
    say(f"/alias {pier} {question}")
    assert say(f"  {question.lower().rstrip('?')}", "ann")[0][-1] == "Mill · paragraph 2"


LONG = "The mill grinds rye and oats. " * 50


@pytest.mark.parametrize("command", ["/edit rye", "/new"])
def test_a_fact_that_is_too_long_is_not_taken_and_a_shorter_one_still_is(say, command):
    say(command)
    assert say(LONG)[0][0] == "That is too long: 1,499 of at most 1,000 characters. I have changed nothing."
    assert say("/history")[0] == ["Nobody has changed a fact from here yet."]
    assert say("The mill grinds.")[0][0] in ("I say it in these words now:", "What proves it?")


def test_a_question_that_is_too_long_is_not_added_and_a_shorter_one_still_is(say):
    say("/alias rye")
    assert say("What is ground there? " * 15)[0][0].startswith("That is too long: 329 of at most 300")
    assert say("What is ground there?")[0][0] == "I answer that question with this now:"


def test_what_may_be_a_piece_of_a_longer_text_is_not_followed_by_the_next_piece(say, replies):
    say("/edit rye")
    say(LONG * 3)
    assert replies[-1].completes.startswith("/edit rye #")
    say("And it grinds wheat.")
    assert say("/history")[0] == ["Nobody has changed a fact from here yet."]


def test_a_long_sentence_of_a_source_can_be_approved(say, mill_base, mill_home):
    oats = "The miller grinds oats" + " and then some more oats" * 50 + "."
    (mill_home.folder / "sources" / "oats.txt").write_text(oats, encoding="utf-8")
    mill_base.refresh()
    draft = max(mill_base.drafts("oats.txt"), key=lambda fact: len(fact.statement))
    assert len(draft.statement) > 1000
    assert say(f"/approve {draft.id}")[0][0] == "Approved. I tell it as reviewed now:"


def test_the_history_says_who_did_what(say, pier):
    assert say("/history")[0] == ["Nobody has changed a fact from here yet."]
    say(f"/approve {pier} looked it up")
    say("/edit rye It grinds.")
    say("/undo")
    lines, _ = say("/history")
    assert lines[0] == "3 changes to facts:"
    assert lines[1].startswith("e3 e2 taken back: “It grinds.” → “The mill grinds rye.” · Ada, ")
    assert lines[2].startswith("e2 worded otherwise: “The mill grinds rye.” → “It grinds.” · Ada, ")
    assert lines[3].startswith("e1 approved: “The pier is 200 metres long.” (looked it up) · Ada, ")
    lines, ways = say(f"/history {pier}")
    assert lines[0] == "1 change to pier-200-metres-long:"
    assert ways == {"Undo": "/undo e1"}


def test_without_a_number_the_younger_of_ones_own_changes_is_taken_back(say, pier):
    say(f"/approve {pier}")
    say("/remove mill.txt now")
    assert say("/undo")[0][0] == "mill.txt is back."
    assert say("/undo")[0][0] == "Taken back. It is not approved any more:"
    assert say("/undo")[0][0].startswith("There is nothing to take back")


def test_who_had_themselves_forgotten_is_somebody(say, pier):
    say(f"/approve {pier}")
    say("/forgetme")
    assert "· Somebody, " in say("/history")[0][1]


def test_what_there_is_not_is_said(say):
    for command in ("approve", "hide", "edit", "alias"):
        assert say(f"/{command} nothing")[0][0].startswith("I have no fact with the id “nothing”.")
    assert say("/undo e7")[0][0].startswith("There is nothing to take back")
    assert say("/history nothing")[0] == ["Nobody has changed that fact from here."]


def test_in_the_sample_nothing_is_changed(mill_base, mill_home, state, hear, read):
    dialogue = Dialogue(mill_base, Config(), replace(mill_home, is_sample=True), state)
    for text in (
        "/approve rye",
        "/edit rye",
        "/edit rye It grinds.",
        "/alias rye What?",
        "/hide rye",
        "/new",
        "/undo e1",
    ):
        assert read(hear(dialogue, "admin", text))[0].startswith("This is the sample that comes with me")
