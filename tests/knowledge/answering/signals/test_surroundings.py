import pytest

from knowledge.answering.signals.surroundings import Surroundings
from tests.asked import indexed, words_of

QUESTION = "old stone quay pilots harbour"
OLD, STONE, QUAY, PILOTS, HARBOUR = (1 << n for n in range(5))


def around(fact, *others, own=None):
    """Return what surrounds a fact among others, all of which are candidates."""
    words = words_of(QUESTION)
    facts = {each.row: each for each in (fact, *others)}
    occurrences = {row: words.find_in(each.terms.split()) for row, each in facts.items()}
    surroundings = Surroundings.of(words, facts, facts, occurrences, 10.0)
    return surroundings.around(fact, own or occurrences[fact.row])


def test_a_sentence_has_neighbours():
    before, it, after = (
        indexed(text, row, last=3) for row, text in enumerate(("It is old.", "A stone.", "The quay."), 1)
    )
    found = around(it, before, after)
    assert (found.before, found.after) == (OLD | STONE, STONE | QUAY)
    assert found.paragraph == OLD | STONE | QUAY


def test_a_neighbour_in_another_document_is_none():
    it, other = indexed("A stone.", 1), indexed("The quay.", 2, document=8)
    assert around(it, other).after == STONE


def test_headings_and_document_are_added():
    it, far = indexed("A stone.", 1), indexed("Pilots live there.", 9)
    found = around(it, far)
    assert found.heading == HARBOUR
    assert found.everything == STONE | HARBOUR
    assert found.document == STONE | HARBOUR | PILOTS


def test_a_paragraph_with_more_of_the_question_has_more_bm25():
    poor = around(indexed("A stone.", 1, last=2), indexed("Nothing else.", 2, last=2))
    rich = around(indexed("A stone.", 1, last=2), indexed("An old quay.", 2, last=2))
    assert rich.bm25_paragraph > poor.bm25_paragraph > 0


def test_a_curated_fact_knows_what_the_best_draft_of_its_document_holds():
    fact = indexed("Odile did.", 5, last=5, asks=["Who did it?"])
    found = around(fact, indexed("Some quay.", 1), indexed("Old stone quay.", 2))
    assert found.best_draft == pytest.approx(words_of(QUESTION).share(OLD | STONE | QUAY))
    assert around(indexed("Some quay.", 1)).best_draft == 0


def test_a_curated_fact_stands_in_the_paragraph_of_its_quote_and_has_no_neighbours():
    fact = indexed("It is old.", 3, last=2, asks=["Is it?"])
    found = around(fact, indexed("A stone.", 1, last=2), indexed("The quay.", 2, last=2))
    assert found.paragraph == OLD | STONE | QUAY
    assert found.before == found.after == OLD
