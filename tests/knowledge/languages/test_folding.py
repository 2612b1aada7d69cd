import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.languages.folding import fold
from knowledge.languages.tokenization import tokens


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Díaz-Canel", "diaz-canel"),
        ("STRASSE", "straße"),
        ("ﬁnance", "finance"),
        ("Ｂｅｌｔ", "belt"),
        ("ألْبِرْت", "البرت"),
        ("جمـــال", "جمال"),
        ("متى", "متي"),
        ("Ёлка", "елка"),
    ],
)
def test_what_people_do_not_type_makes_no_difference(written, typed):
    assert fold(written) == fold(typed)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_letters_that_only_stretch_or_voice_others_make_no_word():
    silent = [
        letter for letter in map(chr, range(sys.maxunicode + 1)) if letter.isalnum() and not fold(letter)
    ]
    assert "\u0640" in silent
    assert list(tokens(" ".join(silent))) == []
