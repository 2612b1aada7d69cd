"""Runs the conversations of the dialogue through HTTP: the same words, with buttons in the place of numbers."""

import re
from pathlib import Path

import pytest
from conversations import exchanges, pattern

FILES = sorted((Path(__file__).parents[1] / "dialogues").glob("*.txt"))


def words(lines):
    """Return the lines of the terminal without its marks, with the choices of a row one to a line."""
    rows = (re.split(r"\s{2,}(?=\d+ )", line) if re.match(r"\s*\d+ ", line) else [line] for line in lines)
    bare = (re.sub(r"^(?:│ ?|\s*\d+ |• |  )", "", part) for row in rows for part in row)
    return [line for line in bare if line.strip()]


def heard(post):
    """Return the lines of a message without its marks, and what its buttons say below."""
    lines = (re.sub(r"^(?:\d+\. |• )", "", line) for line in post.text.splitlines())
    labels = (label for label in post.buttons if not label.isdecimal())
    return "".join(f"{line.rstrip()}\n" for line in (*lines, *labels) if line.strip())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path, start, admin, ada):
    await start(messages_per_minute=1000)
    chat = admin if path.stem.startswith("admin") else ada
    for said, expected in exchanges(path):
        await chat.send(said)
        reply = heard(await chat.next_reply())
        assert pattern(words(expected)).fullmatch(reply), f"{path.name}: to “{said}” the bot said\n{reply}"
