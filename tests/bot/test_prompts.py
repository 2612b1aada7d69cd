"""What is said after a message that waits for words."""

from dataclasses import replace

import pytest

from bot.reply import Reply, paragraph
from bot.wording.prompts import placeholder
from bot.wording.translation import LANGUAGES, speaking, text
from tests.bot.conftest import SPEAKERS

ASKS = Reply((paragraph("What shall I look for?"),), completes="/search", is_prompt=True)
TAKES = replace(ASKS, is_prompt=False)


@pytest.fixture
def waiting(dialogue):
    """Show somebody a reply that waits for words."""

    def wait(reply=ASKS):
        dialogue.shown(SPEAKERS["ann"], reply)

    return wait


@pytest.mark.parametrize("words", ["rowing boats", "Rowing boats are rented there.", "1 boat", "No boats."])
def test_what_is_said_next_completes_the_command(waiting, dialogue, hear, read, words):
    waiting()
    assert read(hear(dialogue, "ann", words))[0] == f"Best for “{words}”:"
    assert not read(hear(dialogue, "ann", words))[0].startswith("Best for")


def test_what_is_not_asked_for_is_taken_only_as_a_reply(waiting, dialogue, hear, read):
    waiting(TAKES)
    assert not read(hear(dialogue, "ann", "rowing boats"))[0].startswith("Best for")


@pytest.mark.parametrize(
    "words",
    ["Who is the mayor of Lindvik?", "when is the salt marsh closed to boats", "thanks", "/fact mayor"],
)
def test_a_question_small_talk_or_a_command_is_answered_and_the_words_are_still_awaited(
    waiting, dialogue, hear, read, words
):
    waiting()
    assert not read(hear(dialogue, "ann", words))[0].startswith("Best for")
    assert read(hear(dialogue, "ann", "rowing boats"))[0].startswith("Best for")


def test_below_the_answer_to_a_question_it_is_said_that_words_are_still_awaited(
    waiting, dialogue, hear, read
):
    waits = (
        "I still wait for the words that I asked you for: send them as a reply to my message, or “cancel”."
    )
    waiting()
    assert read(hear(dialogue, "ann", "Who is the mayor of Lindvik?"))[-1] == waits
    assert read(hear(dialogue, "ann", "Who won the chess tournament?"))[-1] == waits
    assert waits not in read(hear(dialogue, "ann", "thanks"))
    hear(dialogue, "ann", "cancel")
    assert waits not in read(hear(dialogue, "ann", "Who is the mayor of Lindvik?"))


@pytest.mark.parametrize("words", ["cancel", "/cancel", "Abbrechen", "never mind", "oh, cancel that please"])
def test_whoever_cancels_has_changed_nothing(waiting, dialogue, hear, read, words):
    waiting()
    assert len(read(hear(dialogue, "ann", words))) == 1
    assert not read(hear(dialogue, "ann", "rowing boats"))[0].startswith("Best for")


def test_there_may_be_nothing_to_cancel(dialogue, hear, read):
    assert read(hear(dialogue, "ann", "/cancel")) == ["I was not waiting for anything."]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_word_that_the_placeholder_names_cancels_in_every_language(waiting, dialogue, state, hear, code):
    with speaking(code):
        assert len(placeholder()) <= 64
        word = text("cancel")
    waiting()
    hear(dialogue, "ann", word)
    assert state.prompts.found(SPEAKERS["ann"].origin, None) is None


def test_words_that_complete_a_command_say_nothing_of_their_language(waiting, dialogue, hear):
    hear(dialogue, "ann", "Who is the mayor of Lindvik?")
    waiting()
    assert hear(dialogue, "ann", "Die Stadt vermietet Ruderboote am alten Zollhaus.").language == "en"


def test_in_a_group_only_a_reply_completes_a_command(dialogue, state, read):
    ann = SPEAKERS["ann"]
    here = replace(ann, origin=replace(ann.origin, chat_id=-5, message_id=8))
    state.prompts.record(replace(here.origin, message_id=7), "/search", asks=True)
    assert not read(dialogue.reply(here, "rowing boats"))[0].startswith("Best for")
    assert read(dialogue.reply(replace(here, replied_to=7), "rowing boats"))[0].startswith("Best for")
