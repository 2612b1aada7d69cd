r"""Learn knowledge/answering/weights.json, or with --encoder weights-encoder.json, from question sets.

    python benchmarks/learn.py LESSON... [--hold-out | --dry-run] [--encoder FOLDER]

A set is a folder with documents/, questions.jsonl and, where they apply, facts/ and absent.jsonl. A lesson is
    SET        the set as it is
    SET+SET    both in one home, where approved facts compete with the drafts of other documents
    SET/*      some of its documents, each in a home of its own, where the questions on others have no answer
    SET/-      the set without the sentences that answer some of its questions, on matters that are mentioned but not told (for the
               confidence only)
    SET/!      the set with some sentences approved, each with a question of the set as its example (for the confidence only:
               how far to trust a likeness; asked misspelt, the examples are too easy to learn an order from)

The ranking is learned from the candidates of each question, the confidence from the first three of each kind, the answerability from
all questions of the lessons that also ask what has no answer; see `fitting`. No weight contradicts what its signal means. The
numbers depend on the lessons alone. With --hold-out nothing is written: the weights are learned from the questions on four fifths of each
set's documents and scored on the last fifth, to see whether they hold on unseen material. With --dry-run nothing is written either.

What the reader's verdicts are worth is learned afterwards, by `reader/weigh.py`.

It needs the dependency group "learn". The weights that ship were learned from public sets in a folder D by

    python benchmarks/learn.py D/encyclopedia D/papers D/faq D/faq_documents D/arabic D/chinese D/encyclopedia+D/faq \
        'D/encyclopedia/*' 'D/chinese/*' 'D/papers/*' 'D/arabic/*' 'D/faq_documents/*' 'D/languages/ro/*' 'D/languages/el/*' \
        'D/languages/vi/*' D/encyclopedia/- D/papers/- 'D/encyclopedia/!' 'D/papers/!' --every 3

in eleven minutes of one core. Those for an encoder (all-MiniLM-L6-v2) were learned earlier, before signs were kept, from the lessons
D/encyclopedia D/papers D/faq D/encyclopedia+D/faq 'D/encyclopedia/*' D/encyclopedia/- 'D/encyclopedia/!' with --every 3.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from fitting import Case, Choice, fit_logistic, fit_ranking
from lessons import Home, RememberingEncoder, command_line, homes

from knowledge.answering.answerability import AnswerabilityInputs
from knowledge.answering.confidence import AskedWords, ConfidenceInputs
from knowledge.answering.decision import THRESHOLD
from knowledge.answering.linear_model import LinearModel, signs
from knowledge.answering.signals.signals import Signals
from knowledge.answering.weights import Weights, learned_weights, weights_file, written
from knowledge.evaluation.scores import Evaluation, Golden, Trial, evaluate

CUT = 0.25
"""What a question of a lesson SET/- counts for the answerability, since most of them are those of SET again. At 1, what is mentioned but
not told is told apart a little better (AUROC 0.6), what is not mentioned a little worse (0.3)."""
LEARNED_FROM = 3
"""Candidates of a kind that the confidence learns from."""


def importances(classes: Iterable[Home]) -> dict[str, float]:
    """Return lesson → what one of its questions counts, so that a lesson's say grows with the root of its size."""
    sizes: dict[str, int] = {}
    for home in classes:
        sizes[home.lesson] = sizes.get(home.lesson, 0) + len(home.asked)
    return {lesson: size**-0.5 for lesson, size in sizes.items() if size}


def choices(classes: Sequence[Home]) -> Iterator[Choice]:
    """Yield the candidates of each question, those with example questions and plain sentences apart."""
    counts = importances(classes)
    for home in classes:
        for question in filter(lambda asked: asked.gold, home.asked):
            ranked = home.pipeline.rank(home.pipeline.understand(question.text))
            facts = home.pipeline.facts(ranked)
            for has_examples in (0.0, 1.0):
                kind = [one for one in ranked if one.signals.has_examples == has_examples]
                are_right = [question.gold.is_met_by(facts[candidate.row]) for candidate in kind]
                if any(are_right) and not all(are_right):
                    signals = [candidate.signals for candidate in kind]
                    yield Choice(signals, are_right, counts[home.lesson])


def confidence_cases(classes: Sequence[Home]) -> Iterator[Case]:
    """Yield the first candidates of each question, and whether they answer it."""
    counts = importances(classes)
    for home in classes:
        for question in home.asked:
            query = home.pipeline.understand(question.text)
            first = [one for one in home.pipeline.rank(query) if one.place < LEARNED_FROM]
            facts, asked = home.pipeline.facts(first), AskedWords.of(query)
            for candidate in first:
                is_right = question.gold.is_met_by(facts[candidate.row])
                yield Case(ConfidenceInputs.of(asked, candidate), is_right, counts[home.lesson])


def answerability_cases(classes: Sequence[Home]) -> Iterator[Case]:
    """Yield each question, and whether anything answers it."""
    counts = importances(classes)
    for home in classes:
        for question in home.asked:
            query = home.pipeline.understand(question.text)
            if ranked := home.pipeline.rank(query):
                importance = counts[home.lesson] * (CUT if home.lesson.endswith("/-") else 1)
                yield Case(
                    AnswerabilityInputs.of(AskedWords.of(query), ranked), bool(question.gold), importance
                )


def learn(classes: Sequence[Home]) -> Weights:
    """Return the weights that the homes' questions teach."""
    unlearned = replace(
        learned_weights(),
        ranking=LinearModel(Signals, dict.fromkeys(signs(Signals), 0.0)),
        confidence=LinearModel(ConfidenceInputs, dict.fromkeys(signs(ConfidenceInputs), 0.0)),
        answerability=LinearModel(AnswerabilityInputs, dict.fromkeys(signs(AnswerabilityInputs), 0.0)),
    )
    ordering = [home for home in classes if not home.lesson.endswith(("/!", "/-"))]
    ranking = fit_ranking(Signals, list(choices(taught_with(ordering, unlearned))))
    weights = replace(unlearned, ranking=ranking)
    confidence = fit_logistic(ConfidenceInputs, list(confidence_cases(taught_with(classes, weights))))
    weights = replace(weights, confidence=confidence)
    asking_in_vain = list(filter(_asks_in_vain, classes))
    cases = list(answerability_cases(taught_with(asking_in_vain, weights)))
    return replace(weights, answerability=fit_logistic(AnswerabilityInputs, cases))


def _asks_in_vain(home: Home) -> bool:
    return any(not question.gold for question in home.asked)


def taught_with(classes: Iterable[Home], weights: Weights) -> list[Home]:
    """Return the homes with other weights."""
    return [replace(home, pipeline=replace(home.pipeline, weights=weights)) for home in classes]


def report(classes: Iterable[Home], threshold: float = THRESHOLD) -> None:
    """Print how each lesson went, in per cent."""
    trials: dict[str, tuple[Trial, ...]] = {}
    for home in classes:
        asked = (Golden(question.text, question.gold) for question in home.asked)
        trials[home.lesson] = trials.get(home.lesson, ()) + evaluate(home.pipeline, asked, [threshold]).trials
    for lesson, tried in trials.items():
        went = Evaluation(tried, (threshold,))
        at = went.at(threshold)
        shares = {
            "hit@1": went.hit(1),
            "answered": at.answered,
            "precision": at.precision,
            "refused": at.refused,
            "auroc": went.separation(),
        }
        name = "+".join(
            Path(part).name if part[-1] not in "*!-" else "/".join(Path(part).parts[-2:])
            for part in lesson.split("+")
        )
        figures = (f"{key} {100 * share:5.1f}" for key, share in shares.items() if share is not None)
        print(f"{name:24} n {len(tried):5}", *figures)


def unused(weights: Weights) -> Iterator[str]:
    """Yield a line about each model: the inputs that would have to contradict their meaning, and so count nothing."""
    for model in (weights.ranking, weights.confidence, weights.answerability):
        names = [name for name, weight in model.weights.items() if not weight]
        yield f"{model.inputs.__name__}: {', '.join(names) or 'all count'}"


def main() -> None:
    """Run the command line."""
    parser = command_line(__doc__)
    parser.add_argument("--encoder", type=Path, metavar="FOLDER", help="rank with a sentence encoder")
    arguments = parser.parse_args()
    encoder = RememberingEncoder(arguments.encoder) if arguments.encoder else None
    with tempfile.TemporaryDirectory() as scratch:
        classes = [
            home
            for number, lesson in enumerate(arguments.lessons)
            for home in homes(lesson, Path(scratch) / str(number), encoder)
        ]
        classes = [replace(home, asked=home.asked[:: arguments.every]) for home in classes]
        if not any(map(_asks_in_vain, classes)):
            parser.error("add a lesson with questions that have no answer, such as SET/* or SET/-")
        taught = tested = classes
        if arguments.hold_out:
            taught = [replace(home, asked=[q for q in home.asked if not q.is_held_out]) for home in classes]
            tested = [replace(home, asked=[q for q in home.asked if q.is_held_out]) for home in classes]
        weights = learn(taught)
        report(taught_with(tested, weights))
    print("\nWithout weight:", *unused(weights), sep="\n  ")
    if not (arguments.hold_out or arguments.dry_run):
        weights_file(is_encoded=encoder is not None).write_bytes(written(weights))


if __name__ == "__main__":
    main()
