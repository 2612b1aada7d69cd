"""Runs the conversations in dialogues/*.txt.

A line that starts with "> " is what a person says; the lines below it are the reply as plain text, with the
numbers of what can be picked, blank lines left out. "…" stands for any text within a line, and alone for any
lines. A line that starts with "#" is a remark.
"""

import re
from pathlib import Path

import pytest

from bot.screen import show

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


def exchanges(path):
    """Return (what the person says, the lines expected in return) for each turn of a conversation."""
    turns = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            turns.append((line[2:], []))
        elif line.strip() and not line.startswith("#"):
            turns[-1][1].append(line.rstrip())
    return turns


def pattern(expected):
    lines = (r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in expected)
    return re.compile("".join(lines))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path, dialogue, capsys):
    who = "admin" if path.stem.startswith("admin") else "guest"
    for said, expected in exchanges(path):
        show(dialogue.reply(who, said), is_numbered=True)
        lines = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.strip()]
        heard = "".join(f"{line}\n" for line in lines)
        assert pattern(expected).fullmatch(heard), f"{path.name}: to “{said}” the bot said\n{heard}"


def test_there_are_conversations():
    assert FILES
