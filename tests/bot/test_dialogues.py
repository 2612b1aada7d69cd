"""Runs the conversations in dialogues/*.txt as the terminal shows them; see `conversations` for their form."""

from pathlib import Path

import pytest

from bot.terminal.screen import show
from tests.conversations import exchanges, pattern

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path, dialogue, hear, capsys):
    who = "admin" if path.stem.startswith("admin") else "guest"
    for said, expected in exchanges(path):
        show(hear(dialogue, who, said), is_numbered=True)
        lines = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.strip()]
        heard = "".join(f"{line}\n" for line in lines)
        assert pattern(expected).fullmatch(heard), f"{path.name}: to “{said}” the bot said\n{heard}"


def test_there_are_conversations():
    assert FILES
