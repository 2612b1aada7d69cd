"""Updates that replicas share: two of them on a real PostgreSQL server."""

import threading
from contextlib import closing
from itertools import count

import pytest

from bot.state.updates import Standing
from bot.store.leases import MOST_ATTEMPTS, Leases


@pytest.fixture
def database(state_database):
    return state_database


@pytest.fixture
def one(database):
    with closing(Leases(database)) as leases:
        yield leases


@pytest.fixture
def other(database):
    with closing(Leases(database)) as leases:
        yield leases


def add(leases, *updates):
    """Add updates, each given by its id and the chat that it belongs to."""
    return [
        leases.add(update_id, chat, f'{{"update_id": {update_id}}}', wakes=False)
        for update_id, chat in updates
    ]


def taken(leases, most=10):
    return [one.update_id for one in leases.take(most)]


def die(database):
    """Let all leases end."""
    with database.connection() as connection:
        connection.execute(
            "UPDATE updates SET held_until = now() - interval '1 second' WHERE held_until IS NOT NULL"
        )


def standings(database):
    with database.connection() as connection:
        return dict(connection.execute("SELECT update_id, standing FROM updates").fetchall())


def test_an_update_is_kept_once_and_its_words_are_those_of_the_state(database, one, other):
    assert add(one, (1, 7)) == [True]
    assert add(other, (1, 7)) == [False]
    (update,) = one.take(5)
    assert update.body == '{"update_id": 1}'
    assert standings(database) == {1: Standing.PENDING}
    one.leave(1)
    assert standings(database) == {1: Standing.ANSWERING}
    one.finish([1])
    assert standings(database) == {1: Standing.DONE}
    one.set_aside(2, "It cannot be parsed", "{}")
    assert standings(database)[2] == Standing.SET_ASIDE


def test_a_chat_is_worked_on_by_one_replica_at_a_time_in_its_order(one, other):
    add(one, (1, 7), (2, 7), (3, 8), (4, 7), (5, None), (6, None))
    assert taken(one, 2) == [1, 3]
    assert taken(other) == [5, 6]
    assert taken(other) == []
    one.finish([1])
    assert taken(other) == [2]
    other.leave(2)
    assert taken(one) == []
    other.finish([2])
    assert taken(one) == [4]


def test_what_a_dead_replica_had_not_answered_is_taken_again_and_what_was_on_its_way_is_not(
    database, one, other
):
    add(one, (1, 7), (2, 8), (3, 8))
    taken(one)
    assert one.leave(2)
    assert taken(other) == []
    die(database)
    assert other.settle().answered == (2,)
    assert taken(other) == [1, 3]
    assert standings(database)[2] == Standing.DONE


def test_whoever_has_lost_a_lease_may_send_nothing_and_finish_nothing(database, one, other):
    add(one, (1, 7), (2, 8))
    taken(one)
    die(database)
    assert taken(other) == [1, 2]
    assert not one.leave(1)
    one.finish([1])
    one.put_off([2])
    one.renew([1, 2])
    die(database)
    assert other.leave(1)  # over, but nobody else has it
    other.finish([1])
    assert not other.leave(1)
    assert standings(database) == {1: Standing.DONE, 2: Standing.PENDING}


def test_a_lease_that_is_renewed_does_not_end(database, one, other):
    add(one, (1, 7), (2, 8))
    taken(one)
    die(database)
    one.renew([1])
    assert taken(other) == [2]


def test_a_refused_answer_has_not_left(database, one, other):
    add(one, (1, 7))
    taken(one)
    one.leave(1)
    one.stay(1)
    die(database)
    assert other.settle().answered == ()
    assert taken(other) == [1]


def test_what_is_given_back_is_taken_at_once_and_counts_as_not_begun(one, other):
    add(one, (1, 7))
    for _ in range(MOST_ATTEMPTS + 1):
        assert taken(one) == [1]
        one.give_back([1])
    assert taken(other) == [1]


def test_what_is_put_off_is_taken_after_a_moment(database, one, other):
    add(one, (1, 7))
    taken(one)
    one.put_off([1])
    assert taken(other) == []
    die(database)
    assert taken(other) == [1]


def test_an_update_of_which_replicas_die_is_set_aside_and_its_chat_goes_on(database, one, other):
    add(one, (1, 7), (2, 7))
    for _ in range(MOST_ATTEMPTS):
        assert taken(one) == [1]
        die(database)
    assert taken(other) == []
    assert other.settle().set_aside == (1,)
    assert taken(other) == [2]


def test_replicas_that_take_at_the_same_time_get_each_update_once(database):
    updates = [(number, number % 20) for number in range(200)]
    with closing(Leases(database)) as leases:
        add(leases, *updates)
    done, lock, left = [], threading.Lock(), count()

    def work():
        with closing(Leases(database)) as leases:
            while next(left) < 1000:
                mine = taken(leases, 3)
                with lock:
                    done.extend(mine)
                    if len(done) == len(updates):
                        return
                leases.finish(mine)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == list(range(200))
    assert all([one for one in done if one % 20 == chat] == list(range(chat, 200, 20)) for chat in range(20))
