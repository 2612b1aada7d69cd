import dataclasses

from bot.state.prompts import Prompt
from bot.state.table import Origin

ANN, BOB = 11, 12


def said(message_id, user_id=ANN, chat_id=ANN):
    return Origin(chat_id, message_id, user_id)


def test_a_reply_completes_the_command_of_the_message_that_it_replies_to(state, clock):
    state.prompts.record(said(1), "/edit mayor", asks=True)
    state.prompts.record(said(2), "/answer 3", asks=False)
    clock.pass_by(days=3)
    assert state.prompts.found(said(5), 1) == Prompt("/edit mayor", asks=True, is_answered=True)
    assert state.prompts.found(said(5), 2) == Prompt("/answer 3", asks=False, is_answered=True)
    assert state.prompts.found(said(5), 4) is None
    assert state.prompts.found(said(5, BOB), 1) is None


def test_only_the_last_message_that_asked_takes_what_is_said_next_for_some_minutes(state, clock):
    state.prompts.record(said(1), "/edit mayor", asks=True)
    state.prompts.record(said(2), "/edit marsh", asks=True)
    state.prompts.record(said(3), "/answer 3", asks=False)
    clock.pass_by(minutes=9)
    assert state.prompts.found(said(5), None) == Prompt("/edit marsh", asks=True, is_answered=False)
    assert state.prompts.found(said(5), 4) is None, "a reply to something else is no answer"
    assert state.prompts.found(said(5, BOB), None) is None
    clock.pass_by(minutes=2)
    assert state.prompts.found(said(5), None) is None


def test_what_has_been_completed_waits_no_more_but_the_message_that_did_may_be_changed(state):
    state.prompts.record(said(1), "/edit mayor", asks=True)
    asked = state.prompts.found(said(5), None)
    state.prompts.complete(said(5), asked)
    assert state.prompts.found(said(6), None) is None
    assert state.prompts.found(said(5), None) == dataclasses.replace(asked, is_answered=True)
    assert state.prompts.found(said(7), 1) is not None


def test_messages_without_numbers_are_not_taken_for_each_other(state):
    state.prompts.record(said(0), "/edit mayor", asks=True)
    state.prompts.complete(said(0), state.prompts.found(said(0), None))
    assert state.prompts.found(said(0), None) is None


def test_whoever_cancels_is_asked_for_nothing(state):
    assert not state.prompts.close(said(1))
    state.prompts.record(said(1), "/edit mayor", asks=True)
    assert state.prompts.close(said(2))
    assert state.prompts.found(said(5), None) is None


def test_a_message_that_shows_something_else_by_now_waits_for_nothing(state):
    state.prompts.record(said(1), "/edit mayor", asks=False)
    state.prompts.record(said(1), "", asks=False)
    assert state.prompts.found(said(5), 1) is None


def test_prompts_are_forgotten(state, clock):
    state.prompts.record(said(1), "/edit mayor", asks=True)
    state.prompts.record(said(2, BOB, BOB), "/edit mayor", asks=True)
    state.forget(ANN)
    assert state.prompts.found(said(5), 1) is None
    assert state.prompts.found(said(5, BOB, BOB), 2)
    clock.pass_by(days=31)
    state.retain(days=30)
    assert state.prompts.found(said(5, BOB, BOB), 2) is None
