"""The README's conversation is one that the bot holds."""

import re

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import SAMPLE, Home
from bot.state.state import State
from bot.terminal.chat import reply_to
from bot.terminal.screen import show
from knowledge.base import KnowledgeBase

QUESTIONS = (
    "who is the prime minster of cuba?",
    "where did they meet?",
    "and when?",
    "How do I bake a sourdough loaf?",
)
DATE = re.compile(r"refreshed \d+ \w+ \d{4} at \d\d:\d\d")


@pytest.fixture
def sample(tmp_path):
    with (
        KnowledgeBase(SAMPLE, tmp_path) as base,
        State.open(tmp_path / "state.sqlite") as state,
    ):
        base.refresh()
        yield Dialogue(base, Config(), Home(SAMPLE, tmp_path, is_sample=True), state)


def test_the_conversation_on_the_sample_goes_as_the_readme_says(sample, part, capsys):
    said = []
    for question in QUESTIONS:
        show(reply_to(sample, question), is_numbered=True)
        said.append(f"> {question}\n{capsys.readouterr().out.strip()}\n")
    text = DATE.sub("refreshed 24 November 2026 at 08:07", "\n".join(said))
    part("README.md", "transcript", "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines()))
