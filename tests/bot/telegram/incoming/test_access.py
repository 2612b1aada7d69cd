import pytest

from bot.config.schema import AccessMode, TelegramSettings
from bot.telegram.incoming.access import Access, Verdict

DAY_S = 24 * 60 * 60


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_an_open_bot_welcomes_everyone(clock):
    assert Access(TelegramSettings(), clock).judge(1) is Verdict.WELCOME


def test_the_list_names_users_chats_and_admins(clock):
    access = Access(
        TelegramSettings(access=AccessMode.ALLOWLIST, users=(1,), chats=(-2,), admins=(3,)), clock
    )
    assert access.judge(1) is Verdict.WELCOME
    assert access.judge(9, -2) is Verdict.WELCOME
    assert access.judge(3) is Verdict.WELCOME
    assert access.judge(4) is Verdict.STRANGER


def test_a_stranger_is_told_again_the_next_day(clock):
    access = Access(TelegramSettings(access=AccessMode.ALLOWLIST), clock)
    assert [access.judge(4), access.judge(4)] == [Verdict.STRANGER, Verdict.IGNORED]
    clock.now = DAY_S
    assert access.judge(4) is Verdict.STRANGER


def test_an_allowance_fills_up_evenly(clock):
    access = Access(TelegramSettings(messages_per_minute=2), clock)
    assert [access.judge(1) for _ in range(4)] == [
        Verdict.WELCOME,
        Verdict.WELCOME,
        Verdict.TOO_FAST,
        Verdict.IGNORED,
    ]
    clock.now = 30
    assert [access.judge(1) for _ in range(2)] == [Verdict.WELCOME, Verdict.TOO_FAST]
    assert access.judge(2) is Verdict.WELCOME


def test_admins_may_write_as_often_as_they_like(clock):
    access = Access(TelegramSettings(messages_per_minute=1, admins=(1,)), clock)
    assert {access.judge(1) for _ in range(9)} == {Verdict.WELCOME}


def test_letters_typed_inline_cost_little(clock):
    access = Access(TelegramSettings(messages_per_minute=1), clock)
    assert [access.judge(1, cost=0.25) for _ in range(5)] == [Verdict.WELCOME] * 4 + [Verdict.TOO_FAST]
