from dataclasses import replace

from knowledge.answering.outcome import Answer
from knowledge.languages.cosine import nearest
from knowledge.languages.language import language
from tests.knowledge.conftest import Opinionated

CINEMA = """The cinema

Children under six get in free. Films begin at eight. Tickets are not refunded.

The screen is ten metres wide. Volunteers must be 21 or older.

The organ was built in 1931 by Odile Marchand. The foyer has a bar.

The roof burnt in 1954. Bicycles are left behind the hall.
"""

HIDDEN = """- id: old
  fact: Volunteers must be 21 or older.
  status: hidden
  cites:
  - source: cinema.txt
    quote: Volunteers must be 21 or older.
"""


def told(base, text, limit=3):
    pipeline = base.pipeline
    rows = pipeline.senses.nearest(text, language("en"), limit)
    facts = pipeline.snapshot.store.facts(rows)
    return [facts[row].statement for row in rows]


def best(base, question, words):
    (outcome,) = replace(base.pipeline, readers=[Opinionated(words)]).ask_at(question, [0.0])
    return outcome.matches[0].fact.statement if isinstance(outcome, Answer) or outcome.matches else ""


def test_what_shares_no_word_with_a_question_is_near_it_in_sense(home):
    home.write({"sources/cinema.txt": CINEMA})
    with home.open() as base:
        base.refresh()
        assert "Tickets are not refunded." in told(base, "Can we get reimbursed?")
        assert "Bicycles are left behind the hall." in told(base, "where do i park my cycle")


def test_the_questions_that_a_fact_answers_count_as_its_own_words(home):
    home.write({"sources/faq.md": "Q: Is there a discount for pensioners?\nA: Yes, a pound off.\n"})
    with home.open() as base:
        base.refresh()
        (first, *_) = told(base, "cheaper for retired people")
    assert "a pound off" in first


def test_in_a_language_without_word_vectors_and_of_unheard_words_nothing_is_near(harbour):
    assert not harbour.pipeline.senses.nearest("Quem construiu o porto?", language("pt"), 3)
    assert not harbour.pipeline.senses.nearest("xqzt", language("en"), 3)


def test_what_a_reader_finds_there_is_said(home):
    home.write({"sources/cinema.txt": CINEMA})
    with home.open() as base:
        base.refresh()
        assert best(base, "What age do helpers need?", "21 or older") == "Volunteers must be 21 or older."


def test_what_comes_goes_and_stays_with_the_next_generation_is_known(home):
    home.write({"sources/cinema.txt": CINEMA, "sources/pool.txt": "The pool is heated.\n"})
    with home.open() as base:
        base.refresh()
        assert "The pool is heated." in told(base, "is the swimming warm")
        home.write({"sources/pool.txt": "Dogs must be on a lead.\n"})
        base.refresh()
        assert "Dogs must be on a lead." in told(base, "can my puppy run free")
        assert "The pool is heated." not in told(base, "is the swimming warm", 99)
        assert "Tickets are not refunded." in told(base, "Can we get reimbursed?")


def test_a_hidden_fact_is_not_found_by_its_sense_either(home):
    home.write({"sources/cinema.txt": CINEMA, "facts/old.yaml": HIDDEN})
    with home.open() as base:
        base.refresh()
        assert "21" not in best(base, "What age do helpers need?", "21 or older")


def test_the_nearest_vectors_come_first():
    assert nearest(b"\x7f\x00", b"\x00\x7f" + b"\x7f\x10" + b"\x7f\x00", 2) == [2, 1]
    assert nearest(b"\x7f\x00", b"", 2) == []
