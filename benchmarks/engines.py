"""Hold search engines against each other: the same questions on the same facts, one engine after the other for each question.

    python benchmarks/engines.py SET [--limit N] [--search ADDRESS] [--without-reader]
    python benchmarks/engines.py SIZE [--limit N] [--search ADDRESS] [--without-reader]

SET is a folder as in `question_sets`; SIZE a number of made-up sentences, which `scale` writes and asks. ADDRESS is what the setting
`search` may be; by default an embedded Milvus. One row an engine:

    build, again    the first refresh and one after a document changed, in seconds
    open            until what is built is opened once more, in the same process, in seconds
    hit@1           percentage of questions whose first match is right
    p50, p95        milliseconds a question
    same            percentage of questions whose first match is that of the first engine
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import question_sets
import scale

from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase
from knowledge.evaluation.scores import Gold
from knowledge.storage.engines import engine

COLUMNS = "build again open hit@1 p50 p95 same"


@dataclass
class Contestant:
    """An engine, and how it does."""

    name: str
    base: KnowledgeBase
    build_s: float = 0.0
    again_s: float = 0.0
    open_s: float = 0.0
    took_ms: list[float] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    hits: int = 0

    def ask(self, question: str, gold: Gold) -> None:
        """Ask a question and note how it went."""
        started = time.perf_counter()
        matches = self.base.ask(question).matches
        self.took_ms.append(1000 * (time.perf_counter() - started))
        self.first.append(matches[0].fact.id if matches else "")
        self.hits += bool(matches) and gold.is_met_by(matches[0].fact)

    def row(self, first: Sequence[str]) -> str:
        """Return the row of the table."""
        took_ms, asked = sorted(self.took_ms), len(self.took_ms)
        same = sum(one == other for one, other in zip(self.first, first, strict=True))
        figures = (
            self.build_s, self.again_s, self.open_s, 100 * self.hits / asked,
            took_ms[asked // 2], took_ms[asked * 95 // 100], 100 * same / asked,
        )  # fmt: skip
        return f"{self.name:<10}" + "".join(f"{figure:9.2f}" for figure in figures)


def asked(what: str, base: KnowledgeBase, limit: int) -> Iterator[tuple[str, Gold]]:
    """Yield questions and what answers them."""
    if what.isdigit():
        examiner = scale.Examiner()
        rows = random.Random(1).sample(range(1, base.size + 1), min(limit, base.size))
        assert base.pipeline
        for fact in base.pipeline.snapshot.store.facts(rows).values():
            yield f"{' '.join(examiner.question(fact))}?", Gold(fact=fact.id)
    else:
        yield from ((golden.text, golden.gold) for golden in question_sets.read(Path(what), limit).plain)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", metavar="SET|SIZE")
    parser.add_argument("--limit", type=int, default=300, metavar="N", help="questions")
    parser.add_argument("--search", default="milvus:facts.db", metavar="ADDRESS")
    parser.add_argument("--without-reader", action="store_true")
    parsed = parser.parse_args()
    readers = () if parsed.without_reader else Reader.shipped()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        home = Path(scratch) / "home"
        if parsed.what.isdigit():
            scale.write_home(home, int(parsed.what))
        else:
            question_sets.lay_out(Path(parsed.what), home)

        def opened(name: str, address: str) -> KnowledgeBase:
            base = KnowledgeBase(home, home / f".{name}", readers=readers, engine=engine(address, home, {}))
            return stack.enter_context(base)

        contestants = []
        for name, address in (("own", ""), ("other", parsed.search)):
            contestant = Contestant(name, opened(name, address))
            contestant.build_s = contestant.base.refresh().seconds
            contestants.append(contestant)
        changed = min((home / "sources").rglob("*.*"))
        changed.write_bytes(changed.read_bytes() + b"\n\nThe last word is never said.\n")
        for contestant in contestants:
            contestant.again_s = contestant.base.refresh().seconds
            started = time.perf_counter()
            opened(contestant.name, parsed.search if contestant.name == "other" else "")
            contestant.open_s = time.perf_counter() - started
        questions = list(asked(parsed.what, contestants[0].base, parsed.limit))
        for question, gold in questions:
            for contestant in contestants:
                contestant.ask(question, gold)
    print(f"{'':<10}" + "".join(f"{column:>9}" for column in COLUMNS.split()))
    for contestant in contestants:
        print(contestant.row(contestants[0].first))


if __name__ == "__main__":
    main()
