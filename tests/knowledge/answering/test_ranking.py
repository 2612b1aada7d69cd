import math

import pytest
from msgspec.structs import asdict

from knowledge.answering.ranking import doubted_last


def rank(base, text):
    pipeline = base.pipeline
    ranked = pipeline.rank(pipeline.understand(text))
    facts = pipeline.facts(ranked)
    return [(candidate, facts[candidate.row]) for candidate in ranked]


def test_signals_are_finite_and_shares_stay_within_bounds(harbour):
    for candidate, _ in rank(harbour, "When was the harbour of Brede dug by Odile Marchand in 1871?"):
        signals = asdict(candidate.signals)
        assert all(map(math.isfinite, signals.values()))
        for name, value in signals.items():
            if name.startswith(("coverage", "ask", "order", "names")):
                assert 0 <= value <= 1 + 1e-9, name


def test_the_score_orders_each_kind_and_confidence_is_a_probability(harbour):
    ranked = [candidate for candidate, _ in rank(harbour, "Where does the ferry to Osterholm leave from?")]
    for is_approved in (0, 1):
        kind = [candidate for candidate in ranked if candidate.signals.approved == is_approved]
        assert kind == sorted(kind, key=lambda candidate: -candidate.score)
        assert [candidate.place for candidate in kind] == list(range(len(kind)))
    assert all(0 <= candidate.confidence <= 1 for candidate in ranked)


def test_between_approved_facts_and_drafts_the_surer_one_comes_first(harbour):
    approved = next(fact.id for _, fact in rank(harbour, "What did the mayor promise?"))
    draft = next(fact.id for _, fact in rank(harbour, "When was the harbour of Brede dug?"))
    assert (approved, draft[:2]) == ("tug", "d-")


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("When was the harbour dug?", "1871"),
        ("Who dug the harbour?", "Odile Marchand"),
        ("How many cars does the ferry carry?", "forty"),
        ("Where did the mayor meet the pilots?", "customs house"),
        ("How often does it sail?", "twice"),
    ],
)
def test_the_sentence_that_answers_comes_first(harbour, question, holds):
    _, fact = rank(harbour, question)[0]
    assert holds in fact.statement


def test_the_offered_kind_of_answer_is_seen(harbour):
    ranked = rank(harbour, "When was the harbour of Brede dug?")
    offers = {fact.statement[:20]: candidate.signals.offers_quantity for candidate, fact in ranked}
    assert offers["The harbour of Brede"] == 1
    assert offers["It has three quays a"] == -1


def test_an_example_question_asked_word_by_word_is_recognised(harbour):
    candidate, fact = rank(harbour, "Will the pilots get a new boat?")[0]
    assert fact.id == "tug"
    assert candidate.signals.ask == pytest.approx(1)


def test_what_tells_of_something_else_comes_last_and_is_less_sure_than_the_rest(harbour):
    ranked = [candidate for candidate, _ in rank(harbour, "Where does the ferry to Osterholm leave from?")]
    first, *others = ranked
    *trusted, last = doubted_last(ranked, {first.row})
    assert trusted == others
    assert last.row == first.row
    assert last.confidence <= min(one.confidence for one in others)
    (alone,) = doubted_last([first], {first.row})
    assert alone.confidence < first.confidence / 2
