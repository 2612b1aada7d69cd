import json

import pytest

from knowledge.answering.weights import learned_weights, read, weights_file, written
from knowledge.errors import CitebotError

CONTRADICTIONS = {
    False: {},
    True: {
        "coverage_draft": "not looked into",
        "ask_alike": "tells much the same as likeness_ask, which speaks for the fact; not looked into",
        "matter": "next to nothing",
        "rarest_missing": "next to nothing",
        "bm25_paragraph": "not looked into",
    },
}
"""Are vectors made by an encoder? → inputs whose shipped weight contradicts their meaning, and what is known of why. Those for an encoder
were learned before signs were kept; once they are learned anew there are to be none."""


@pytest.mark.parametrize("is_encoded", [False, True])
def test_a_shipped_weight_that_contradicts_its_meaning_is_a_known_finding(is_encoded):
    weights = learned_weights(is_encoded=is_encoded)
    found = [model.contradictions() for model in (weights.ranking, weights.confidence, weights.answerability)]
    assert set().union(*found) == CONTRADICTIONS[is_encoded].keys()


@pytest.mark.parametrize("is_encoded", [False, True])
def test_what_is_written_is_what_was_read(is_encoded):
    content = weights_file(is_encoded=is_encoded).read_bytes()
    assert written(read(content)) == content


def test_a_file_that_does_not_fit_is_told():
    file = json.loads(weights_file(is_encoded=False).read_bytes())
    file["confidence"]["weights"]["courage"] = file["confidence"]["weights"].pop("margin")
    with pytest.raises(
        CitebotError, match="ConfidenceInputs: there is none for “margin”, “courage” is no field"
    ):
        read(json.dumps(file).encode())


def test_a_damaged_file_is_told():
    with pytest.raises(CitebotError, match="cannot be read"):
        read(b'{"ranking": {}')
