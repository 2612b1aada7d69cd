import math

import msgspec
import pytest

from knowledge.answering.linear_model import LinearModel, SpeaksAgainst, SpeaksFor, signs
from knowledge.errors import CitebotError


class Weather(msgspec.Struct, frozen=True):
    clouds: SpeaksFor
    sun: SpeaksAgainst
    wind: float


def test_the_score_is_the_weighted_sum_whatever_the_order_of_the_weights():
    model = LinearModel(Weather, {"wind": 0.5, "sun": -1.0, "clouds": 2.0})
    assert model.score(Weather(clouds=1.0, sun=3.0, wind=4.0)) == 1.0


def test_a_probability_has_score_and_bias_as_its_log_odds():
    model = LinearModel(Weather, {"clouds": 2.0, "sun": -1.0, "wind": 0.0}, bias=0.5)
    assert model.probability(Weather(0.25, 1.0, 9.0)) == pytest.approx(0.5)
    assert model.probability(Weather(1.0, 0.5, 9.0)) == pytest.approx(1 / (1 + math.exp(-2)))


def test_weights_of_other_names_are_told_with_a_remedy():
    with pytest.raises(CitebotError) as raised:
        LinearModel(Weather, {"clouds": 1.0, "sun": 1.0, "win": 1.0})
    message = str(raised.value)
    assert "there is none for “wind”" in message
    assert "“win” is no field of it" in message
    assert "benchmarks/learn.py" in message


def test_a_weight_against_the_meaning_of_its_field_is_found():
    assert signs(Weather) == {"clouds": 1, "sun": -1, "wind": 0}
    model = LinearModel(Weather, {"clouds": -0.1, "sun": 0.0, "wind": -1.0})
    assert model.contradictions() == {"clouds": -0.1}
