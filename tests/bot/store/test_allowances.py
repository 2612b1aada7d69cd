import pytest

from bot.store.allowances import Allowances


@pytest.fixture
def database(state_database):
    return state_database


def test_what_replicas_do_together_comes_in_a_burst_and_then_evenly(database):
    one, other = Allowances(database), Allowances(database)
    waits = [replica.reserve("group -5", 20, 3600) for _ in range(11) for replica in (one, other)]
    assert waits[:20] == [0] * 20
    assert waits[20:] == pytest.approx([180, 360], abs=30)


def test_each_allowance_is_its_own_and_fills_up_again(database):
    allowances = Allowances(database)
    assert allowances.reserve("group -5", 1, 3600) == 0
    assert allowances.reserve("group -6", 1, 3600) == 0
    assert allowances.reserve("group -5", 1, 3600) > 0
    with database.connection() as connection:
        connection.execute(
            "UPDATE allowance SET next_at = now() - interval '2 hours' WHERE name = 'group -5'"
        )
    allowances.tidy()
    with database.connection() as connection:
        assert connection.execute("SELECT name FROM allowance").fetchall() == [("group -6",)]
    assert allowances.reserve("group -5", 1, 3600) == 0
