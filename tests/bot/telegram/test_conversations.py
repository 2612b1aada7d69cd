"""Runs the conversations of the dialogue through HTTP: the same words, with buttons in the place of numbers."""

import re
from pathlib import Path

import pytest

from tests.conversations import exchanges, pattern

FILES = sorted((Path(__file__).parents[1] / "dialogues").glob("*.txt"))


def bare(lines):
    """Return lines without the marks and numbers in front, blank ones left out."""
    lines = (re.sub(r"^(?:│ ?|\s*(?:\d+\.?|…) |• |\s{2,})", "", line).rstrip() for line in lines)
    return [line for line in lines if line]


def words(lines):
    """Return what the terminal shows, with the choices of a row one to a line, as buttons are."""
    rows = (
        re.split(r"\s{2,}(?=\d+ )|(?<=[^\d\s]) (?=…$)", line) if re.match(r" \d", line) else [line]
        for line in lines
    )
    return bare(part for row in rows for part in row)


def heard(post):
    """Return what a message shows, and what its buttons say below."""
    labels = (
        button.text for button in post.inline_buttons if button.callback_data and not button.text.isdecimal()
    )
    return "".join(f"{line}\n" for line in bare([*post.text.splitlines(), *labels]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path, start, admin, ada):
    await start(messages_per_minute=1000)
    chat = admin if path.stem.startswith("admin") else ada
    for said, expected in exchanges(path):
        await chat.send(said)
        reply = heard(await chat.next_reply())
        assert pattern(words(expected)).fullmatch(reply), f"{path.name}: to “{said}” the bot said\n{reply}"
