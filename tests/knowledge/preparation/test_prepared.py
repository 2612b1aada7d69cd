"""What a child makes of a reading; what fails on one piece costs that piece alone, and is told."""

from knowledge.preparation.prepared import make
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.shapes import claim
from knowledge.storage import indexed_facts
from tests.knowledge.conftest import CURSED

TOWN = Reading(
    *assemble(
        [
            Block("The bakery opens at six in the morning."),
            Block(f"The grocer of {CURSED} sells tea and salt."),
            Block("The mill on the river grinds rye and oats."),
        ]
    ),
    language="en",
)


def test_drafts_and_entries_come_in_the_same_order():
    made = make("town.txt", TOWN)
    assert [draft.statement.split()[1] for draft in made.drafts] == ["bakery", "grocer", "mill"]
    assert [one.terms.split()[1] for one in made.indexed] == ["bakeri", "grocer", "mill"]
    assert [one.row for one in made.indexed] == [0, 1, 2]
    assert (made.problems, made.log) == ((), ())


def test_a_sentence_that_cannot_be_indexed_is_left_out_and_told(stumble):
    stumble(indexed_facts, "_words")
    made = make("town.txt", TOWN)
    (problem,) = made.problems
    assert str(problem).startswith(
        "sources/town.txt: A sentence could not be prepared for search and is left out"
    )
    assert CURSED in problem.message
    assert [bool(one.words) for one in made.indexed] == [True, False, True]


def test_a_paragraph_that_cannot_be_drafted_leaves_the_others(stumble):
    stumble(claim, "split")
    made = make("town.txt", TOWN)
    assert [draft.statement.split()[1] for draft in made.drafts] == ["bakery", "mill"]
    assert any("A paragraph could not be understood" in problem.message for problem in made.problems)


def test_what_is_logged_in_the_child_is_handed_over(stumble):
    stumble(indexed_facts, "_words")
    (line,) = make("town.txt", TOWN).log
    assert "is left out" in line
    assert "LookupError" in line


def test_without_text_there_is_no_document():
    made = make(
        "empty.zip", Reading("", (), members=("a.txt",), problems=("holds a page that cannot be read.",))
    )
    assert (made.document, made.members, made.messages) == (
        None,
        ("a.txt",),
        ("holds a page that cannot be read.",),
    )
