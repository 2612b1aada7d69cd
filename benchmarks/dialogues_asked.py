"""Holds the conversations of `benchmarks/dialogues/` and says how many of their turns were handled right.

    python benchmarks/dialogues_asked.py [FILE…] [--sources FOLDER]

A file has a turn a line: what a person says, then "= " and what the fact that answers it holds, or " -" where nothing may be answered. An
empty line begins a new conversation; a line that begins with "#" is a remark. A turn is right if the fact, or one of several among which
the person is asked to choose, holds it. A fact is wrong if it is said and does not.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.conversation import conversation
from bot.conversation.meaning import outcomes
from bot.conversation.small_talk import SmallTalk
from bot.state.turns import Turn
from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase

FOLDER = Path(__file__).with_name("dialogues")


class Said(NamedTuple):
    """A turn of a conversation."""

    text: str
    wanted: str
    """What the fact must hold; empty where nothing may be answered."""


def conversations(path: Path) -> Iterator[list[Said]]:
    """Yield the conversations of a file."""
    turns: list[Said] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            text, _, wanted = line.partition(" = ")
            turns.append(Said(text.removesuffix(" -").strip(), wanted.strip()))
        elif turns:
            yield turns
            turns = []


def held(base: KnowledgeBase, said: Sequence[Said]) -> Iterator[tuple[Said, Outcome | None]]:
    """Yield what each turn of a conversation leads to, as the chat hears it; None where it is taken for small talk."""
    turns: list[Turn] = []
    for each in said:
        told = outcomes(each.text, base, turns)
        if isinstance(told, SmallTalk):
            yield each, None
            continue
        turns += map(conversation.turn, told)
        yield each, told[-1]


def is_right(said: Said, outcome: Outcome | None) -> bool:
    """Tell whether a turn was handled right."""
    if not isinstance(outcome, Answer):
        return not said.wanted
    shown = (outcome.best, *outcome.ties, *outcome.conflicts)
    texts = [" ".join((one.fact.statement, *(cited.quote for cited in one.fact.citations))) for one in shown]
    return bool(said.wanted) and any(said.wanted in text for text in texts)


def main() -> None:
    """Print the turns that were not handled right, and the shares of those that were and of wrong facts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path, default=sorted(FOLDER.glob("*.txt")))
    parser.add_argument("--sources", type=Path, default=FOLDER / "sources")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        shutil.copytree(chosen.sources, home / "sources")
        with KnowledgeBase(home, home / ".citebot", reader=Reader.shipped()) as base:
            base.refresh()
            for path in chosen.files:
                _report(path, base)


def _report(path: Path, base: KnowledgeBase) -> None:
    turns = right = wrong = number = 0
    for said in conversations(path):
        number += 1
        for each, outcome in held(base, said):
            turns += 1
            if is_right(each, outcome):
                right += 1
                continue
            is_told = isinstance(outcome, Answer) and not outcome.ties
            wrong += is_told
            best = outcome.matches[0] if outcome and outcome.matches else None
            nearest = f"{best.confidence:.2f} {best.fact.statement[:90]}" if best else "nothing"
            print(
                f"{'WRONG ' if is_told else 'silent'} {each.text} [{outcome.question.text if outcome else 'small talk'}] {nearest}"
            )
    print(
        f"{path.name}: {number} conversations, {turns} turns: {right / turns:.1%} right, {wrong / turns:.1%} wrong facts"
    )


if __name__ == "__main__":
    main()
