import math

from knowledge.answering.signals.shape import shape
from tests.asked import indexed


def test_a_later_sentence_leads_less():
    first, third = (shape(indexed("A quay.", row, last=3), ["a", "quay"], ["quay"]) for row in (1, 3))
    assert (first.lead, third.lead) == (1, 1 / 3)


def test_an_approved_fact_leads_wherever_its_quote_stands():
    approved = shape(indexed("A quay.", 9, asks=["What?"]), ["a", "quay"], [])
    assert (approved.lead, approved.approved) == (1, 1)


def test_length_and_novelty_grow_ever_more_slowly():
    long = shape(indexed("Long."), ["t"] * 20, ["n"] * 6)
    assert (long.length, long.novelty) == (math.log1p(20), math.log1p(6))
