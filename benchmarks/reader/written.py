"""Make question sets of what people wrote for a reader to learn from: near misses, and questions in other words than the text.

    python benchmarks/reader/written.py OUT_FOLDER [DATA_FOLDER]

`written/homes/` holds files that were made up, of organisations or of an encyclopedia, `written/abroad/` such ones in other languages, `written/sets/`
questions on documents of the public sets in DATA_FOLDER, which it does not copy.
A file of questions has blocks, each begun by "# " and the name of a document. In a line "- " precedes a question that nothing in the folder answers,
"+ " one that is answered, with the piece of the document that answers it behind " | ": verbatim, or as START-END in characters.
Beside its documents a made-up folder may hold approved facts in `facts/facts.yaml`: "# =ID" begins the questions on one, and what its quotes say answers them.
OUT_FOLDER/homes/NAME, OUT_FOLDER/abroad/NAME and OUT_FOLDER/written_SET are sets in the form of `question_sets.py`.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import yaml
from reader.everyday import NOTHING, as_read, write
from reader.everyday_pages import Page
from reader.rewordings import misspelt

WRITTEN = Path(__file__).with_name("written")


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of a document and the lines below it, for each block of a file of questions."""
    for block in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        name, *lines = block.splitlines()
        yield name.strip(), [line for line in lines if line.strip()]


def place(piece: str, text: str) -> tuple[int, int]:
    """Return [start, end) of a piece of a document."""
    if found := re.fullmatch(r"(\d+)-(\d+)", piece):
        return int(found.group(1)), int(found.group(2))
    start = text.index(piece)
    return start, start + len(piece)


def cited(facts: Path) -> dict[str, tuple[str, str]]:
    """Return "=ID" → the document that an approved fact cites first, and what it quotes of it."""
    entries = yaml.safe_load((facts / "facts.yaml").read_text("utf-8")) if facts.is_dir() else []
    return {f"={one['id']}": (one["cites"][0]["source"], one["cites"][0]["quote"]) for one in entries}


def make_set(questions: Path, documents: Path, out: Path, random: Random) -> tuple[int, int]:
    """Write a set; return how many questions it answers and how many not."""
    shutil.copytree(documents, out / "documents")
    facts = documents.with_name("facts")
    quotes = cited(facts)
    if facts.is_dir():
        shutil.copytree(facts, out / "facts")
    asked: list[dict[str, Any]] = []
    missed: list[dict[str, Any]] = []
    for block, lines in blocks(questions.read_text("utf-8")):
        name, quote = quotes.get(block, (block, ""))
        text = (documents / name).read_text("utf-8")
        answered = [line[2:].rpartition(" | ") for line in lines if line.startswith("+ ")]
        told = [
            (question.partition(" | ")[0], place(quote or piece, text)) for question, _, piece in answered
        ]
        for question, span in as_read(Page(name, text, told, [])).asked:
            typo = misspelt(question, NOTHING, random) or question
            asked.append({"question": question, "typo": typo, "document": name, "spans": [span]})
        missed += [{"question": line[2:], "document": name} for line in lines if line.startswith("- ")]
    write(out / "questions.jsonl", asked)
    write(out / "absent.jsonl", missed)
    return len(asked), len(missed)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA_FOLDER")
    arguments = parser.parse_args()
    homes = sorted(path.parent for path in WRITTEN.glob("*/*/questions.txt"))
    sets = [(home / "questions.txt", home / "documents", f"{home.parent.name}/{home.name}") for home in homes]
    if arguments.data:
        for questions in sorted((WRITTEN / "sets").iterdir()):
            name = questions.stem
            sets.append((questions, arguments.data / name / "documents", f"written_{name}"))
    random = Random(0)
    for questions, documents, name in sets:
        answered, missed = make_set(questions, documents, arguments.out / name, random)
        print(f"{name}: {answered} questions with an answer, {missed} without")


if __name__ == "__main__":
    main()
