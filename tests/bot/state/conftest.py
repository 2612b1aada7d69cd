import datetime as dt

import pytest

from bot.state.state import State


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


@pytest.fixture
def state(tmp_path, clock):
    with State.open(tmp_path / "state.sqlite", clock) as opened:
        yield opened
