"""Whatever a message, the argument of a command or the data of a button holds, there is a reply."""

import shutil

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.commands.table import COMMANDS
from bot.reply import Reply
from knowledge.base import KnowledgeBase

ODD = st.one_of(
    st.text(
        st.one_of(st.sampled_from("aéعـ中ไ½²①🙂\u0301\u202e\x00\x1b\u2028 \t\n/\\.-_'\"%@#"), st.characters(), st.sampled_from("\ud800\udfff")),
        max_size=40,
    ),
    st.sampled_from(
        ["9" * 40, "-1", "0", "²", "١٢", "page 999999", "mayor page 0", "done 99999999999999999999", "../../etc/passwd",
         "a\0b", "..", "/", "x" * 5000, "mayor now", "harbour.md now", "d-aaaaaaaaaa"]
    ),
)  # fmt: skip
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def town(town, tmp_path_factory):
    """A copy that whatever is said may change."""
    return shutil.copytree(town, tmp_path_factory.mktemp("changed") / "home")


@pytest.fixture(scope="module")
def base(town):
    with KnowledgeBase(town, town / ".citebot") as opened:
        yield opened


@pytest.mark.parametrize("who", ["admin", "guest"])
@pytest.mark.parametrize("name", sorted(COMMANDS))
@settings(QUIET, max_examples=3)
@given(argument=ODD)
@example("9" * 40)
@example("x" * 5000)
@example("\ud800")
def test_any_argument_of_a_command_gets_a_reply(dialogue, hear, who, name, argument):
    assert isinstance(hear(dialogue, who, f"/{name} {argument}"), Reply)


@QUIET
@given(text=ODD)
@example("")
@example("/")
@example("/ mayor")
@example("\ud800")
@example("Who is the mayor? " * 6000)
def test_any_message_gets_a_reply(dialogue, hear, text):
    assert isinstance(hear(dialogue, "guest", text), Reply)
    assert isinstance(hear(dialogue, "guest", "and why?"), Reply)


@QUIET
@given(data=ODD)
@example("\ud800")
def test_any_data_of_a_button_is_known_or_not(state, data):
    assert state.buttons.find(data) is None
