"""Does chatter around a question shift what comes first? Asks the questions of sets plain, and wrapped as people wrap them.

    python benchmarks/chatter.py SET... [--limit N]

SET is a folder with documents/ and questions.jsonl, as for `question_sets`. A question is right if the first candidate touches a gold
span. Each question is wrapped in one kind of chatter, the kinds in turn.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.conversation import chatter
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase

KINDS = (
    "hi, {}",
    "Hello! {}",
    "hey there {}",
    "Good morning everyone, {} Thanks!",
    "quick question: {}",
    "hi, quick one, {} thanks a lot!!",
    "Hi! Hope you're doing well. I wanted to know: {}",
    "I was wondering, {}",
    "Sorry to bother you, but {}",
    "could you please tell me: {}",
    "{} thanks in advance",
    "{} thx 🙏",
    "{} pls",
    "{} Please and thank you!",
    "ok so {}",
    "thanks! another question: {}",
    "lol sorry, stupid question, {}",
    "I am new here, so sorry if this was asked before. {} Any help is appreciated!",
    "just curious, {} 😊",
    "{} Asking for a friend, no rush. Have a nice day!",
)


def main() -> None:
    """Print how often the right sentence comes first, plain and wrapped."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=200)
    chosen = parser.parse_args()
    for folder in chosen.sets:
        asked = [json.loads(row) for row in (folder / "questions.jsonl").read_text("utf-8").splitlines()]
        asked = asked[:: max(len(asked) // chosen.limit, 1)][: chosen.limit]
        with tempfile.TemporaryDirectory() as scratch:
            home = Path(scratch) / "home"
            shutil.copytree(folder / "documents", home / "sources")
            with KnowledgeBase(home, home / ".citebot", readers=Reader.shipped()) as base:
                base.refresh()
                plain = [one["question"] for one in asked]
                wrapped = [KINDS[n % len(KINDS)].format(text) for n, text in enumerate(plain)]
                print(
                    f"{folder.name}: plain {_share(base, plain, asked):.1f}, wrapped {_share(base, wrapped, asked):.1f}"
                )


def _share(base: KnowledgeBase, texts: Sequence[str], asked: Sequence[Mapping[str, Any]]) -> float:
    right = [_is_right(base, text, one) for text, one in zip(texts, asked, strict=True)]
    return 100 * sum(right) / len(right)


def _is_right(base: KnowledgeBase, text: str, asked: Mapping[str, Any]) -> bool:
    matches = base.ask(chatter.questions(text)[0]).matches
    cited = matches[0].fact.citations if matches else ()
    return any(
        one.source == asked["document"] and one.locator.start < end and start < one.locator.end
        for one in cited
        for start, end in asked["spans"]
    )


if __name__ == "__main__":
    main()
