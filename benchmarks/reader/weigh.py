r"""Learn what the reader's verdicts are worth: the `worth` in knowledge/answering/weights.json.

    python benchmarks/reader/weigh.py LESSON... [--reader NAME] [--every N] [--hold-out | --dry-run]

Lessons are named as in `benchmarks/learn.py`. Only questions on held-out documents count, since the reader learned from the others and is too sure
of them. The numbers that ship were learned, in ten minutes, from public sets in a folder D and those that `everyday.py` made, with --every 2, from

    D/near_miss_lessons D/near_miss_lessons/! D/encyclopedia D/encyclopedia/- 'D/encyclopedia/*' D/encyclopedia/! D/papers D/papers/- D/faq D/faq_documents
    'D/faq_documents/*' EVERYDAY/{01,02,04,08,09,10,11,12} D/reviews

For the multilingual one the bias is learned for each language, see `as_bold`; its lessons are

    D/near_miss_lessons_pt D/arabic D/arabic/- D/chinese D/chinese/- D/languages/{es,de,ru,zh,ar,tr,ro}{,/-} WRITTEN/abroad/{es,de,ru,ar,zh,pt,tr,es-articles,de-articles}

with --every 3; it must be let read all of these languages for that. The English numbers are of the reader before the one that ships, see its card.

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

from knowledge.answering.answerability import answerability, log_odds
from knowledge.answering.confidence import AskedWords
from knowledge.answering.decision import THRESHOLD
from knowledge.answering.linear_model import LinearModel
from knowledge.answering.ranking import Ranked
from knowledge.answering.reading.reader import ENGLISH, MULTILINGUAL, Reader
from knowledge.answering.reranking import ReadInputs, ToldInputs, rerank
from knowledge.answering.weights import Weights, Worth, learned_weights, weights_file, written
from knowledge.evaluation.scores import Gold

ENGLISH_CODE = "en"


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
    language: str
    """Code of the question's."""


def readings(classes: Sequence[Home]) -> Iterator[Read]:
    """Yield the questions of which something is read."""
    counts = importances(classes)
    for home in classes:
        for question in home.asked:
            query = home.pipeline.understand(question.text)
            ranked = home.pipeline.rank(query)
            facts = home.pipeline.facts(ranked)
            reader = home.pipeline.reader(query)
            if reader and (verdicts := home.pipeline.read(reader, query, ranked, facts)):
                yield Read(
                    ranked=ranked,
                    verdicts=verdicts,
                    right=frozenset(row for row in verdicts if question.gold.is_met_by(facts[row])),
                    is_answered=bool(question.gold),
                    likely=answerability(AskedWords.of(query), ranked, home.pipeline.weights.answerability),
                    importance=counts[home.lesson],
                    language=query.language.code,
                )


def weigh(read: Sequence[Read], weights: Weights) -> Weights:
    """Return the weights with those that some questions teach of a reader's verdicts, together and then for each language."""
    candidates = [
        Case(ReadInputs.of(candidate, one.verdicts), candidate.row in one.right, one.importance)
        for one in read
        for candidate in one.ranked
        if candidate.row in one.verdicts
    ]
    learned = fit_logistic(ReadInputs, candidates)
    questions = []
    for one in read:
        reranked = rerank(one.ranked, one.verdicts, learned)
        inputs = ToldInputs.of(one.likely, reranked, one.verdicts)
        questions.append(Case(inputs, one.is_answered, one.importance))
    told = fit_logistic(ToldInputs, questions)
    worth = dict(weights.worth)
    for code in {one.language for one in read}:
        own = [one for one in read if one.language == code and one.is_answered]
        worth[code] = Worth(learned if code == ENGLISH_CODE or not own else as_bold(learned, own), told)
    return replace(weights, worth=worth)


def as_bold(model: LinearModel[ReadInputs], read: Sequence[Read]) -> LinearModel[ReadInputs]:
    """Return what is made of verdicts with the bias at which as many of some questions that have an answer get a reply as unread.

    How much too modest the signals are differs from language to language; told the likelihood itself, the program would say more, and more of it wrongly.
    """
    replies = sum(one.ranked[0].confidence >= THRESHOLD for one in read)
    reread = sorted(log_odds(rerank(one.ranked, one.verdicts, model)[0].confidence) for one in read)
    return replace(model, bias=model.bias - reread[-max(replies, 1)])


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
    parser.add_argument("--reader", choices=(ENGLISH, MULTILINGUAL), default=ENGLISH)
    arguments = parser.parse_args()
    if not Reader.shipped():
        parser.error("The reader needs onnxruntime and tokenizers.")
    reader = Reader(arguments.reader)
    with tempfile.TemporaryDirectory() as scratch:
        classes = [
            replace(
                home,
                pipeline=replace(home.pipeline, readers=(reader,)),
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
