r"""Learn what the reader's verdicts are worth: the `worth` in knowledge/answering/weights.json.

    python benchmarks/reader/weigh.py LESSON... [--reader NAME] [--every N] [--hold-out | --dry-run]

Lessons are named as in `benchmarks/learn.py`. Only questions on held-out documents count, since the reader learned from the others and is too sure
of them. The numbers that ship were learned from every fourth question or so on public sets in a folder D, on those that `everyday.py` made and on written ones:

    D/near_miss_lessons D/near_miss_lessons/! D/encyclopedia D/encyclopedia/- 'D/encyclopedia/*' D/encyclopedia/! D/papers D/papers/- D/faq D/faq_documents
    'D/faq_documents/*' EVERYDAY/{01,02,04,08,09,10,11,12} WRITTEN/written_{encyclopedia,near_miss_lessons,papers,posts} WRITTEN/homes/*

For the multilingual one the bias is learned for each language, see `as_bold`; its lessons are

    D/near_miss_lessons_pt D/arabic D/arabic/- D/chinese D/chinese/- D/languages/{es,de,ru,zh,ar,tr,ro}{,/-} WRITTEN/abroad/*

with --every 2; it must be let read all of these languages for that. WRITTEN is what `written.py` makes; its homes that are held out whole are left out of it.

With --hold-out nothing is written: two halves of those documents are each scored with what the other half teaches.
"""

import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fitting import Case, fit_logistic
from learn import importances, report, taught_with
from lessons import Home, command_line, homes
from reader.school import MANY

from knowledge.answering.answerability import log_odds
from knowledge.answering.decision import THRESHOLD
from knowledge.answering.linear_model import LinearModel
from knowledge.answering.ranking import Ranked
from knowledge.answering.reading.reader import ENGLISH, MULTILINGUAL, Reader
from knowledge.answering.reranking import ReadInputs, ToldInputs, odds_before
from knowledge.answering.weights import Weights, Worth, learned_weights, weights_file, written
from knowledge.evaluation.scores import Gold

ENGLISH_CODE = "en"
NEAR_MISS = 0.6
"""What a question that was written to look answerable counts. People who ask know less of a file than who wrote these with the file before them; at 1 the
program refused more of these, and withheld more plain answers."""


@dataclass(frozen=True, slots=True)
class Read:
    """A question whose first candidates were read."""

    ranked: Sequence[Ranked]
    verdicts: Mapping[int, float]
    right: frozenset[int]
    """Rows of the candidates that answer it."""
    is_answered: bool
    """By anything in the home."""
    importance: float
    language: str
    """Code of the question's."""

    def inputs(self) -> dict[int, ReadInputs]:
        """Return row → what it rests on whether it is the answer."""
        odds = odds_before(self.ranked, self.verdicts)
        return {row: ReadInputs.of(row, odds, self.verdicts) for row in odds}

    def told_inputs(self) -> ToldInputs:
        """Return what it rests on whether there is an answer."""
        return ToldInputs.of(self.ranked, self.verdicts)


def readings(classes: Sequence[Home]) -> Iterator[Read]:
    """Yield the questions of which something is read."""
    counts = importances(classes)
    for home in classes:
        near_miss = NEAR_MISS if _holds_near_misses(home.lesson) else 1
        for question in home.asked:
            query = home.pipeline.understand(question.text)
            ranked, facts, verdicts = home.pipeline.read(query, home.pipeline.rank(query))
            if verdicts and ranked:
                yield Read(
                    ranked=ranked,
                    verdicts=verdicts,
                    right=frozenset(row for row in verdicts if question.gold.is_met_by(facts[row])),
                    is_answered=bool(question.gold),
                    importance=counts[home.lesson] * (1 if question.gold else near_miss),
                    language=query.language.code,
                )


def weigh(read: Sequence[Read], weights: Weights) -> Weights:
    """Return the weights with those that some questions teach of a reader's verdicts, together and then for each language."""
    told = fit_logistic(
        ToldInputs, [Case(one.told_inputs(), one.is_answered, one.importance) for one in read]
    )
    learned = fit_logistic(ReadInputs, [_leading(one) for one in read if one.is_answered])
    worth = dict(weights.worth)
    for code in {one.language for one in read}:
        own = [one for one in read if one.language == code and one.is_answered]
        is_foreign = code != ENGLISH_CODE and bool(own)
        worth[code] = Worth(as_bold(learned, told, own) if is_foreign else learned, told)
    return replace(weights, worth=worth)


def _leading(read: Read) -> Case:
    """Return the candidate that comes first by signals and reader together: it is about that one that a decision is taken."""
    odds = odds_before(read.ranked, read.verdicts)
    first = max(odds, key=lambda row: odds[row] + read.verdicts[row])
    return Case(read.inputs()[first], first in read.right, read.importance)


def as_bold(
    model: LinearModel[ReadInputs], told: LinearModel[ToldInputs], read: Sequence[Read]
) -> LinearModel[ReadInputs]:
    """Return what is made of verdicts with the bias at which as many of some questions that have an answer get a reply as unread, or all to which any bias gets one.

    How much too modest the signals are differs from language to language; told the likelihood itself, the program would say more, and more of it wrongly.
    """
    replies = sum(one.ranked[0].confidence >= THRESHOLD for one in read)
    likely = ((one, told.probability(one.told_inputs())) for one in read)
    missing = sorted(_missing(one, model, told) for one, told in likely if told > THRESHOLD)
    return replace(model, bias=model.bias + missing[min(max(replies, 1), len(missing)) - 1])


def _missing(read: Read, model: LinearModel[ReadInputs], told: float) -> float:
    """Return what the log-odds of the best candidate of a question need to be raised by for it to get a reply."""
    best = model.bias + max(
        map(model.score, read.inputs().values())
    )  # a probability near 1 is no longer told apart
    return log_odds(THRESHOLD / told) - best


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


def _kind(lesson: str) -> str:
    """Return what a lesson counts as: the small sets of a folder are one."""
    folder = Path(lesson).parent
    return str(folder) if folder.name in MANY else lesson


def _holds_near_misses(lesson: str) -> bool:
    """Tell whether the questions without an answer of a lesson were written to look answerable."""
    name = Path(lesson.removesuffix("/!")).name
    return name in MANY or name.startswith(("near_miss", "written_"))


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
                lesson=_kind(lesson),
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
