"""Holds the conversations of `benchmarks/dialogues/` and says how many of their turns were handled right.

    python benchmarks/dialogues_asked.py [FOLDER…]

A folder has sources/ and beside it files of conversations (`conversation_files.py`), or further such folders. A turn is right if the fact, or one of
several among which the person is asked to choose, holds what is wanted. A fact is wrong if it is said and does not.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from conversation_files import Said, conversations

from bot.conversation import conversation
from bot.conversation.meaning import outcomes
from bot.conversation.small_talk import SmallTalk
from bot.state.turns import Turn
from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase

FOLDER = Path(__file__).with_name("dialogues")


class Counts(NamedTuple):
    """How often something came of turns."""

    conversations: int
    turns: int
    right: int
    wrong: int

    def __str__(self) -> str:
        return f"{self.conversations} conversations, {self.turns} turns: {self.right / self.turns:.1%} right, {self.wrong / self.turns:.1%} wrong facts"


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
    if outcome is None:
        return said.is_talk
    if said.is_talk or not isinstance(outcome, Answer):
        return not (said.is_talk or said.wanted)
    shown = (outcome.best, *outcome.ties, *outcome.conflicts)
    texts = [" ".join((one.fact.statement, *(cited.quote for cited in one.fact.citations))) for one in shown]
    return bool(said.wanted) and any(said.wanted in text for text in texts)


def main() -> None:
    """Print the turns that were not handled right, and the shares of those that were and of wrong facts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[FOLDER])
    counts: list[Counts] = []
    for sources in sorted(
        found for folder in parser.parse_args().folders for found in folder.rglob("sources")
    ):
        counts += _asked(sources)
    if len(counts) > 1:
        print(f"all: {Counts(*map(sum, zip(*counts, strict=True)))}")


def _asked(sources: Path) -> Iterator[Counts]:
    """Yield what came of each file of conversations beside some sources, and print it."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        shutil.copytree(sources, home / "sources")
        with KnowledgeBase(home, home / ".citebot", readers=Reader.shipped()) as base:
            base.refresh()
            for path in sorted(sources.parent.glob("*.txt")):
                counted = _counted(path, base)
                print(f"{path.parent.name}/{path.name}: {counted}")
                yield counted


def _counted(path: Path, base: KnowledgeBase) -> Counts:
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
            read = outcome.question.meant if outcome else "small talk"
            print(f"{'WRONG ' if is_told else 'silent'} {each.text} [{read}] {nearest}")
    return Counts(number, turns, right, wrong)


if __name__ == "__main__":
    main()
