import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Description
from knowledge.preparation.descriptions import parsed, read, written

_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=60)


@given(
    title=_WORDS,
    author=_WORDS,
    date=st.none() | st.dates(),
    path=st.text(string.ascii_letters + "?#%&:_-", max_size=20),
)
def test_what_is_written_is_read_as_it_was(title, author, date, path):
    said = Description(
        " ".join(title.split()), " ".join(author.split()), date, f"https://example.org/{path}" if path else ""
    )
    assert parsed(written(said)) == (said, [])


def test_all_keys_may_be_missing():
    assert parsed("") == parsed("# nothing yet\n") == parsed("title:\n") == (Description(), [])


def test_a_person_may_write_it_as_yaml_allows():
    text = "# ours\nlink: 'https://example.org/a#b'\ntitle: >\n  The mill\n  at night\ndate: \"2024-02-29\"\n"
    said = Description("The mill at night", "", dt.date(2024, 2, 29), "https://example.org/a#b")
    assert parsed(text) == (said, [])


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("titel: The mill", 1, "Did you mean “title”"),
        ("title: The mill\ndate: 5 March", 2, "such as 2025-03-05"),
        ("title: The mill\ntitle: Another", 2, "Delete one of the two"),
        ("link: example.org", 1, "Write the whole address"),
        ("- title: The mill", 1, "one “key: text” a line"),
        ("title: The mill: a history", 1, "in quotes"),
        ("title: [a, b]", 1, "in quotes"),
        ("just words", 1, "one “key: text” a line"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(text, line, remedy):
    _, (told,) = parsed(text)
    assert remedy in str(told)
    assert told.line == line


def test_all_mistakes_are_told_and_the_rest_is_understood():
    said, told = parsed("title: The mill\ncolour: red\ndate: 5 March\nlink: example.org\n")
    assert said.title == "The mill"
    assert [error.line for error in told] == [2, 3, 4]


def test_what_is_no_description_at_all_is_told(tmp_path):
    path = tmp_path / "a.txt.yaml"
    path.write_bytes(b"title: \xff\xfe\xfa")
    assert "UTF-8" in str(read(path)[1][0])
    path.write_text("title: " + "a" * 20_000, encoding="utf-8")
    assert "16 KB" in str(read(path)[1][0])
