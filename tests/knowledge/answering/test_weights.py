import json

import pytest

from knowledge.answering.weights import learned_weights, read, weights_file, written
from knowledge.errors import CitebotError

CONTRADICTIONS = {
    False: {
        "coverage": "every exact word also counts in coverage_alike, which took its part and more",
        "coverage_paragraph": "all of it also counts in coverage_all, which took its part and more",
        "offers_manner": "tells hardly anything: manners are told in too many words",
        "likeness_ask": "rises with ask_alike, which took its part and more",
        "rarest_missing": "falls as coverage_all rises and names_missing falls, which took its part and more",
        "likeness": "rises with coverage_alike; unexplained beyond that",
    },
    True: {
        "coverage": "every exact word also counts in coverage_alike, which took its part and more",
        "coverage_draft": "the lessons had few approved facts, next to whose drafts they stood",
        "ask_alike": "rises with likeness_ask, which an encoder tells better",
        "matter": "tells hardly anything beside coverage_all and names_missing",
        "rarest_missing": "tells hardly anything beside coverage_all and names_missing",
        "bm25_paragraph": "rises with coverage_before; unexplained beyond that",
    },
}
"""Are vectors made by an encoder? → inputs whose shipped weight contradicts their meaning, and why. They were learned before signs were
kept; once they are learned anew there is to be none."""


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
