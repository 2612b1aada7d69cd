r"""Ask what people ask of files as they keep them: FAQs, price lists, clauses, forms, chats, timetables, in fifteen languages.

    python benchmarks/cases.py [FOLDER]

FOLDER holds files/ and cases.jsonl, by default benchmarks/sets/cases: a line is {"file", "question", "answer_holds", "never"}. Each file stands alone in a
home of its own. A case is right if it is answered with a statement or quote that holds `answer_holds` and not `never`; without
`answer_holds` it is right unless it is answered with `never`. It is silent if the right fact comes first and is not told.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import msgspec

from knowledge.answering.outcome import Answer, NoAnswer
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase

CASES = Path(__file__).with_name("sets") / "cases"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question on a file, and what its answer must and must not hold."""

    file: str
    question: str
    answer_holds: str | None = None
    never: str | None = None

    def judge(self, outcome: Answer | NoAnswer) -> str:
        """Return "right", "silent" or "wrong"."""
        said = told(outcome)
        is_answered = isinstance(outcome, Answer)
        if self.answer_holds is None:
            is_forbidden = self.never is not None and self.never.lower() in said.lower()
            return "wrong" if is_answered and is_forbidden else "right"
        if self.answer_holds not in said or (self.never is not None and self.never in said):
            return "wrong"
        return "right" if is_answered else "silent"


def told(outcome: Answer | NoAnswer) -> str:
    """Return the statement and the quotes of the first match."""
    if not outcome.matches:
        return ""
    fact = outcome.matches[0].fact
    return "\n".join([fact.statement, *(citation.quote for citation in fact.citations)])


def asked(cases: Sequence[Case], folder: Path) -> Iterator[tuple[Case, Answer | NoAnswer]]:
    """Yield each case with what came of it; the cases of a file follow one another."""
    for name, of_file in groupby(cases, key=attrgetter("file")):
        with tempfile.TemporaryDirectory() as scratch:
            home = Path(scratch)
            (home / "sources").mkdir()
            shutil.copy(folder / "files" / name, home / "sources")
            with KnowledgeBase(home, home / ".citebot", readers=Reader.shipped()) as base:
                base.refresh()
                yield from ((case, base.ask(case.question)) for case in of_file)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CASES)
    folder = parser.parse_args().folder
    lines = (folder / "cases.jsonl").read_text("utf-8").splitlines()
    cases = sorted((msgspec.json.decode(line, type=Case) for line in lines), key=attrgetter("file"))
    counts: Counter[str] = Counter()
    for case, outcome in asked(cases, folder):
        judged = case.judge(outcome)
        counts[judged] += 1
        if judged != "right":
            said = " ".join(told(outcome).split())[:90]
            print(f"{judged:7}{case.file}: {case.question} -> {said!r}, wanted {case.answer_holds!r}")
    print(
        json.dumps(
            {**counts, "cases": len(cases), "right_percent": round(100 * counts["right"] / len(cases), 1)}
        )
    )


if __name__ == "__main__":
    main()
