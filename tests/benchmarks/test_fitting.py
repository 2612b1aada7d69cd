import sys
from pathlib import Path

import msgspec
import pytest

from knowledge.answering.linear_model import SpeaksAgainst, SpeaksFor

pytest.importorskip("scipy", reason="the dependency group “learn” is not installed")
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from fitting import Case, Choice, fit_logistic, fit_ranking


class Fruit(msgspec.Struct, frozen=True):
    sweet: SpeaksFor
    bitter: SpeaksAgainst
    round: float


RIPE, RAW, ODD = Fruit(1.0, 0.0, 1.0), Fruit(0.0, 1.0, 0.0), Fruit(0.5, 0.5, 1.0)


def test_the_right_candidate_scores_highest():
    model = fit_ranking(Fruit, [Choice([RAW, RIPE, ODD], [False, True, False], 1.0)] * 3)
    assert max((RIPE, RAW, ODD), key=model.score) == RIPE


def test_a_probability_is_the_frequency_of_what_is_so():
    cases = [Case(RIPE, is_so=n % 4 > 0, importance=1.0) for n in range(40)]
    cases += [Case(RAW, is_so=n % 4 == 0, importance=1.0) for n in range(40)]
    model = fit_logistic(Fruit, cases)
    assert model.probability(RIPE) == pytest.approx(0.75, abs=0.03)
    assert model.probability(RAW) == pytest.approx(0.25, abs=0.03)


def test_no_weight_contradicts_its_meaning_even_if_the_examples_do():
    ranking = fit_ranking(Fruit, [Choice([RIPE, RAW], [False, True], 1.0)] * 3)
    logistic = fit_logistic(
        Fruit, [Case(RIPE, is_so=False, importance=1.0), Case(RAW, is_so=True, importance=1.0)]
    )
    for model in (ranking, logistic):
        assert model.contradictions() == {}
        assert model.weights["sweet"] == model.weights["bitter"] == 0
        assert model.weights["round"] < 0


def test_an_example_counts_as_much_as_it_is_important():
    cases = [Case(RIPE, is_so=True, importance=3.0), Case(RIPE, is_so=False, importance=1.0)]
    assert fit_logistic(Fruit, cases).probability(RIPE) == pytest.approx(0.75, abs=0.01)
