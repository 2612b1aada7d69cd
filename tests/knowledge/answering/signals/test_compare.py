import pytest

from knowledge.answering.candidates import Candidates
from knowledge.answering.signals.compare import CorpusStatistics, compare
from tests.asked import indexed, query

CORPUS = CorpusStatistics(average_length=20.0, weigh=lambda _: 1.0)


def signals(question, *sentences, asks=(), likenesses=None):
    """Return the signals of the sentences of one paragraph; the first may have example questions."""
    facts = {
        row: indexed(text, row, last=len(sentences), asks=asks if row == 1 else ())
        for row, text in enumerate(sentences, 1)
    }
    candidates = Candidates(dict.fromkeys(facts, 1.0), facts, likenesses)
    return [one.signals for one in compare(query(question), candidates, CORPUS)]


def test_a_word_of_the_same_sense_is_covered_in_part():
    (one,) = signals("Who repaired the ship?", "The crew mended the vessel.")
    assert 0 < one.coverage_alike < 1 - one.coverage


def test_an_approved_fact_knows_what_its_document_holds_besides():
    approved, half, whole = signals(
        "Who repaired the old ship?",
        "Odile did.",
        "Some ship was mended.",
        "The old ship was repaired.",
        asks=["Who did it?"],
    )
    assert approved.coverage == 0
    assert approved.coverage_draft == whole.coverage == 1
    assert half.coverage_draft == 0


def test_an_approved_fact_is_found_by_its_example_question_where_that_is_nearer():
    (one,) = signals("Where does the ferry land?", "At the quay.", asks=["Where does the ferry land?"])
    assert (one.coverage, one.ask, one.echo) == pytest.approx((1, 1, 1))


def test_a_name_that_is_nowhere_around_is_missing():
    held, missing = (
        signals(f"Who met {name} there?", "The pilots met Ada Brandt.")[0] for name in ("Ada", "Odile")
    )
    assert (held.names_missing, missing.names_missing > 0) == (0, True)


def test_a_sentence_encoder_has_the_last_word_on_likeness():
    asks = ["When?", "Where?"]
    (one,) = signals("Where does the ferry land?", "It does.", asks=asks, likenesses={1: (0.1, 0.2, 0.7)})
    assert (one.likeness, one.likeness_ask) == (0.1, 0.7)


def test_what_it_or_its_surroundings_hold_comes_along():
    facts = {1: indexed("The old quay.", 1, last=2), 2: indexed("The pilots.", 2, last=2)}
    first, _ = compare(query("old pilots harbour fog"), Candidates({1: 1.0, 2: 0.5}, facts), CORPUS)
    assert first.found == 0b0111
    assert first.signals.retrieval == 1
