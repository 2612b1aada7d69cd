import datetime as dt

from knowledge.bulkhead import Bulkhead
from knowledge.facts.drafting import draft
from knowledge.languages.language import language
from knowledge.model import Document, Kind
from knowledge.sources.readers.blocks import Block, assemble
from knowledge.storage.indexed_facts import index_drafts, name_terms, words_of


def document(*blocks):
    text, passages = assemble(blocks)
    return Document("a.txt", "0", "txt", "On tugs", dt.date(2024, 5, 1), "en", text, passages)


def test_names_are_capitals_inside_a_sentence_or_words_in_capitals():
    found = name_terms(
        "The pilots met Tomas Lindqvist. Nobody from NATO came. “Tugs are small,” he said.", language("en")
    )
    assert found == {"toma", "lindqvist", "nato"}


def test_a_draft_knows_its_paragraph_and_its_headings():
    harbour = document(
        Block("Harbour", Kind.HEADING, level=1),
        Block("The tug is red. It pulls ships."),
        Block("The ferry is green."),
    )
    facts = draft(harbour)
    indexed = index_drafts(harbour, facts, Bulkhead("sources/harbour.txt"))
    red, pulls, green = (one.placed(7, 100) for one in indexed)
    assert [(red.row, red.first, red.last), (pulls.row, pulls.first, pulls.last)] == [
        (100, 100, 101),
        (101, 100, 101),
    ]
    assert (green.first, green.last, green.document) == (102, 102, 7)
    assert red.heading == "on tug harbour"
    assert red.terms == "the tug is red"


def test_a_huge_paragraph_is_seen_through_a_window():
    harbour = document(Block(" ".join(f"Tug number {n} is red today." for n in range(30))))
    drafts = list(index_drafts(harbour, draft(harbour), Bulkhead("sources/harbour.txt")))
    assert (drafts[15].first, drafts[15].last) == (drafts[15].row - 4, drafts[15].row + 4)


def test_the_vocabulary_counts_every_occurrence():
    tug = document(Block("The tug pulls the red tug home."))
    words = list(words_of(index_drafts(tug, draft(tug), Bulkhead("sources/tug.txt"))))
    assert words.count("tug") == 2
