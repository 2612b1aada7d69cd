import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.drafting import draft
from knowledge.model import Document, Kind, Status
from knowledge.sources.readers.blocks import Block, assemble


def document(*blocks, source="notes.docx", language="en"):
    text, passages = assemble(Block(block) if isinstance(block, str) else block for block in blocks)
    return Document(source, "0" * 64, "docx", "", None, language, text, passages)


def statements(*blocks, **kwargs):
    return [fact.statement for fact in draft(document(*blocks, **kwargs))]


def heading(text):
    return Block(text, Kind.HEADING, level=1)


def row(*cells, number=2):
    return Block(kind=Kind.ROW, row=number, cells=cells)


def test_each_sentence_becomes_a_draft_with_its_proof():
    brede = document(
        heading("Brede"), "The harbour was dug in 1871.\nIt has\nthree quays. Who paid?", "Nobody knows."
    )
    facts = draft(brede)
    assert [fact.statement for fact in facts] == [
        "The harbour was dug in 1871.",
        "It has three quays.",
        "Nobody knows.",
    ]
    for fact in facts:
        (citation,) = fact.citations
        assert fact.status is Status.DRAFT
        assert not fact.topics
        assert citation.source == "notes.docx"
        assert citation.quote == brede.quote(citation.locator.start, citation.locator.end) == fact.statement
        assert citation.locator.heading == ("Brede",)
    assert [(fact.citations[0].locator.paragraph, fact.citations[0].locator.sentence) for fact in facts] == [
        (1, 1),
        (1, 2),
        (2, 1),
    ]


def test_what_a_sentence_states_beside_its_question_is_a_draft():
    fact = draft(document("The boat is full. We have two small dogs; may they come?"))[1]
    assert fact.statement == fact.citations[0].quote == "We have two small dogs"


def test_an_insertion_changes_the_statement_and_not_the_quote():
    fact = draft(document("Ada Quist wrote the report. She lives in Ghent."))[1]
    assert fact.statement == "She [Ada Quist] lives in Ghent."
    assert fact.citations[0].quote == "She lives in Ghent."


def test_an_id_is_short_and_plain():
    assert re.fullmatch(r"d-[a-z2-7]{10}", draft(document("The harbour was dug in 1871."))[0].id)


def test_an_id_survives_changes_elsewhere():
    before = draft(document("The harbour was dug in 1871."))
    after = draft(document(heading("News"), "A ferry was bought.", "The harbour\nwas dug in 1871."))
    assert before[0].id == after[1].id


def test_the_same_words_elsewhere_have_another_id():
    twice = draft(document("The harbour is shut.", "The harbour is shut."))
    other = draft(document("The harbour is shut.", source="other.docx"))
    assert len({fact.id for fact in (*twice, *other)}) == 3


def test_headings_and_captions_are_no_facts():
    assert (
        statements(
            heading("The harbour was dug by hand"), Block("Figure 1. The harbour in 1871.", Kind.CAPTION)
        )
        == []
    )


@pytest.mark.parametrize(
    "furniture",
    [
        "Introduction ........ 4",
        "1.2 Scope of the survey . . . . . . . 12",
        "We use cookies to improve your visit.",
        "This site uses cookies. ",
        "Accept all cookies",
        "https://harbour.example/plan.pdf",
        "press@harbour.example",
        "Read more »",
        "Skip to main content",
        "© 2024 Harbour Board. All rights reserved",
        "By Odile Marchand and Ivo Brandt",
        "Further notes",
        "* * *",
        "Okun L, Brandt I. Tides of the north coast. J Harb Res. 2009;12:34–41.",
    ],
)
def test_furniture_is_no_fact(furniture):
    assert statements(furniture) == []


def test_entries_under_a_heading_of_references_are_no_facts():
    entry = "Marchand, Odile: On digging. Brede: Harbour Press, 1874."
    assert statements(entry, heading("References"), entry) == statements(entry)


@pytest.mark.parametrize(
    "claim",
    [
        "It sank.",
        "Capital: Havana",
        "Founded 1871",
        "Abstract: Tides were measured for a year.",
        "DOI: 10.1000/182",
        "Visit https://harbour.example for the plan of the harbour.",
        "By 1871 the harbour was dug.",
        "Log in to the server, then restart it.",
        "The board uses cookies as prizes.",
        "Okun L. said that he would not come, and nobody minded.",
        "fresh fish from the bay",
        "他们来了。",
        "会议在北京举行",
        "وصل الوفد إلى تونس",
    ],
)
def test_a_claim_is_kept_however_short(claim):
    assert statements(claim) == [claim]


def test_an_honest_sentence_among_references_is_kept():
    assert statements(heading("References"), "All volumes are kept in the town library.") != []


def test_short_entries_of_a_list_are_kept():
    assert statements(Block("smoked eel", Kind.ITEM), Block("eel", Kind.ITEM)) == ["smoked eel"]


def test_a_row_reads_as_a_claim_about_its_first_cell():
    table = document(row(("Country", "Cuba"), ("Capital", "Havana"), ("Members since", "1972")))
    (fact,) = draft(table)
    assert fact.statement == "Cuba (Country) – Capital: Havana; Members since: 1972"
    assert fact.citations[0].quote == "Cuba | Havana | 1972"
    assert fact.citations[0].locator.row == 2
    assert fact.citations[0].locator.sentence is None


@pytest.mark.parametrize(
    ("cells", "statement"),
    [
        ((("Year", "2001"), ("Ferries", "4")), "Year: 2001; Ferries: 4"),
        ((("Name", "Odile Marchand"),), "Name: Odile Marchand"),
        ((("", "Odile Marchand"), ("", "engineer")), "Odile Marchand – engineer"),
        ((("", "Odile Marchand"), ("Born", "1840")), "Odile Marchand – Born: 1840"),
        ((("", "12"), ("", "14")), None),
    ],
)
def test_rows_read_well_with_numbers_and_without_headers(cells, statement):
    assert statements(row(*cells)) == ([statement] if statement else [])


@given(st.lists(st.text(min_size=1, max_size=80), max_size=6), st.sampled_from(["en", "zh", "de"]))
def test_every_draft_proves_itself(paragraphs, language):
    read = document(*paragraphs, language=language)
    facts = draft(read)
    assert len({fact.id for fact in facts}) == len(facts)
    for fact in facts:
        locator = fact.citations[0].locator
        assert read.quote(locator.start, locator.end) == fact.citations[0].quote != ""
