import pytest

from bot.curation.reviews.review_queue import causes, unreviewed, worth_reviewing
from bot.state.state import State
from tests.bot.state.conftest import Clock

ANN, BOB = 11, 12
WITHHELD = "withheld"
"""A fact of the town whose quote is in no source."""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def state(tmp_path, clock):
    with State.open(tmp_path / "state.sqlite", clock) as opened:
        yield opened


@pytest.fixture
def asked(state):
    """Note that a fact was said as an answer, once with each confidence."""

    def note(fact_id, *confidences):
        for confidence in confidences:
            state.asked.note("answer", is_said=True, fact_id=fact_id, source="", confidence=confidence)

    return note


@pytest.fixture
def drafts(base):
    """Return the ids of the drafts of a source for which no person's fact speaks."""
    return [fact.id for fact in base.drafts("gazette.txt") if base.fact(fact.id) == fact]


def test_what_has_no_proof_comes_first_then_what_people_found_wrong_what_is_unreviewed_and_what_was_unsure(
    base, state, asked, drafts
):
    asked(drafts[0], 0.9)
    asked(drafts[1], 0.9, 0.8)
    asked("mayor", 0.9, 0.9, 0.9)
    asked("marsh", 0.6)
    state.votes.cast("pier-cost-plan", 1, ANN, is_up=False)
    assert worth_reviewing(base, state) == (
        WITHHELD,
        "pier-cost-plan",
        drafts[1],
        drafts[0],
        "marsh",
    )


def test_the_more_people_found_it_wrong_the_sooner(base, state):
    for fact_id, voters in (("mayor", [ANN]), ("marsh", [ANN, BOB])):
        for voter in voters:
            state.votes.cast(fact_id, 1, voter, is_up=False)
    state.votes.cast("pier-cost-plan", 1, ANN, is_up=True)
    assert worth_reviewing(base, state) == (WITHHELD, "marsh", "mayor")


def test_why_a_fact_deserves_a_look_is_known(base, state, asked):
    asked("mayor", 0.8, 0.6)
    state.votes.cast("mayor", 1, ANN, is_up=False)
    state.complaints.note("mayor", ANN, "Berg is")
    found = causes(base, state)["mayor"]
    assert (found.down, found.complaints, found.times) == (1, ("Berg is",), 2)
    assert found.confidence == pytest.approx(0.7)


def test_what_somebody_found_right_comes_again_only_with_news(base, state, clock):
    state.votes.cast("mayor", 1, ANN, is_up=False)
    clock.pass_by(hours=2)
    state.reviews.look("mayor")
    assert worth_reviewing(base, state) == (WITHHELD,)
    clock.pass_by(hours=2)
    state.votes.cast("mayor", 1, BOB, is_up=False)
    assert worth_reviewing(base, state) == (WITHHELD, "mayor")


def test_facts_that_are_gone_need_no_look(base, state, asked):
    asked("gone", 0.5)
    state.votes.cast("gone too", 1, ANN, is_up=False)
    assert worth_reviewing(base, state) == (WITHHELD,)


def test_a_source_is_gone_through_in_reading_order(base, drafts):
    assert unreviewed(base, "gazette.txt") == tuple(drafts)
    assert unreviewed(base, "nothing.txt") == ()
