"""Conversations in text files, for every place in which the dialogue is held.

A line that starts with "> " is what a person says; the lines below it are the reply as the terminal shows it, with the
numbers of what can be picked, blank lines left out. "…" stands for any text within a line, and alone for any
lines. A line that starts with "#" is a remark.
"""

import re


def exchanges(path):
    """Return (what the person says, the lines expected in return) for each turn of a conversation."""
    turns: list[tuple[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            turns.append((line[2:], []))
        elif line.strip() and not line.startswith("#"):
            turns[-1][1].append(line.rstrip())
    return turns


def pattern(expected):
    """Return the regular expression for the lines of a reply, each of which ends in a line feed."""
    lines = (r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in expected)
    return re.compile("".join(lines))
