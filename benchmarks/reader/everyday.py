"""Make question sets of files as people keep them, for a reader to learn from.

    python benchmarks/reader/everyday.py OUT_FOLDER [--sets N] [--seed N]

OUT_FOLDER/01, 02, ... are sets in the form of `question_sets.py`: each a handful of files of one organisation (price lists, contacts, hours, timetables,
questions and answers, glossaries, bye-laws, minutes, instructions, letters, handbooks), what people ask that is in them, mostly in other words, and what
they ask that is not: another line, another column, the deputy, last year. All of it is made from the words in `everyday_*.py`.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from random import Random

from rapidfuzz import process
from rapidfuzz.fuzz import token_sort_ratio

from knowledge.sources.readers import READERS

sys.path.insert(0, str(Path(__file__).parents[1]))

from reader.everyday_pages import Page, glossary_page, table_page, topic_page, topics
from reader.everyday_tables import TABLES
from reader.rewordings import chatty, hurried, misspelt
from reader.seen import Seen

SETS = 16
FILES = 5
"""A set."""
APART = (
    "campsite hours", "campsite buses", "campsite rooms", "minutes roles", "minutes events", "minutes teams", "minutes town hall", "roles town hall", "house rules roles", "house rules rooms", "nursery letter menu",
    "reading room hours", "reading room rooms", "salon pool", "waste house rules", "branches hours", "hours pool", "reading room roles", "allotment rules waste", "coffee machine menu", "handbook coffee machine", "rooms hours",
    "rooms tools", "courses events", "courses rooms", "teams courses", "handbook reading room", "nursery letter hours", "courses nursery letter", "teams events",
)  # fmt: skip
"""Pairs of files that may answer each other's questions; no set has both."""
ALIKE = 88
"""Of 100, as rapidfuzz counts it: a question without an answer is left out where one so like it has an answer."""
NOTHING = Seen("", "", frozenset(), ())
TOPICS = topics()


def kinds_of(used: Counter[str], random: Random) -> list[str]:
    """Return which files the next set has: those that the others have least."""
    kinds = [*TOPICS, *TABLES]
    random.shuffle(kinds)
    chosen: list[str] = []
    for kind in sorted(kinds, key=lambda kind: used[kind]):
        is_apart = any({f"{kind} {other}", f"{other} {kind}"} & set(APART) for other in chosen)
        if len(chosen) < FILES and not is_apart:
            chosen.append(kind)
    used.update(chosen)
    return chosen


def as_read(page: Page) -> Page:
    """Return a page with the text and the spans that the product's reader makes of it; what it does not hold as written is not asked."""
    module = import_module(f"knowledge.sources.readers.{READERS[Path(page.name).suffix]}")
    text = module.read(page.text.encode()).text
    if text == page.text:
        return page
    places: dict[int, int] = {}
    for first, second, length in SequenceMatcher(None, page.text, text, autojunk=False).get_matching_blocks():
        places.update(zip(range(first, first + length), range(second, second + length), strict=True))
    asked = []
    for question, (start, end) in page.asked:
        if start in places and text.startswith(page.text[start:end], places[start]):
            asked.append((question, (places[start], places[start] + end - start)))
    return Page(page.name, text, asked, page.missed)


def make_set(folder: Path, random: Random, number: int, used: Counter[str]) -> tuple[int, int]:
    """Write a set; return how many questions it answers and how many not."""
    chosen = kinds_of(used, random)
    (folder / "documents").mkdir(parents=True)
    asked: list[dict[str, object]] = []
    missed: list[str] = []
    told: list[str] = []
    for what in chosen:
        ending = random.choice(("md", "md", "txt", "csv") if what in TABLES else ("md", "txt"))
        name = f"{number + 1:02d}-{what.lower().replace(' ', '-').replace(',', '')}.{ending}"
        if what in TABLES:
            page = table_page(name, TABLES[what], random)
        else:
            make = topic_page if "\n? " in TOPICS[what].lines else glossary_page
            page = make(name, TOPICS[what], random)
        (folder / "documents" / name).write_text(page.text, "utf-8", newline="\n")
        page = as_read(page)
        asked += [
            {
                "question": typed,
                "typo": misspelt(typed, NOTHING, random) or typed,
                "document": name,
                "spans": [span],
            }
            for question, span in page.asked
            for typed in [_typed(question, random)]
        ]
        missed += page.missed
        told += [question for question, _ in page.asked]
    missed = [
        question
        for question in dict.fromkeys(missed)
        if not process.extractOne(
            question, told, scorer=token_sort_ratio, processor=str.lower, score_cutoff=ALIKE
        )
    ]
    write(folder / "questions.jsonl", asked)
    write(folder / "absent.jsonl", ({"question": _typed(question, random)} for question in missed))
    return len(asked), len(missed)


def _typed(question: str, random: Random) -> str:
    """Return a question as somebody would type it."""
    drawn = random.random()
    if drawn < 0.3:
        return f"{question[0].upper()}{question[1:].rstrip('?')}?"
    if drawn < 0.6:
        return question
    way = hurried if drawn < 0.75 else chatty if drawn < 0.88 else misspelt
    return way(question, NOTHING, random) or question


def write(path: Path, lines: Iterable[object]) -> None:
    """Write a file of JSON, a value a line."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("--sets", type=int, default=SETS, metavar="N")
    parser.add_argument("--seed", type=int, default=7, metavar="N")
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    used: Counter[str] = Counter()
    counts = [
        make_set(arguments.out / f"{number + 1:02d}", random, number, used)
        for number in range(arguments.sets)
    ]
    print(
        f"{sum(asked for asked, _ in counts)} questions with an answer, {sum(missed for _, missed in counts)} without"
    )


if __name__ == "__main__":
    main()
