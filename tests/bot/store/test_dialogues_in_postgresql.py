"""Dialogues whose state is in PostgreSQL go as they do with a file, and on from one replica to another."""

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.state.state import State
from bot.store.state_connection import StateConnection
from tests.bot import test_dialogues


@pytest.fixture
def state(state_database):
    with State(StateConnection(state_database)) as opened:
        yield opened


@pytest.fixture
def other(mill_base, mill_home, state_database):
    """The dialogue as another replica holds it."""
    with State(StateConnection(state_database)) as opened:
        yield Dialogue(mill_base, Config(), mill_home, opened)


@pytest.mark.parametrize("name", ["follow_ups", "last_answer", "admin_votes"])
def test_a_conversation_goes_as_with_a_file(name, dialogue, hear, capsys):
    (path,) = (path for path in test_dialogues.FILES if path.stem == name)
    test_dialogues.test_the_conversation_goes_as_written(path, dialogue, hear, capsys)


def test_what_is_asked_of_one_replica_is_answered_and_owed_through_another(say, other, hear, state):
    _, ways = say("Who paints the pier?", "ann")
    hear(other, "ann", ways["Ask a person"])
    (gap,) = state.gaps.open()
    assert gap.waiting == {3}
    say(f"/answer {gap.id} The miller does: “The mill grinds rye on Mondays.”")
    hear(other, "admin", f"/answer {gap.id} Nobody: “The library opens at nine.”")
    (notice,) = state.notices.waiting()
    assert (notice.question, notice.asked.user_id) == ("Who paints the pier?", 3)


def test_a_command_begun_with_one_replica_is_completed_at_another(say, other, hear, mill_base):
    say("/edit rye")
    hear(other, "admin", "The mill grinds rye, and only rye.")
    assert mill_base.fact("rye").statement == "The mill grinds rye, and only rye."


def test_whoever_wants_to_be_forgotten_is_forgotten_by_all(say, other, hear, state):
    say("What does the mill grind?", "ann")
    say("What about the windmill?", "ann")
    hear(other, "ann", "/forgetme")
    assert state.turns.kept(chat_id=3, user_id=3) == ()
    assert state.gaps.open() == ()
