"""Write what a reader learns from conversations: each turn as the bot would ask it, and what it finds.

    python benchmarks/reader/conversed.py OUT.jsonl [HOME...]

A home is a folder of `written/`, such as homes/clinic, with documents/ and conversations.txt (`conversation_files.py`). A lesson is what
`bot/conversation/readings.py` makes of a turn beside what was said before, as it would be asked, with what is found and what stands at
the last answer. The form of a line is that of `examples.py`.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from conversation_files import conversations
from lessons import is_held_out
from reader.examples import CANDIDATES, shown
from reader.written import WRITTEN

from bot.conversation.nearby import around
from bot.conversation.past import Subject
from bot.conversation.readings import readings
from knowledge.answering.answerability import log_odds
from knowledge.base import KnowledgeBase
from knowledge.evaluation.scores import Gold
from knowledge.model import Fact

BESIDE = -3.0
"""Log-odds without a reader of what was not found, but stands at the last answer."""


def gold_of(piece: str, documents: Mapping[str, str]) -> Gold:
    """Return where a piece of a document stands; the documents are texts by name. An empty one stands nowhere.

    Raises:
        ValueError: It stands in no document or more than once.
    """
    if not piece:
        return Gold()
    places = [(name, text.find(piece)) for name, text in documents.items() for _ in range(text.count(piece))]
    if len(places) != 1:
        raise ValueError(f"stands {len(places)} times: {piece}")
    ((source, start),) = places
    return Gold(source=source, spans=((start, start + len(piece)),))


def lessons(home: Path, base: KnowledgeBase) -> Iterator[dict[str, Any]]:
    """Yield the lessons of the conversations on a home that the base is open on."""
    documents = {path.name: path.read_text("utf-8") for path in sorted((home / "documents").iterdir())}
    for said in conversations(home / "conversations.txt"):
        before: list[Subject] = []
        last: Fact | None = None
        for turn in said:
            gold = gold_of(turn.wanted, documents)
            read = readings(turn.text, tuple(before))
            # What leans on what was said before and names nothing asks nothing by itself.
            asked = [*(() if read.wholes and not read.new else (turn.text,)), *read.wholes]
            beside = _beside(base, last) if read.leans and last else ()
            for question in asked:
                yield from _lesson(question, gold, beside, home, base)
            last = _told(gold, base)
            before.append(Subject(next(iter(read.wholes), turn.text), last.statement if last else ""))


def _lesson(
    question: str, gold: Gold, beside: Sequence[Fact], home: Path, base: KnowledgeBase
) -> Iterator[dict[str, Any]]:
    pipeline = base.pipeline
    assert pipeline is not None
    query = pipeline.understand(question)
    odds = {one.row: round(log_odds(one.confidence), 3) for one in pipeline.rank(query)[:CANDIDATES]}
    facts = pipeline.snapshot.store.facts(odds)
    for fact in beside:
        if found := pipeline.snapshot.store.fact(fact.id):
            facts[found[0]] = found[1]
    if not facts:
        return
    documents = {fact.citations[0].source for fact in facts.values()}
    texts = {name: document.text for name in documents if (document := base.document(name))}
    candidates = shown(facts, gold, pipeline, texts)
    order = sorted(facts, key=lambda row: -odds.get(row, BESIDE))
    source = gold.source or facts[order[0]].citations[0].source
    yield {
        "question": query.question.meant,
        "language": query.language.code,
        "lesson": f"{home.parent.name}/{home.name}",
        "is_held_out": is_held_out(home, source),
        "is_answered": bool(gold),
        "candidates": [candidates[row] | {"odds": odds.get(row, BESIDE)} for row in order],
    }


def _beside(base: KnowledgeBase, last: Fact) -> tuple[Fact, ...]:
    before, behind = around(base, last)
    return (last, *before, *behind)


def _told(gold: Gold, base: KnowledgeBase) -> Fact | None:
    """Return the first fact that tells what a turn asks; None where nothing does."""
    return next(filter(gold.is_met_by, base.drafts(gold.source)), None) if gold else None


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("homes", nargs="*", metavar="HOME")
    arguments = parser.parse_args()
    every = sorted(
        f"{path.parents[1].name}/{path.parent.name}" for path in WRITTEN.glob("*/*/conversations.txt")
    )
    with arguments.out.open("w", encoding="utf-8") as out:
        for name in arguments.homes or every:
            with tempfile.TemporaryDirectory() as scratch:
                shutil.copytree(WRITTEN / name / "documents", Path(scratch) / "sources")
                if (WRITTEN / name / "facts").is_dir():
                    shutil.copytree(WRITTEN / name / "facts", Path(scratch) / "facts")
                with KnowledgeBase(Path(scratch), Path(scratch) / ".citebot") as base:
                    base.refresh()
                    written = [json.dumps(one, ensure_ascii=False) for one in lessons(WRITTEN / name, base)]
            out.writelines(f"{line}\n" for line in written)
            print(name, len(written), flush=True)


if __name__ == "__main__":
    main()
