import datetime as dt
from pathlib import Path

import pytest

from bot.state.asked import Hour, Said
from bot.state.source_changes import Change
from bot.state.table import Origin
from bot.state.turns import KEPT, Turn
from bot.state.votes import Tally
from knowledge.facts.lost_quotes import LostQuote, UnderReview
from knowledge.model import CuratedFact, QuotedSource
from knowledge.model import Status as FactStatus

ANN, BOB, GROUP = 11, 12, -100


def said(user_id, message_id=1, chat_id=GROUP):
    return Origin(chat_id=chat_id, message_id=message_id, user_id=user_id)


# --- buttons -------------------------------------------------------------------------------------


def test_a_button_fits_into_callback_data_and_keeps_its_arguments(state):
    button_id = state.buttons.add("page", "a.pdf", 3, chat_id=GROUP)
    assert len(button_id.encode()) <= 12
    found = state.buttons.find(button_id)
    assert (found.action, found.arguments) == ("page", ("a.pdf", 3))
    assert state.buttons.find("unknown") is None


@pytest.mark.parametrize(
    ("chat_id", "user_id", "allowed"),
    [
        (None, None, {(GROUP, ANN), (GROUP, BOB), (None, ANN)}),
        (GROUP, None, {(GROUP, ANN), (GROUP, BOB)}),
        (GROUP, ANN, {(GROUP, ANN)}),
        (None, ANN, {(GROUP, ANN), (None, ANN)}),
    ],
)
def test_a_button_knows_who_may_press_it(state, chat_id, user_id, allowed):
    button = state.buttons.find(state.buttons.add("send", "/help", chat_id=chat_id, user_id=user_id))
    pressed = {(GROUP, ANN), (GROUP, BOB), (None, ANN), (-200, BOB)}
    if chat_id is None and user_id is None:
        allowed = pressed
    assert {who for who in pressed if button.is_for(*who)} == allowed


# --- questions -----------------------------------------------------------------------------------


def test_of_a_question_only_its_hour_and_what_came_of_it_is_kept(state, clock):
    began = clock.now
    for fact_id, confidence in (("f1", 0.9), ("f2", 0.7), ("f1", 0.5)):
        clock.pass_by(minutes=20)
        state.asked.note("answer", is_said=True, fact_id=fact_id, source="a.txt", confidence=confidence)
    state.asked.note("unsure", is_said=False, fact_id="f3", source="b.txt", confidence=0.3)
    later = began + dt.timedelta(hours=1)
    assert state.asked.said(began) == (Said("f1", 2, 0.7, later), Said("f2", 1, 0.7, began))
    assert state.asked.sources(began) == (("a.txt", 3),)
    assert state.asked.hours(began) == (
        Hour(began, "answer", 2),
        Hour(later, "answer", 1),
        Hour(later, "unsure", 1),
    )
    assert [one.fact_id for one in state.asked.said(later)] == ["f1"]


# --- gaps ----------------------------------------------------------------------------------------


def test_the_same_words_are_the_same_gap(state, clock):
    first = state.gaps.add("Who is the mayor?", "en", said(ANN))
    clock.pass_by(hours=1)
    assert state.gaps.add("who is the MAYOR", "en", said(BOB, 2)) == first
    assert state.gaps.add("Who is the mayor?", "en", said(ANN, 3)) == first
    assert state.gaps.add("Who was the mayor?", "en", said(ANN, 4)) != first
    gap = state.gaps.open()[0]
    assert (gap.question, gap.times, gap.askers, gap.asked_at) == (
        "Who is the mayor?",
        3,
        {ANN, BOB},
        clock.now,
    )


def test_gaps_that_are_asked_most_come_first(state, clock):
    for question in ("one?", "two?", "three?", "two?"):
        clock.pass_by(minutes=1)
        state.gaps.add(question, "en", said(ANN))
    assert [gap.question for gap in state.gaps.open()] == ["two?", "three?", "one?"]


def test_only_one_who_asked_can_want_a_person(state):
    gap_id = state.gaps.add("Who?", "en", said(ANN))
    assert not state.gaps.open()[0].waiting
    assert not state.gaps.want_person(gap_id, chat_id=GROUP, user_id=BOB)
    assert state.gaps.want_person(gap_id, chat_id=GROUP, user_id=ANN)
    assert state.gaps.open()[0].waiting == {ANN}


def test_a_resolved_gap_is_open_again_when_it_is_asked_again(state):
    gap_id = state.gaps.add("Who?", "en", said(ANN))
    state.gaps.resolve([gap_id])
    assert state.gaps.open() == ()
    assert state.gaps.find(gap_id).question == "Who?"
    assert state.gaps.add("Who?", "en", said(BOB)) == gap_id
    assert [gap.id for gap in state.gaps.open()] == [gap_id]


def test_admins_are_told_once_that_a_question_is_answered_by_now(state):
    wanted, _ = (state.gaps.add(question, "en", said(ANN)) for question in ("Who?", "Where?"))
    state.gaps.want_person(wanted, chat_id=GROUP, user_id=ANN)
    assert [gap.id for gap in state.gaps.unannounced()] == [wanted]
    assert state.gaps.announce([wanted, 99]) == {wanted}
    assert state.gaps.announce([wanted]) == set()
    assert state.gaps.unannounced() == ()
    state.gaps.add("Who?", "en", said(BOB))
    assert [gap.id for gap in state.gaps.unannounced()] == [wanted]


# --- notices -------------------------------------------------------------------------------------


def test_whoever_wished_so_is_owed_one_answer_to_their_last_message(state, clock):
    who = state.gaps.add("Who?", "de", said(ANN, 5))
    clock.pass_by(minutes=1)
    which = state.gaps.add("Which one?", "de", said(ANN, 6))
    state.gaps.add("Who?", "de", said(BOB, 7))
    for gap_id in (who, which):
        state.gaps.want_person(gap_id, chat_id=GROUP, user_id=ANN)
    for _ in range(2):
        state.notices.owe([who, which], "f1")
    (notice,) = state.notices.waiting()
    assert (notice.asked, notice.question, notice.language, notice.fact_id) == (
        said(ANN, 6), "Which one?", "de", "f1"
    )  # fmt: skip
    assert state.gaps.open() == ()


def test_a_notice_leaves_once_unless_it_has_certainly_not_arrived(state):
    state.gaps.want_person(state.gaps.add("Who?", "en", said(ANN)), chat_id=GROUP, user_id=ANN)
    state.notices.owe([1], "f1")
    (notice,) = state.notices.waiting()
    assert state.notices.leaving(notice.id)
    state.notices.staying(notice.id)
    assert state.notices.waiting() == (notice,)
    assert state.notices.leaving(notice.id)
    assert not state.notices.leaving(notice.id)
    assert state.notices.settle() == 1
    assert state.notices.waiting() == ()


# --- votes ---------------------------------------------------------------------------------------


def test_a_person_has_one_vote_on_a_fact_and_the_last_one_counts(state, clock):
    state.votes.cast("f1", 3, ANN, is_up=True)
    state.votes.cast("f1", 3, ANN, is_up=False)
    state.votes.cast("f1", 4, BOB, is_up=True)
    state.votes.cast("f2", 3, ANN, is_up=True)
    assert state.votes.tally() == (Tally("f1", 4, 1, 1, clock.now), Tally("f2", 3, 1, 0, clock.now))


def test_a_vote_can_be_taken_back(state):
    state.votes.cast("f1", 3, ANN, is_up=True)
    state.votes.cast("f1", 3, BOB, is_up=False)
    state.votes.withdraw("f1", BOB)
    assert state.votes.tally() == (Tally("f1", 3, 1, 0, state.votes.tally()[0].voted_at),)


# --- what messages show --------------------------------------------------------------------------


def test_a_message_shows_what_was_last_put_into_it(state):
    state.shown.record("mayor", [7, 8], chat_id=GROUP, user_id=ANN)
    state.shown.record("", [8], chat_id=GROUP, user_id=ANN)
    assert (state.shown.fact_of(GROUP, 7), state.shown.fact_of(GROUP, 8)) == ("mayor", "")
    state.forget(ANN)
    assert state.shown.fact_of(GROUP, 7) == ""


# --- turns ---------------------------------------------------------------------------------------


def test_the_last_turns_are_remembered_for_as_long_as_wanted(state, clock):
    whose = {"chat_id": GROUP, "user_id": ANN}
    for number in range(KEPT + 2):
        state.turns.remember(Turn(f"Who is no. {number}?", ("f1", "f2"), "a.txt"), said(ANN, number))
        clock.pass_by(minutes=4)
    kept = state.turns.kept(**whose)
    assert [turn.question for turn in kept] == [f"Who is no. {n}?" for n in range(2, KEPT + 2)]
    assert (kept[-1].fact_ids, kept[-1].source) == (("f1", "f2"), "a.txt")
    assert state.turns.kept(chat_id=ANN, user_id=ANN) == ()
    assert state.turns.of_message(GROUP, 5).question == "Who is no. 5?"
    assert state.turns.of_message(GROUP, 1) is None


def test_a_conversation_goes_back_to_where_nothing_was_said_for_a_while(state, clock):
    whose = {"chat_id": GROUP, "user_id": ANN}
    for question, minutes in (("Who?", 6), ("When?", 4), ("Why?", 1)):
        state.turns.remember(Turn(question, (), ""), said(ANN))
        clock.pass_by(minutes=minutes)
    five = dt.timedelta(minutes=5)
    assert [turn.question for turn in state.turns.recent(five, **whose)] == ["When?", "Why?"]
    clock.pass_by(minutes=6)
    assert state.turns.recent(five, **whose) == ()


# --- sent ----------------------------------------------------------------------------------------


def test_the_answer_to_a_question_is_found_and_replaced(state):
    state.sent.record(said(ANN), [5, 6])
    state.sent.record(said(ANN), [7])
    assert state.sent.find(said(ANN)) == (7,)
    assert state.sent.find(said(ANN, 2)) == ()
    assert state.sent.question_of(GROUP, 7) == said(ANN).message_id
    assert state.sent.question_of(GROUP, 5) is None


# --- changes of sources -----------------------------------------------------------------------------


def test_a_change_is_undone_once(state, clock):
    change_id = state.source_changes.record("a.pdf", Change.REPLACED, user_id=ANN, previous=Path("old/1"))
    undone = state.source_changes.undo(change_id)
    assert (undone.source, undone.change, undone.previous, undone.user_id, undone.changed_at) == (
        "a.pdf", Change.REPLACED, Path("old/1"), ANN, clock.now
    )  # fmt: skip
    assert state.source_changes.undo(change_id) is None
    assert state.source_changes.undo(99) is None


def test_previous_bytes_are_kept_while_they_can_be_put_back(state, clock):
    first = state.source_changes.record("a.pdf", Change.REPLACED, user_id=ANN, previous=Path("old/1"))
    state.source_changes.record("b.pdf", Change.ADDED, user_id=ANN)
    clock.pass_by(days=2)
    state.source_changes.record("a.pdf", Change.REMOVED, user_id=ANN, previous=Path("old/2"))
    assert state.source_changes.kept() == {Path("old/1"), Path("old/2")}
    state.source_changes.undo(first)
    assert state.source_changes.kept() == {Path("old/2")}
    state.retain(days=-1)
    assert state.source_changes.kept() == set()


def test_a_change_can_still_be_undone_when_its_author_is_forgotten(state):
    change_id = state.source_changes.record("a.pdf", Change.ADDED, user_id=ANN)
    state.forget(ANN)
    assert state.source_changes.undo(change_id).user_id is None


# --- people --------------------------------------------------------------------------------------


def test_whoever_speaks_again_has_not_blocked_the_bot(state):
    assert not state.people.has_blocked(ANN)
    state.people.block(ANN)
    assert state.people.has_blocked(ANN)
    state.people.see(ANN)
    assert not state.people.has_blocked(ANN)


def test_a_group_that_has_moved_is_found(state):
    state.people.move(-5, -1005)
    assert state.people.current(-5) == -1005
    assert state.people.current(-1005) == -1005


# --- languages -----------------------------------------------------------------------------------


def test_a_language_is_kept_until_it_is_old_or_its_person_is_forgotten(state, clock):
    state.languages.note(ANN, "de")
    state.languages.note(ANN, "es")
    assert (state.languages.of(ANN), state.languages.of(BOB)) == ("es", "")
    clock.pass_by(days=10)
    state.languages.note(BOB, "fr")
    state.retain(days=5)
    assert (state.languages.of(ANN), state.languages.of(BOB)) == ("", "fr")
    state.forget(BOB)
    assert state.languages.of(BOB) == ""


# --- complaints ----------------------------------------------------------------------------------


def test_what_is_wrong_with_a_fact_is_known_by_the_last_word_of_each_person(state, clock):
    state.complaints.note("f1", ANN, "it costs 13 euros")
    clock.pass_by(minutes=1)
    state.complaints.note("f1", BOB, "it is free")
    clock.pass_by(minutes=1)
    state.complaints.note("f1", ANN, "it costs 14 euros")
    assert state.complaints.about("f1") == ("it costs 14 euros", "it is free")
    assert state.complaints.about("f2") == ()


def under_review(fact_id, quote):
    cite = QuotedSource("plan.md", quote, None, 1)
    fact = CuratedFact(fact_id, "So it is.", (cite,), FactStatus.APPROVED, (), (), "facts/a.yaml", 1)
    return UnderReview(fact, (LostQuote(cite, None, None, stands_elsewhere=False),))


def test_a_fact_under_review_is_told_once_until_it_was_in_order_again(state):
    pier, mill = under_review("pier", "It is blue."), under_review("mill", "It grinds.")
    assert state.told_reviews.untold([pier]) == (pier,)
    assert state.told_reviews.untold([pier, mill]) == (mill,)
    assert state.told_reviews.untold([mill]) == ()
    assert state.told_reviews.untold([pier, mill]) == (pier,)
    other = under_review("mill", "It grinds rye.")
    assert state.told_reviews.untold([pier, other]) == (other,)
