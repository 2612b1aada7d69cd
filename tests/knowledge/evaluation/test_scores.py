import pytest

from knowledge.answering.outcome import Answer, Match
from knowledge.evaluation.scores import Bin, Decisions, Evaluation, Gold, Golden, Trial, auroc, evaluate
from knowledge.model import Citation, Fact, Locator, Status

CITED = Citation("tide.txt", Locator(10, 30, paragraph=1), "High water is at noon.")
FACT = Fact("tide", "High water is at noon.", (CITED,), Status.APPROVED)


def trial(confidence, rank, answered_at, *, is_absent=False):
    golden = Golden("When is high water?", Gold() if is_absent else Gold(fact="tide"))
    best = None if confidence is None else Match(FACT, confidence)
    return Trial(golden, best, rank, confidence or 0.0, frozenset(answered_at))


@pytest.mark.parametrize(
    ("gold", "is_met"),
    [
        (Gold(fact="tide"), True),
        (Gold(fact="ebb"), False),
        (Gold(source="tide.txt", spans=((29, 40),)), True),
        (Gold(source="tide.txt", spans=((0, 5), (12, 14))), True),
        (Gold(source="tide.txt", spans=((30, 40),)), False),
        (Gold(source="tide.txt", spans=((0, 10),)), False),
        (Gold(source="other.txt", spans=((12, 14),)), False),
        (Gold(), False),
    ],
)
def test_a_fact_answers_by_its_id_or_by_citing_words_of_a_span(gold, is_met):
    assert gold.is_met_by(FACT) is is_met


def test_gold_that_names_nothing_says_that_nothing_answers():
    assert [bool(gold) for gold in (Gold(), Gold(source="a.txt"), Gold(fact="tide"))] == [False, False, True]


def test_shares_are_of_the_questions_that_they_are_about():
    trials = (
        trial(0.9, 1, {0.5, 0.8}),
        trial(0.6, 2, {0.5}),
        trial(0.4, 1, ()),
        trial(None, None, ()),
        trial(0.7, None, {0.5}, is_absent=True),
        trial(0.1, None, (), is_absent=True),
    )
    evaluation = Evaluation(trials, (0.5, 0.8))
    assert (evaluation.hit(1), evaluation.hit(3)) == (0.5, 0.75)
    assert evaluation.at(0.5) == Decisions(0.5, answered=0.5, precision=0.5, wrong=0.25, refused=0.5)
    assert evaluation.at(0.8) == Decisions(0.8, answered=0.25, precision=1.0, wrong=0.0, refused=1.0)
    assert evaluation.failures(0.5) == trials[1:5]
    assert evaluation.failures(0.8) == trials[1:4]


def test_shares_of_nothing_are_unknown():
    evaluation = Evaluation((), (0.5,))
    assert evaluation.at(0.5) == Decisions(0.5, None, None, None, None)
    assert evaluation.hit(1) is evaluation.separation() is None
    assert evaluation.reliability() == ()


def test_the_reliability_diagram_counts_whoever_is_about_equally_sure():
    trials = (
        trial(0.05, None, ()),
        trial(0.91, 1, ()),
        trial(0.99, 1, ()),
        trial(1.0, None, (), is_absent=True),
        trial(0.9, 1, ()),
        trial(None, None, ()),
    )
    assert Evaluation(trials, ()).reliability() == (Bin(0.0, 0.1, 1, 0.0), Bin(0.9, 1.0, 4, 0.75))


@pytest.mark.parametrize(
    ("answerable", "absent", "chance"),
    [([0.9, 0.8], [0.1, 0.2], 1.0), ([0.1], [0.9], 0.0), ([0.5], [0.5], 0.5), ([0.9, 0.1], [0.5], 0.5)],
)
def test_auroc_is_the_chance_that_an_answerable_question_gets_more_confidence(answerable, absent, chance):
    assert auroc(answerable, absent) == chance


QUESTIONS = (
    Golden("What did the mayor promise?", Gold(fact="tug")),
    Golden("Who dug the harbour of Brede?", Gold(source="harbour.txt", spans=((55, 61),))),
    Golden("How do I bake bread?", Gold()),
    Golden("Who is Zacharias Bloom?", Gold()),
    Golden("harbour of Brede", Gold(source="harbour.txt", spans=((15, 61),))),
)


def test_questions_are_asked_once_and_judged_at_every_threshold(harbour):
    first, second, bread, _, _ = evaluate(harbour, QUESTIONS, (0.3, 1.0)).trials
    assert (first.best.fact.id, first.rank, first.answered_at) == ("tug", 1, frozenset({0.3}))
    assert (second.best.fact.status, second.rank, second.answered_at) == (Status.DRAFT, 1, frozenset({0.3}))
    assert (bread.rank, bread.answered_at) == (None, frozenset())


@pytest.mark.parametrize("threshold", [0.0, 0.5, 0.95])
def test_a_trial_comes_to_what_the_base_itself_would_say(harbour, threshold):
    with type(harbour)(harbour._home, harbour._home / ".citebot", threshold=threshold) as base:
        for one in evaluate(harbour, QUESTIONS, (threshold,)).trials:
            outcome = base.ask(one.golden.text)
            assert isinstance(outcome, Answer) == (threshold in one.answered_at)
            assert outcome.matches[:1] == ((one.best,) if one.best else ())
