import pytest

from knowledge.storage.sparse_vectors import dimension, fact_vector, held, must_hold, question_vector
from knowledge.storage.tantivy_index import TantivyIndex
from tests.knowledge.storage.test_tantivy_index import build, entry

FACTS = {1: "red boat", 2: "red boat green boat", 3: "red", 4: "tug sail"}


def product(one, other):
    return sum(value * other.get(place, 0.0) for place, value in one.items())


def fields(terms):
    return {"terms": terms, "asks": "", "paragraph": terms, "heading": ""}


def vectors():
    length = sum(len(terms.split()) for terms in FACTS.values()) / len(FACTS)
    averages = {"terms": length, "asks": 0.0, "paragraph": length, "heading": 0.0}
    return {row: fact_vector(fields(terms), averages) for row, terms in FACTS.items()}


def frequencies(term):
    frequency = sum(term in terms.split() for terms in FACTS.values())
    return {"terms": frequency, "asks": 0, "paragraph": frequency, "heading": 0}


def test_the_product_of_a_question_and_a_fact_is_what_the_program_s_own_engine_counts(tmp_path):
    build(tmp_path / "i", None, (), [entry(row, terms, source=row) for row, terms in FACTS.items()])
    weights = {"red": 1.0, "boat": 0.5, "tug": 2.0}
    question = question_vector(weights, frequencies, len(FACTS))
    counted = dict(TantivyIndex(tmp_path / "i").search(weights, 10))
    for row, vector in vectors().items():
        assert product(question, vector) == pytest.approx(counted[row], rel=1e-4)


def test_a_term_that_must_be_held_lifts_the_facts_that_hold_it_above_all_others():
    question, bound = must_hold(question_vector({"red": 9.0, "boat": 9.0}, frequencies, 4), "sail")
    scores = {row: product(question, vector) for row, vector in vectors().items()}
    assert scores.pop(4) == pytest.approx(bound)
    assert max(scores.values()) < bound


def test_what_terms_weigh_that_a_fact_holds_is_told_apart_from_how_well_it_is_found():
    assert product(held({"red": 2.0, "boat": 1.0, "tug": 4.0}), vectors()[2]) == pytest.approx(3.0)


def test_a_term_has_a_dimension_of_its_own_in_each_field():
    places = {dimension(field, term) for field in ("terms", "asks") for term in ("red", "boat", "s red")}
    assert len(places) == 6
    assert all(0 <= place < 2**32 - 1 for place in places)
