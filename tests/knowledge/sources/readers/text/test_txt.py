import re
from textwrap import dedent, fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Kind
from knowledge.sources.readers.text.txt import read


def outline(text: str) -> list[tuple[str, str]]:
    """Return (kind, words) of each passage of an indented text."""
    reading = read(dedent(text).encode())
    return [(p.kind.value, " ".join(reading.text[p.start : p.end].split())) for p in reading.passages]


WORDS = ["The ferry sails at noon", ".", "。", "渡船中午开", ":", ",", "A", "Title", "x" * 130]
MARKS = ["- ", "* ", "1. ", "2) ", "• ", "-----", "\ufeff", " ", "\t", "\u3000", "\x1c"]
BREAKS = ["\n", "\n\n", "\r\n", "\f", "\u2028"]
PARTS = st.sampled_from([*WORDS, *MARKS, *BREAKS])


@given(st.one_of(st.lists(PARTS, max_size=40).map("".join), st.text(max_size=80)))
def test_passages_hold_every_word_once_and_in_order(text: str) -> None:
    if "\0" in text or not (content := text.encode("utf-8", "ignore")):
        return
    reading = read(content)
    assert reading.text == content.decode()
    outside = []
    end = 0
    for passage in reading.passages:
        assert end <= passage.start < passage.end <= len(reading.text)
        words = reading.text[passage.start : passage.end]
        assert words == words.strip()
        outside.append(reading.text[end : passage.start])
        end = passage.end
    outside.append(reading.text[end:])
    for gap in outside:
        assert re.fullmatch(
            r"(?:[\s\ufeff]|[-–*+•‣◦▪●○■◆・]|\d{1,3}[.)、]|([-=_*~#·•–—])(?:[ \t]*\1){2,})*", gap
        )


def test_paragraphs_are_set_apart_by_blank_lines() -> None:
    text = """\
        The ferry sails at noon and comes back
        at six, unless the wind is strong.

        Tickets are sold on board.
        """
    assert outline(text) == [
        ("paragraph", "The ferry sails at noon and comes back at six, unless the wind is strong."),
        ("paragraph", "Tickets are sold on board."),
    ]


@given(
    st.lists(st.sampled_from(["a", "ferry", "sails.", "noon", "Tickets", "sold,", "harbour"]), min_size=40)
)
def test_hard_wrapped_prose_stays_one_paragraph(words: list[str]) -> None:
    prose = "Every " + " ".join(words) + "."
    assert outline(fill(prose, 72)) == [("paragraph", prose)]


def test_long_lines_without_blank_ones_are_a_paragraph_each() -> None:
    first = "The ferry sails at noon and comes back at six in the evening, " * 3 + "on all days."
    second = (
        "Tickets are sold on board and at the kiosk beside the old harbour master's house, " * 2 + "in cash."
    )
    assert outline(f"{first}\n{second}\n") == [("paragraph", first), ("paragraph", second)]


def test_lines_of_one_sentence_each_are_a_paragraph_each() -> None:
    text = "The ferry sails at noon.\nTickets are sold on board.\nDogs travel free.\n"
    assert [words for _, words in outline(text)] == text.splitlines()


def test_paragraphs_may_be_set_apart_by_indenting_their_first_line() -> None:
    text = "  The ferry sails at noon and\ncomes back at six.\n  Tickets are sold on board of\nthe ferry."
    assert [words for _, words in outline(text)] == [
        "The ferry sails at noon and comes back at six.",
        "Tickets are sold on board of the ferry.",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("-", "-"),
        ("*", "*"),
        ("•", "•"),
        ("1.", "2."),
        ("8)", "9)"),
        ("1、", "2、"),
        ("・", "・"),
        ("○", "○"),
    ],
)
def test_list_entries_are_passages_without_their_markers(first: str, second: str) -> None:
    text = f"Please bring:\n{first} boots that\n   keep dry\n{second} a lamp\n"
    assert outline(text) == [
        ("paragraph", "Please bring:"),
        ("item", "boots that keep dry"),
        ("item", "a lamp"),
    ]


def test_a_number_or_dash_at_the_start_of_a_wrapped_line_opens_no_list() -> None:
    text = "The old mill, which burned down in the spring\n– no one knows why – was built by a smith in\n12. street."
    assert outline(text) == [("paragraph", " ".join(text.split()))]


def test_short_lines_alone_above_text_are_headings() -> None:
    reading = read(b"Harbour guide\n\nFerries\n\nThe ferry sails at noon.\n\nFood\n\nThe bar opens at ten.\n")
    assert reading.title == "Harbour guide"
    assert [p.heading for p in reading.passages if p.kind is Kind.PARAGRAPH] == [
        ("Harbour guide", "Ferries"),
        ("Harbour guide", "Food"),
    ]


def test_without_a_title_on_top_the_headings_are_of_one_level() -> None:
    reading = read(
        b"This guide is free.\n\nFerries\n\nThe ferry sails at noon.\n\nFood\n\nThe bar opens at ten.\n"
    )
    assert reading.title == ""
    assert [p.heading for p in reading.passages if p.kind is Kind.PARAGRAPH] == [(), ("Ferries",), ("Food",)]


def test_a_heading_may_stand_right_on_top_of_its_text_or_over_a_rule() -> None:
    text = """\
        Ferries
        The ferry sails at noon and comes back at six, unless the wind
        is strong.

        Food
        ----
        The bar opens at ten.
        """
    assert [words for kind, words in outline(text) if kind == "heading"] == ["Ferries", "Food"]


def test_numbered_headings_keep_their_numbers_and_are_no_list() -> None:
    text = "1. Ferries\n\nThe ferry sails at noon.\n\n2. Food\n\nBring:\n- bread\n- tea\n\n3. Beds\n\nThere are none.\n"
    assert [words for kind, words in outline(text) if kind == "heading"] == [
        "1. Ferries",
        "2. Food",
        "3. Beds",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sails at noon.\n\nThe harbour master\n",  # a signature
        "Ann Fisher\nBen Miller\nCleo Smith\n\nThese three were on board.\n",  # names
        "Ann Fisher\n\nBen Miller\n\nCleo Smith\n",
        "The ferry sails at noon.\n\nAnn Fisher\n\nBen Miller\n\nCleo Smith\n\nDan Cook\n\nThey were on board.\n",
        "渡船中午开。\n\n风大的时候，渡船不开\n\n请在船上买票。\n",
        "The ferry sails at noon.\n\nwhich is late\n\nThe bar opens at ten.\n",
        "The ferry sails at noon.\n\nDate: 3 May\n\nThe bar opens at ten.\n",
        "The ferry sails at noon.\n\n12:30\n\nThe bar opens at ten.\n",
        "Alone",
    ],
)
def test_other_short_lines_are_no_headings(text: str) -> None:
    assert "heading" not in [kind for kind, _ in outline(text)]


def test_a_form_feed_begins_a_page() -> None:
    reading = read(b"The ferry sails at noon.\fTickets are sold\n\fon board.\n\f")
    assert reading.pages == 3
    assert [passage.page for passage in reading.passages] == [1, 2, 3]


def test_without_form_feeds_there_are_no_pages() -> None:
    reading = read(b"The ferry sails at noon.")
    assert (reading.pages, reading.passages[0].page) == (None, None)


def test_offsets_are_those_of_the_decoded_file() -> None:
    content = "\ufeff\r\n  Die Fähre fährt.\r\n\r\nMittags.\r\n".encode()
    reading = read(content)
    assert [content.decode()[p.start : p.end] for p in reading.passages] == ["Die Fähre fährt.", "Mittags."]
