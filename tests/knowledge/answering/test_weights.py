import math

import pytest

from knowledge.answering.answerability import ANSWERABILITY_FEATURES
from knowledge.answering.features import FEATURES
from knowledge.answering.ranking import CONFIDENCE_FEATURES
from knowledge.answering.weights import Logistic, learned_weights


@pytest.mark.parametrize("is_encoded", [False, True])
def test_the_shipped_weights_cover_every_feature(is_encoded):
    weights = learned_weights(is_encoded=is_encoded)
    assert set(weights.ranking) == set(FEATURES)
    assert set(weights.confidence.weights) == set(CONFIDENCE_FEATURES)
    assert set(weights.answerability.weights) == set(ANSWERABILITY_FEATURES)


def test_a_logistic_model_adds_up_to_log_odds():
    model = Logistic({"a": 2.0, "b": -1.0}, 0.5)
    assert model.probability(("b", "a"), (1.0, 0.25)) == pytest.approx(0.5)
    assert model.probability(("a", "b"), (1.0, 0.5)) == pytest.approx(1 / (1 + math.exp(-2)))
