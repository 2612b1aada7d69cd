from pathlib import Path

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from knowledge.languages.language import language as spoken
from knowledge.sources.sentences import split

CASES = Path(__file__).with_name("sentences.txt")
"""Its head says how to read it."""
LANGUAGES = ("en", "ru", "es", "de", "fr", "zh", "ar", "hi", "th", "xx", "")


def cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, _, marked = line.partition(" | ")
            yield language, marked.replace("⏎", "\n")


def inner_ends(marked):
    """Return the offsets at which marked sentences end, the last one aside."""
    ends, offset = set(), 0
    for sentence in marked.split("‖")[:-1]:
        offset += len(sentence)
        ends.add(offset)
    return ends


def scores(ends_of):
    """Return (precision, recall) of a function from text and language to the ends of sentences."""
    right = found = marked_ends = 0
    for language, marked in cases():
        gold, ends = inner_ends(marked), ends_of(marked.replace("‖", ""), language)
        right, found, marked_ends = right + len(gold & ends), found + len(ends), marked_ends + len(gold)
    return right / found, right / marked_ends


def texts(text, language="en"):
    return [text[start:end] for start, end in split(text, spoken(language))]


def test_sentences_are_parted_as_a_careful_reader_would():
    wrong = [
        (language, "‖".join(texts(marked.replace("‖", ""), language)))
        for language, marked in cases()
        if {end for _, end in split(marked.replace("‖", ""), spoken(language))[:-1]} != inner_ends(marked)
    ]
    assert wrong == []


def test_the_cases_are_hard_for_sentencex_alone():
    def bare(text, language):
        pieces = [found["text"] for found in sentencex.get_sentence_boundaries(language, text)]
        ends, offset = set(), 0
        for piece in pieces[:-1]:
            ends.add(offset + len(piece.rstrip()))
            offset += len(piece)
        return ends

    precision, recall = scores(bare)
    assert precision < 0.8
    assert recall < 0.99


@given(
    st.text(st.sampled_from("aBcЖя字。！？；.!?…,;: \n\t\"“”«»()[]'12IVé👍•-—ष।؟"), max_size=200) | st.text(),
    st.sampled_from(LANGUAGES),
)
def test_spans_hold_all_of_a_text_but_white_space(text, language):
    position = 0
    for start, end in split(text, spoken(language)):
        assert position <= start < end <= len(text)
        assert text[position:start].strip() == ""
        assert text[start:end].strip() == text[start:end]
        position = end
    assert text[position:].strip() == ""


@given(st.lists(st.sampled_from(["The pump was serviced.", "Who paid?", "Nobody knew!"]), min_size=1))
def test_plain_sentences_come_out_as_they_went_in(sentences):
    assert texts(" ".join(sentences)) == sentences


def test_offsets_count_characters_not_bytes():
    text = "Zoë 👍 waved. Émile slept."
    assert split(text, spoken("en")) == [(0, 12), (13, 25)]


def test_a_blank_line_ends_a_sentence_without_a_stop():
    assert texts("Opening hours\n\nWe open at nine.") == ["Opening hours", "We open at nine."]


def test_points_of_a_list_are_parted():
    assert texts("We sell:\n• apples from Kent\n• pears from Conference") == [
        "We sell:",
        "• apples from Kent",
        "• pears from Conference",
    ]


def test_numbered_points_are_parted():
    assert texts("To sail:\n1) untie the boat\n2) push off") == [
        "To sail:",
        "1) untie the boat",
        "2) push off",
    ]


def test_a_number_in_brackets_at_a_line_end_is_no_point_of_a_list():
    assert len(texts("The dose was halved (see Table\n12) after a week.")) == 1


def test_a_bracket_that_never_closes_does_not_swallow_the_rest():
    text = "It began well (so we thought. " + "Then the rain came and the river rose again. " * 12
    assert len(texts(text)) == 13


def test_a_long_quotation_is_parted_and_a_short_one_is_not():
    spoken = "We saw the light go out over the bay and thought of the boats. "
    assert len(texts(f"“{spoken * 2}We ran,” the keeper told us.")) == 1
    assert len(texts(f"“{spoken * 8}We ran,” the keeper told us.")) == 9


def test_a_list_without_stops_is_cut_at_semicolons():
    pieces = texts("; ".join(f"number {n} is a small town on the river" for n in range(40)))
    assert all(len(piece) <= 600 for piece in pieces)
    assert all(piece.endswith(";") for piece in pieces[:-1])


def test_a_transcript_without_any_marks_is_cut_between_words():
    pieces = texts("and then we went home " * 400)
    assert all(len(piece) <= 1500 for piece in pieces)
    assert all(not piece.startswith(("nd", "hen", "ome")) for piece in pieces)


def test_chat_in_small_letters_is_parted_too():
    assert texts("i went out. then it rained. we ran.") == ["i went out.", "then it rained.", "we ran."]


@pytest.mark.parametrize("text", ["", " \n\t", "\u3000"])
def test_nothing_has_no_sentences(text):
    assert split(text, spoken("en")) == []


def test_thai_is_parted_at_spaces_where_it_grows_long():
    clause = "ห้องสมุดเปิดทุกวันเวลาเก้าโมงเช้า"
    assert texts(clause, "th") == [clause]
    assert max(map(len, texts(" ".join([clause] * 30), "th"))) < 220
    assert len(texts(f"{clause} {clause}  {clause} {clause} {clause}", "th")) == 2
    assert texts(f"{clause} 9 {clause}", "th") == [f"{clause} 9 {clause}"]
