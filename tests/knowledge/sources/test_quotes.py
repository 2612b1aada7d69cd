import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.sources.quotes import PlainText


def found(text: str, quote: str) -> list[str]:
    """Return the stretches of the text at which the quote stands."""
    return [text[start:end] for start, end in PlainText(text).find(PlainText(quote))]


SAME = {
    "a line break": ("the old\n  harbour wall", "old harbour wall", "old\n  harbour wall"),
    "spaces where there is one": ("the old harbour wall", "old   harbour\twall", "old harbour wall"),
    "a non-breaking space": ("about 40\u00a0boats left", "40 boats", "40\u00a0boats"),
    "a zero-width space": ("the har\u200bbour wall", "harbour wall", "har\u200bbour wall"),
    "curly quotation marks": ("she said “come in” twice", 'said "come in" twice', "said “come in” twice"),
    "marks of another country": ("she said „come in“ twice", "said «come in» twice", "said „come in“ twice"),
    "an apostrophe": ("Cuba’s harbours", "Cuba's harbours", "Cuba’s harbours"),
    "marks from a typewriter": ("they say ``go'' often", "say “go” often", "say ``go'' often"),
    "a dash": ("the pier – the old one – fell", "pier - the old one — fell", "pier – the old one – fell"),
    "two hyphens for a dash": ("the pier--the old one", "pier—the old", "pier--the old"),
    "a minus sign": ("down to −5 degrees", "to -5 degrees", "to −5 degrees"),
    "a range over a line end": ("from 1990–\n1995 on", "1990-1995", "1990–\n1995"),
    "a word broken at a line end": (
        "close co-\noperation of all",
        "close cooperation of",
        "close co-\noperation of",
    ),
    "the same, Windows line end": ("close co-\r\noperation of all", "cooperation of", "co-\r\noperation of"),
    "a compound broken at a line end": ("a well-\nknown pier", "well-known pier", "well-\nknown pier"),
    "a broken word in the quote": (
        "close cooperation of all",
        "close co-\noperation of",
        "close cooperation of",
    ),
    "the same, folded by YAML": (
        "close cooperation of all",
        "close co- operation of",
        "close cooperation of",
    ),
    "a soft hyphen": ("close co\u00adoperation", "cooperation", "co\u00adoperation"),
    "a soft hyphen in the quote": ("close cooperation", "coop\u00aderation", "cooperation"),
    "a number after a broken hyphen": ("of COVID-\n19 cases", "COVID-19 cases", "COVID-\n19 cases"),
    "a suspended hyphen": ("both pre- and post-war", "pre- and post-war", "pre- and post-war"),
    "an ellipsis": ("and so on… he said", "so on... he said", "so on… he said"),
    "an ellipsis at the end": ("and so on...", "so on…", "so on..."),
    "a ligature": ("the ﬁrst ﬂood", "first flood", "ﬁrst ﬂood"),
    "a ligature at the end": ("strong and stiﬀ", "and stiff", "and stiﬀ"),
    "accents taken apart": ("the cafe\u0301 by the pier", "the café by", "the cafe\u0301 by"),
    "accents put together": ("the café by the pier", "the cafe\u0301 by", "the café by"),
    "Korean taken apart": (
        unicodedata.normalize("NFD", "새로운 항구"),
        "항구",
        unicodedata.normalize("NFD", "항구"),
    ),
    "a Chinese line break": ("两国将\n加强合作。", "将加强合作", "将\n加强合作"),
    "a Chinese space in the quote": ("两国将加强合作。", "将 加强 合作", "将加强合作"),
    "a number in Chinese": ("在\n2023年9月", "在2023年9月", "在\n2023年9月"),
    "part of a compound": ("a well-known pier", "known pier", "known pier"),
    "Chinese without edges": ("中国和古巴是好朋友", "古巴", "古巴"),
    "Thai without edges": ("ประเทศไทยและคิวบา", "ไทย", "ไทย"),
    "an underscore": ("the _old_ pier", "old", "old"),
}


@pytest.mark.parametrize(("text", "quote", "stretch"), SAME.values(), ids=SAME)
def test_typography_may_differ_and_the_stretch_is_exact(text: str, quote: str, stretch: str) -> None:
    assert found(text, quote) == [stretch]


DIFFERENT = {
    "another word": ("the old harbour wall", "the new harbour wall"),
    "another case": ("the old Harbour", "the old harbour"),
    "another digit": ("40 boats", "41 boats"),
    "a comma": ("boats, and nets", "boats and nets"),
    "part of a word": ("the party", "art"),
    "the start of a word": ("the party", "the part"),
    "part of a number": ("2.5 million", "5 million"),
    "the start of a number": ("grew by 2.5", "grew by 2"),
    "a thousand": ("some 1,000 boats", "000 boats"),
    "the rest of a broken word": ("close co-\noperation", "operation"),
    "part of a word in an Indian script": ("किताब", "क"),
    "a hyphen more": ("they recover", "they re-cover"),
    "a hyphen less": ("they re-cover", "they recover"),
    "a suspended hyphen gone": ("both pre- and post-war", "preand post-war"),
    "a dash gone": ("the wall—it fell", "wallit fell"),
    "nothing": ("some words", ""),
}


@pytest.mark.parametrize(("text", "quote"), DIFFERENT.values(), ids=DIFFERENT)
def test_words_may_not_differ(text: str, quote: str) -> None:
    assert found(text, quote) == []


def test_every_place_is_found() -> None:
    assert list(PlainText("net, nets, net").find(PlainText("net"))) == [(0, 3), (11, 14)]


VARIANTS = {
    " ": [" ", "\n", "  ", "\u00a0", "\r\n  ", "\u2009"],
    "'": ["'", "’", "‘", "`", "´", "“", "”", "«"],
    "-": ["-", "‐", "‑", "–", "—", "−"],
    "…": ["…", "..."],
    "é": ["é", "e\u0301"],
    "fi": ["fi", "ﬁ"],
}
written_words = st.lists(
    st.sampled_from(
        [
            "harbour",
            "fish",
            "é",
            "café",
            "final",
            "well-known",
            "12-13",
            "it's",
            "'so'",
            "…",
            "net",
            "-",
            "Cuba",
            "40",
        ]
    ),
    min_size=3,
    max_size=25,
)


def respelt(words: list[str], data: st.DataObject) -> tuple[str, list[tuple[int, int]]]:
    """Return the words in some spelling, and where each of them stands."""
    text, spans = "", []
    for word in words:
        start = len(text)
        for piece in word.replace("fi", "\0"):
            variants = VARIANTS.get("fi" if piece == "\0" else piece)
            text += data.draw(st.sampled_from(variants)) if variants else piece
        spans.append((start, len(text)))
        text += data.draw(st.sampled_from(VARIANTS[" "]))
    return text, spans


@settings(max_examples=150, deadline=None)
@given(written_words, st.data())
def test_any_stretch_of_words_is_found_in_any_spelling_at_exactly_its_place(
    words: list[str], data: st.DataObject
) -> None:
    text, spans = respelt([*words, "END"], data)
    first = data.draw(st.integers(0, len(words) - 1))
    quote, _ = respelt([*words[first:], "END"], data)
    assert (spans[first][0], spans[-1][1]) in list(PlainText(text).find(PlainText(quote.strip())))


@settings(max_examples=100, deadline=None)
@given(written_words, st.data())
def test_no_stretch_with_another_word_is_found(words: list[str], data: st.DataObject) -> None:
    text, _ = respelt(words, data)
    changed = data.draw(st.integers(0, len(words) - 1))
    quote, _ = respelt([*words[:changed], "other", *words[changed + 1 :]], data)
    assert found(text, quote) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_every_plain_character_comes_from_the_original_in_order(text: str) -> None:
    plain = PlainText(text)
    spans = [plain.origin(offset, offset + 1) for offset in range(len(plain.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
