from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.languages.language import language
from knowledge.languages.tokenization import is_pair, is_spent, tokens


def words(text, code="en"):
    return [token.text for token in language(code).tokens(text)]


@settings(deadline=None)
@given(st.text())
def test_tokens_stand_where_they_say(text):
    start = end = 0
    for token in tokens(text):
        assert start <= token.start < token.end <= len(text)
        assert end <= token.start or is_pair(text[token.start : token.end])
        start, end = token.start, token.end


def test_numbers_keep_their_points_and_commas():
    assert [token.text for token in tokens("about 1,000.5 tonnes, 42.")] == [
        "about",
        "1,000.5",
        "tonnes",
        "42",
    ]


def test_an_arabic_year_is_parted_from_the_letter_of_its_calendar():
    assert [token.text for token in tokens("سنة 1994م")] == ["سنة", "1994", "م"]


def test_an_apostrophe_ends_a_word():
    assert [token.text for token in tokens("l'homme and Cuba’s")] == ["l", "homme", "and", "cuba", "s"]


def test_chinese_is_cut_into_words():
    assert [token.text for token in tokens("会议在北京举行")] == ["会议", "在", "北京", "举行"]


def test_marks_do_not_cut_a_word():
    assert len(list(tokens("العُثمَانِيَّة"))) == 1
    assert len(list(tokens("हिन्दी"))) == 1


def test_scripts_without_spaces_are_cut_into_pairs_of_letters():
    assert words("กขค ab") == ["กข", "ขค", "ab"]
    assert words("ກຂຄ") == ["ກຂ", "ຂຄ"]
    assert words("図書館は", "ja") == ["図書", "書館", "館は"]
    assert words("木", "ja") == ["木"]


def test_marks_and_vowels_written_before_belong_to_their_letter():
    assert [(token.start, token.end) for token in tokens("เก้าโมง")] == [(0, 6), (4, 7)]
    assert len(words("ក្រុង")) == 1


def test_digits_between_letters_without_spaces_are_a_word():
    assert words("เปิด9โมง") == ["เปิด", "9", "โมง"]
    assert words("午前9時", "ja") == ["午前", "9", "時"]


def test_chinese_characters_are_cut_in_pairs_only_in_japanese():
    assert words("会议在北京举行", "zh") == ["会议", "在", "北京", "举行"]
    assert words("営業時間", "ja") == ["営業", "業時", "時間"]


def test_a_pair_that_only_adds_an_ending_to_one_beside_it_is_spent():
    assert is_spent("豆は", "大豆", "はど")
    assert is_spent("け要", "だけ", "要る")
    assert not is_spent("塩は", "", "はど")
    assert not is_spent("使い", "け使", "いま")
    assert not is_spent("大豆", "", "豆は")
