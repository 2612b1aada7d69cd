import datetime as dt

import pytest

from bot.state.state import State
from bot.store.state_connection import StateConnection


class Clock:
    """A clock that stands still until it is told how much time has passed."""

    def __init__(self):
        self.now = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)

    def __call__(self):
        return self.now

    def pass_by(self, **time):
        self.now += dt.timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def open_state(request, tmp_path, clock):
    """Open the state; opened twice, it is as two programs see it."""
    if request.param == "sqlite":
        return lambda: State.open(tmp_path / "state.sqlite", clock)
    database = request.getfixturevalue("state_database")
    return lambda: State(StateConnection(database), clock)


@pytest.fixture
def state(open_state):
    with open_state() as opened:
        yield opened


@pytest.fixture
def state_in_file(tmp_path, clock):
    with State.open(tmp_path / "state.sqlite", clock) as opened:
        yield opened


@pytest.fixture
def state_in_another_file(tmp_path, clock):
    with State.open(tmp_path / "another.sqlite", clock) as opened:
        yield opened
