"""Two programs on one state, as two replicas are: what each of them does at the same time is neither lost nor done twice."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.state.source_changes import Change
from bot.state.table import Origin
from bot.state.turns import Turn
from tests.bot.state.test_tables import under_review

ANN, BOB, GROUP = 11, 12, -100
TIMES = 8


@pytest.fixture
def at_once(open_state):
    """Let two programs do something with the state and each number, both at the same time; return what each of them got."""
    open_state().close()  # the tables are there

    def run(*works):
        barrier = Barrier(2)

        def program(work):
            with open_state() as state:
                got = []
                for number in range(1, TIMES + 1):
                    barrier.wait(timeout=30)
                    got.append(work(state, number))
                return got

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(program, works if len(works) == 2 else works * 2))

    return run


def once(got):
    """Tell whether of two programs one has succeeded each time."""
    return all(bool(one) != bool(other) for one, other in zip(*got, strict=True))


def wish(state, number, user_id=ANN):
    gap_id = state.gaps.add(f"Where is pier {number}?", "en", Origin(GROUP, number, user_id))
    state.gaps.want_person(gap_id, chat_id=GROUP, user_id=user_id)
    return gap_id


def test_admins_are_told_by_one_that_a_question_is_answered_by_now(at_once, open_state):
    with open_state() as state:
        for number in range(1, TIMES + 1):
            wish(state, number)
    assert once(at_once(lambda state, number: state.gaps.announce([number])))


def test_a_digest_is_sent_by_one(at_once):
    assert once(at_once(lambda state, number: state.digests.begin(dt.date(2026, 5, number))))


def test_a_notice_leaves_by_one(at_once, open_state):
    with open_state() as state:
        for number in range(1, TIMES + 1):
            state.notices.owe([wish(state, number)], "f1")
    assert once(at_once(lambda state, number: state.notices.leaving(number)))


def test_a_change_is_undone_by_one(at_once, open_state):
    with open_state() as state:
        for number in range(1, TIMES + 1):
            state.source_changes.record(f"{number}.pdf", Change.ADDED, user_id=ANN)
    assert once(at_once(lambda state, number: state.source_changes.undo(number)))


def test_a_question_closed_by_two_is_answered_once(at_once, open_state):
    with open_state() as state:
        for number in range(1, TIMES + 1):
            wish(state, number)
    at_once(lambda state, number: state.notices.owe([number], "f1"))
    with open_state() as state:
        assert [notice.question for notice in state.notices.waiting()] == [
            f"Where is pier {number}?" for number in range(1, TIMES + 1)
        ]


def test_whoever_wishes_to_be_told_just_as_the_question_is_closed_is_not_passed_over(at_once, open_state):
    with open_state() as state:
        gap_ids = [
            state.gaps.add(f"Where is pier {number}?", "en", Origin(GROUP, number, ANN))
            for number in range(TIMES)
        ]
    at_once(
        lambda state, number: state.gaps.want_person(gap_ids[number - 1], chat_id=GROUP, user_id=ANN),
        lambda state, number: state.notices.owe([gap_ids[number - 1]], "f1"),
    )
    with open_state() as state:
        owed = Counter(notice.question for notice in state.notices.waiting())
        assert [owed[gap.question] + len(gap.waiting) for gap in map(state.gaps.find, gap_ids)] == [1] * TIMES


def test_a_question_of_two_is_one_gap_and_counted_twice(at_once, open_state):
    got = at_once(wish)
    assert got[0] == got[1]
    with open_state() as state:
        assert [gap.times for gap in state.gaps.open()] == [2] * TIMES


def test_what_is_asked_while_the_old_is_deleted_stays(at_once, open_state, clock):
    with open_state() as state:
        for number in range(1, TIMES + 1):
            wish(state, number, BOB)
    clock.pass_by(days=40)
    at_once(wish, lambda state, _: state.retain(30))
    with open_state() as state:
        assert [gap.waiting for gap in state.gaps.open()] == [{ANN}] * TIMES


def test_whoever_is_forgotten_while_their_question_is_answered_is_in_nobodys_way(at_once, open_state):
    def answer(state, number):
        gap_id = wish(state, number)
        state.gaps.announce([gap_id])
        state.notices.owe([gap_id], "f1")

    at_once(answer, lambda state, _: state.forget(ANN))
    with open_state() as state:
        state.forget(ANN)
        assert (state.gaps.open(), state.notices.waiting()) == ((), ())


def test_of_two_turns_of_a_person_each_is_kept(at_once, open_state):
    at_once(
        lambda state, number: state.turns.remember(Turn(f"{number}?", (), ""), Origin(GROUP, number, ANN))
    )
    with open_state() as state:
        kept = Counter(turn.question for turn in state.turns.kept(chat_id=GROUP, user_id=ANN))
    assert kept == {f"{number}?": 2 for number in range(1, TIMES + 1)}


def test_two_changes_have_two_numbers(at_once):
    got = at_once(
        lambda state, number: state.source_changes.record(f"{number}.pdf", Change.ADDED, user_id=ANN)
    )
    assert len({*got[0], *got[1]}) == 2 * TIMES


def test_a_fact_under_review_is_told_by_one(at_once):
    assert once(
        at_once(lambda state, number: state.told_reviews.untold([under_review(f"f{number}", "It grinds.")]))
    )


def test_an_update_is_taken_in_and_answered_by_one(at_once):
    assert once(at_once(lambda state, number: state.updates.add(number, "{}")))
    assert once(at_once(lambda state, number: state.updates.answering(number)))
