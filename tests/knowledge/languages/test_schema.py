import pytest

from knowledge.errors import ConfigError
from knowledge.languages.language import language, languages
from knowledge.languages.schema import Asked, Words, read

LEAST = "name: Test\n"


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "xx.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("code", languages())
def test_every_file_is_complete(code):
    data = language(code).data
    assert set(data.asks) == set(Asked)
    assert set(data.answers) == {Asked.TIME, Asked.NUMBER, Asked.REASON, Asked.MANNER}
    for name in ("function_words", "light_words", "negations", "follow_ups"):
        assert getattr(data, name), name


@pytest.mark.parametrize("code", languages())
def test_every_word_can_be_looked_for(code):
    spoken = language(code)
    assert all(spoken.terms(word) for word in spoken.data.function_words | spoken.data.negations)
    assert all(any(spoken.tokens(phrase)) for phrases in spoken.data.asks.values() for phrase in phrases)


def test_a_name_is_enough(file):
    assert read(file(LEAST)).name == "Test"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LEAST + "stop_words: a b\n", "there is no key “stop_words”"),
        (LEAST + "follow_ups:\n  opener: and\n", "“follow_ups”"),
        ("function_words: a\n", "the key “name” is missing"),
        (LEAST + "function_words: [a, b]\n", "“function_words” does not hold what it should"),
        (LEAST + "counting: how many,, how much\n", "“counting” does not hold what it should"),
        (LEAST + "asks:\n  whom: who\n", "“asks” does not hold what it should"),
        (LEAST + "cut: letters\n", "“cut” does not hold what it should"),
        (LEAST + "asks: {\n", "is no YAML near line"),
    ],
)
def test_a_mistake_is_told_with_its_key(file, text, told):
    with pytest.raises(ConfigError) as error:
        read(file(text))
    assert told in str(error.value)
    assert "xx.yaml" in str(error.value)


def test_words_and_phrases_come_apart_as_they_are_written(file):
    data = read(
        file(LEAST + "negations: not no\ncounting: how many, how much\nirregular: go went gone, see saw\n")
    )
    assert data.negations == Words({"not", "no"})
    assert data.counting == ("how many", "how much")
    assert data.irregular == {"went": "go", "gone": "go", "saw": "see"}
