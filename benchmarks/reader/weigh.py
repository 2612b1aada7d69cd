r"""Learn what the reader's verdicts are worth: the weights `read` and `told` of knowledge/answering/weights.json.

    python benchmarks/reader/weigh.py LESSON... [--every N] [--hold-out | --dry-run]

Lessons are named as in `benchmarks/learn.py`. Only questions on held-out documents count, since the reader learned from the others and is too sure
of them. The numbers that ship were learned, in ten minutes, from public sets in a folder D and those that `everyday.py` made, with --every 2, from

    D/near_miss_lessons D/near_miss_lessons/! D/encyclopedia D/encyclopedia/- 'D/encyclopedia/*' D/encyclopedia/! D/papers D/papers/- D/faq D/faq_documents
    'D/faq_documents/*' EVERYDAY/{01,02,04,08,09,10,11,12} D/reviews

With --hold-out nothing is written: two halves of those documents are each scored with what the other half teaches.
"""

import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fitting import Case, fit_logistic
from learn import importances, report, taught_with
from lessons import Home, command_line, homes

from knowledge.answering.answerability import answerability
from knowledge.answering.confidence import AskedWords
from knowledge.answering.ranking import Ranked
from knowledge.answering.reading.reader import Reader
from knowledge.answering.reranking import ReadInputs, ToldInputs, rerank
from knowledge.answering.weights import Weights, learned_weights, weights_file, written
from knowledge.evaluation.scores import Gold


@dataclass(frozen=True, slots=True)
class Read:
    """A question whose first candidates were read."""

    ranked: Sequence[Ranked]
    verdicts: dict[int, float]
    right: frozenset[int]
    """Rows of the candidates that answer it."""
    is_answered: bool
    """By anything in the home."""
    likely: float
    """Its answerability before anything was read."""
    importance: float


def readings(classes: Sequence[Home]) -> Iterator[Read]:
    """Yield the questions of which something is read."""
    counts = importances(classes)
    for home in classes:
        for question in home.asked:
            query = home.pipeline.understand(question.text)
            ranked = home.pipeline.rank(query)
            facts = home.pipeline.facts(ranked)
            if verdicts := home.pipeline.read(query, ranked, facts):
                yield Read(
                    ranked=ranked,
                    verdicts=verdicts,
                    right=frozenset(row for row in verdicts if question.gold.is_met_by(facts[row])),
                    is_answered=bool(question.gold),
                    likely=answerability(AskedWords.of(query), ranked, home.pipeline.weights.answerability),
                    importance=counts[home.lesson],
                )


def weigh(read: Sequence[Read], weights: Weights) -> Weights:
    """Return the weights with those that some questions teach of the reader's verdicts."""
    candidates = [
        Case(ReadInputs.of(candidate, one.verdicts), candidate.row in one.right, one.importance)
        for one in read
        for candidate in one.ranked
        if candidate.row in one.verdicts
    ]
    weights = replace(weights, read=fit_logistic(ReadInputs, candidates))
    questions = []
    for one in read:
        reranked = rerank(one.ranked, one.verdicts, weights.read)
        inputs = ToldInputs.of(one.likely, reranked, one.verdicts)
        questions.append(Case(inputs, one.is_answered, one.importance))
    return replace(weights, told=fit_logistic(ToldInputs, questions))


def halves(classes: Sequence[Home]) -> list[list[Home]]:
    """Return the homes with the questions on either half of the documents."""
    return [
        [
            replace(home, asked=[one for one in home.asked if _half(one.gold, one.text) == half])
            for home in classes
        ]
        for half in (0, 1)
    ]


def _half(gold: Gold, text: str) -> int:
    return zlib.crc32((gold.source or gold.fact or text).encode()) // 7 % 2


def main() -> None:
    """Run the command line."""
    parser = command_line(__doc__)
    arguments = parser.parse_args()
    reader = Reader.shipped()
    if reader is None:
        parser.error("The reader needs onnxruntime and tokenizers.")
    with tempfile.TemporaryDirectory() as scratch:
        classes = [
            replace(
                home,
                pipeline=replace(home.pipeline, reader=reader),
                asked=[one for one in home.asked if one.is_held_out][:: arguments.every],
            )
            for number, lesson in enumerate(arguments.lessons)
            for home in homes(lesson, Path(scratch) / str(number), None)
        ]
        weights = learned_weights()
        if arguments.hold_out:
            one, other = halves(classes)
            for taught, tested in ((one, other), (other, one)):
                report(taught_with(tested, weigh(list(readings(taught)), weights)))
            return
        weights = weigh(list(readings(classes)), weights)
        report(taught_with(classes, weights))
    if not arguments.dry_run:
        weights_file(is_encoded=False).write_bytes(written(weights))


if __name__ == "__main__":
    main()
