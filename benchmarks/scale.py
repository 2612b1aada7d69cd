"""Measure how a build and the answers grow with the number of facts.

    python benchmarks/scale.py [SIZE...] [--questions N]

For each size (by default 1000 10000 100000) a home is written with made-up documents, always the same ones, and built; a process
of its own, which only opens it and asks, tells what that takes. One row a size:

    facts, words    sentences that became facts, and the distinct words in them
    build, facts/s  the first refresh, in seconds
    again           a refresh after one document changed, in seconds
    edit            from the word of an admin that changes a fact until that is answered with, in seconds, among a hundred approved ones
    disk            the derived folder, in MB
    open            until the first question can be asked, in seconds
    RSS, own        largest resident size of the asking process in MB, and what of it is not mapped from the index's files
    p50, p95, hit   milliseconds a question, and the percentage of questions whose first match is the sentence that they were made of;
                    of questions as they are, and of the same with a slip in one word each

The text follows the laws that natural texts follow as they grow: word frequencies Zipf's, the vocabulary Heaps'. A million facts
hold about half a million distinct words.
"""

import argparse
import multiprocessing
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.curation.facts import history
from bot.curation.facts.fact_edits import FactEdits
from bot.home import Home
from knowledge.base import KnowledgeBase
from knowledge.languages.language import language
from knowledge.languages.tokenization import tokens
from knowledge.model import Fact
from knowledge.refresh import FACTS

HEAPS_FACTOR, HEAPS_POWER = 20.0, 0.6
"""N words hold about 20 N^0.6 distinct ones: half a million of twenty million."""
DOCUMENT, SECTION, PARAGRAPH = 400, 20, 5
"""Sentences."""
SENTENCE = (12, 28)
"""Words of the shortest and the longest one."""
NAME_EVERY, NUMBER_EVERY = 10, 25
"""Every tenth word of the vocabulary is a name; one word of a text in twenty-five is a number."""
ASKED = 5
"""Words of a sentence that a question repeats."""
SLIPPERY = 5
"""Letters from which on a word may get a slip."""
EDITED = 100
"""Facts that are approved before one is changed."""
QUESTION_WORDS = ("Who", "When", "Where", "Why", "How", "What")
COLUMNS = "facts words build facts/s again edit disk open RSS own p50 p95 hit p50 p95 hit"

ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "h",
    "j",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea")
CODAS = ("", "", "", "l", "n", "r", "s", "nd", "rt")
ENDINGS = ("", "", "", "", "s", "ed", "ing", "er", "ly")


class Author:
    """Writes documents, always the same ones; the vocabulary grows with them."""

    def __init__(self) -> None:
        self._chance = random.Random(20)
        self._vocabulary = sorted(language("en").data.function_words)
        self._written = 0

    def document(self, sentences: int) -> str:
        """Return the next document, in Markdown."""
        blocks = [f"# {self._words(4).title()}"]
        for start in range(0, sentences, PARAGRAPH):
            if start % SECTION == 0:
                blocks.append(f"## {self._words(3).capitalize()}")
            blocks.append(" ".join(self._sentence() for _ in range(min(PARAGRAPH, sentences - start))))
        return "\n\n".join(blocks) + "\n"

    def _sentence(self) -> str:
        return f"The {self._words(self._chance.randint(*SENTENCE))}."

    def _words(self, count: int) -> str:
        return " ".join(self._word() for _ in range(count))

    def _word(self) -> str:
        """Return a word: a new one as often as Heaps' law says, else one of those used before as Zipf's does."""
        self._written += 1
        if self._chance.random() * NUMBER_EVERY < 1:
            return str(int(10 ** (1 + 3 * self._chance.random())))
        if self._chance.random() < HEAPS_FACTOR * HEAPS_POWER * self._written ** (HEAPS_POWER - 1):
            self._vocabulary.append(self._invented())
            return self._vocabulary[-1]
        # Where the chance of a word is one over its rank, the logarithm of the rank is evenly spread.
        return self._vocabulary[int(len(self._vocabulary) ** self._chance.random()) - 1]

    def _invented(self) -> str:
        pick = self._chance.choice
        syllables = (pick(ONSETS) + pick(VOWELS) + pick(CODAS) for _ in range(pick((2, 2, 3))))
        word = "".join(syllables) + pick(ENDINGS)
        return word.capitalize() if len(self._vocabulary) % NAME_EVERY == 0 else word


def write_home(home: Path, size: int) -> None:
    """Write documents of so many sentences in all."""
    author = Author()
    (home / "sources").mkdir(parents=True)
    for number, start in enumerate(range(0, size, DOCUMENT)):
        text = author.document(min(DOCUMENT, size - start))
        (home / "sources" / f"{number:05}.md").write_text(text, encoding="utf-8")


class Examiner:
    """Makes questions of facts, always the same ones."""

    def __init__(self) -> None:
        self._chance = random.Random(7)
        self._skipped = language("en").data.function_words

    def question(self, fact: Fact) -> list[str]:
        """Return the words of a question on a fact."""
        said = (fact.statement[token.start : token.end] for token in tokens(fact.statement))
        content = list(dict.fromkeys(word for word in said if word.lower() not in self._skipped))
        asked = sorted(self._chance.sample(range(len(content)), min(ASKED, len(content))))
        return [self._chance.choice(QUESTION_WORDS), *(content[n] for n in asked)]

    def slip(self, question: Sequence[str]) -> list[str]:
        """Return the words of a question, one of them misspelt: two letters swapped, one left out, doubled, or wrong."""
        slippery = [n for n, word in enumerate(question) if word.isalpha() and len(word) >= SLIPPERY]
        if not slippery:
            return list(question)
        n = self._chance.choice(slippery)
        word = question[n]
        at = self._chance.randrange(1, len(word) - 1)
        misspelt = self._chance.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + self._chance.choice("aeiourstln") + word[at + 1 :],
            )
        )
        return [*question[:n], misspelt, *question[n + 1 :]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What it took to ask one home."""

    open_s: float
    rss_mb: float
    own_mb: float
    took_ms: tuple[float, ...]
    """Of each question, in order."""
    first: tuple[str, ...]
    """Id of the first match of each."""


def ask(home: Path, questions: Sequence[str]) -> Asking:
    """Open a home and ask; runs in a process of its own."""
    started = time.perf_counter()
    with KnowledgeBase(home, home / ".citebot") as base:
        opened = time.perf_counter()
        took_ms: list[float] = []
        first: list[str] = []
        for question in questions:
            asked = time.perf_counter()
            matches = base.ask(question).matches
            took_ms.append(1000 * (time.perf_counter() - asked))
            first.append(matches[0].fact.id if matches else "")
        memory = dict(_memory_mb())
    return Asking(opened - started, memory["VmHWM"], memory["RssAnon"], tuple(took_ms), tuple(first))


def _memory_mb() -> Iterator[tuple[str, float]]:
    # Not getrusage: a process inherits the largest size of the one that started it.
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        name, value = line.split(":")
        if value.endswith(" kB"):
            yield name, int(value.split()[0]) / 1024


def edit(home: Home, base: KnowledgeBase, drafts: Sequence[Fact]) -> float:
    """Approve drafts, give one a question, and return how long that took; then all is as before."""
    edits, author = FactEdits(home, base), history.Author("1")
    for draft in drafts:
        edits.approve(draft, author)
    started = time.perf_counter()
    approved = base.fact(drafts[-1].id)
    assert approved
    edits.add_question(approved, "What is asked for the first time?", author)
    assert base.ask("What is asked for the first time?").matches[0].fact.id == approved.id
    took_s = time.perf_counter() - started
    shutil.rmtree(home.folder / FACTS)
    base.refresh()
    return took_s


def measure(home: Path, size: int, questions: int) -> Iterator[float]:
    """Yield the figures of a row."""
    write_home(home, size)
    with KnowledgeBase(home, home / ".citebot") as base:
        built = base.refresh()
        assert base.pipeline
        store = base.pipeline.snapshot.store
        rows = random.Random(1).sample(range(1, built.drafts + 1), min(questions, built.drafts))
        facts = list(store.facts(rows).values())
        yield from (built.drafts, sum(1 for _ in store.vocabulary()))
        yield from (built.seconds, built.drafts / built.seconds)
        changed = home / "sources" / "00000.md"
        changed.write_text(changed.read_text("utf-8") + "\n\nThe last word is never said.\n", "utf-8")
        yield base.refresh().seconds
        yield edit(Home(home, home / ".citebot"), base, facts[:EDITED])
    yield sum(file.stat().st_size for file in (home / ".citebot").rglob("*") if file.is_file()) / 2**20
    examiner = Examiner()
    asked = [examiner.question(fact) for fact in facts]
    texts = [f"{' '.join(words)}?" for words in (*asked, *map(examiner.slip, asked))]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        asking = pool.apply(ask, (home, texts))
    yield from (asking.open_s, asking.rss_mb, asking.own_mb)
    for half in (slice(len(facts)), slice(len(facts), None)):
        took_ms = sorted(asking.took_ms[half])
        hits = [first == fact.id for fact, first in zip(facts, asking.first[half], strict=True)]
        yield from (took_ms[len(took_ms) // 2], took_ms[len(took_ms) * 95 // 100])
        yield 100 * sum(hits) / len(hits)


def main() -> None:
    """Print a table row for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000], metavar="SIZE")
    parser.add_argument("--questions", type=int, default=1_000, help="asked of each home")
    parsed = parser.parse_args()
    print("".join(f"{column:>9}" for column in COLUMNS.split()))
    for size in parsed.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            figures = measure(Path(scratch), size, parsed.questions)
            print(
                "".join(f"{figure:9.0f}" if figure >= 100 else f"{figure:9.2f}" for figure in figures),
                flush=True,
            )


if __name__ == "__main__":
    main()
