import datetime as dt

from bot.state.updates import Pending, SetAside


def test_an_update_is_added_once(state):
    assert state.updates.add(7, '{"update_id": 7}')
    assert not state.updates.add(7, '{"update_id": 7}')
    assert state.updates.pending() == (Pending(7, '{"update_id": 7}', 0),)


def test_pending_updates_come_in_the_order_of_their_ids(state):
    for update_id in (9, 7, 8):
        state.updates.add(update_id, "{}")
    assert [kept.update_id for kept in state.updates.pending()] == [7, 8, 9]


def test_an_update_that_is_done_is_known_but_its_contents_are_not(state):
    state.updates.add(7, '{"text": "a private question"}')
    state.updates.done(7)
    assert state.updates.pending() == ()
    assert not state.updates.add(7, "{}")
    assert state._connection.execute("SELECT body FROM updates").fetchall() == [(None,)]


def test_an_update_is_known_for_longer_than_telegram_offers_it(state, clock):
    state.updates.add(7, "{}")
    state.updates.done(7)
    clock.pass_by(days=2)
    state.retain(days=0)
    assert not state.updates.add(7, "{}")
    clock.pass_by(days=2)
    state.retain(days=30)
    assert state.updates.add(7, "{}")


def test_pending_updates_are_never_purged(state, clock):
    state.updates.add(7, "{}")
    clock.pass_by(days=365)
    state.retain(days=1)
    assert len(state.updates.pending()) == 1


def test_attempts_are_counted(state):
    state.updates.add(7, "{}")
    state.updates.begin(7)
    state.updates.begin(7)
    assert state.updates.pending()[0].attempts == 2


def test_what_was_being_answered_counts_as_done(state):
    for update_id in (1, 2, 3):
        state.updates.add(update_id, "{}")
    assert state.updates.answering(1)
    assert not state.updates.answering(1)
    assert state.updates.answering(2)
    state.updates.unanswered(2)
    assert state.updates.settle() == 1
    assert [kept.update_id for kept in state.updates.pending()] == [2, 3]


def test_an_answer_that_leaves_late_does_not_reopen_an_update(state):
    state.updates.add(1, "{}")
    state.updates.done(1)
    assert not state.updates.answering(1)
    assert state.updates.settle() == 0


def test_updates_set_aside_are_reported_once(state):
    state.updates.add(2, "{}")
    state.updates.set_aside(2, "crashed", "{}")
    state.updates.set_aside(1, "unreadable", "{}")
    assert state.updates.report() == (SetAside(1, "unreadable"), SetAside(2, "crashed"))
    assert state.updates.report() == ()
    assert state.updates.pending() == ()
    assert not state.updates.add(1, "{}")


def test_an_update_knows_when_it_came_in(state, clock):
    state.updates.add(1, "{}")
    received_at = clock.now
    clock.pass_by(hours=1)
    assert state.updates.received_at(1) == received_at
    assert received_at.tzinfo is dt.UTC
    assert state.updates.received_at(2) is None
