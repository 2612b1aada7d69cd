import json

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.text.json import read

LONG = "The storm of 1987 took the roof off the old harbour office. It was rebuilt within a year, and nobody was hurt."


@pytest.fixture
def outlined(outline):
    def make(value):
        return outline(read(json.dumps(value).encode()))

    return make


@pytest.mark.parametrize(
    "entry",
    [
        {"question": "Where?", "answer": "In room 12."},
        {"q": "Where?", "a": "In room 12.", "id": 7},
        {"Frage": "Where?", "Antwort": "In room 12."},
        {"вопрос": "Where?", "ответ": "In room 12."},
        {"question_text": "Where?", "answerHtml": "<p>In <b>room</b> 12.</p>"},
        {"answer": {"@type": "Answer", "text": "In room 12."}, "question": "Where?"},
        {"@type": "Question", "name": "Where?", "acceptedAnswer": {"@type": "Answer", "text": "In room 12."}},
        {"term": "Where?", "definition": "In room 12."},
        {"Where?": "In room 12."},
    ],
)
def test_an_answer_stands_under_its_question(entry, outlined):
    assert outlined([entry, entry]) == ["# Where?", "paragraph: In room 12."] * 2


def test_questions_may_be_the_keys_of_their_answers(outlined):
    faq = {"topic": "Choir", "faq": {"Where?": "In room 12.", "When?": "At ten."}}
    lines = outlined(faq)
    assert [line.lstrip("# ") for line in lines[-4:]] == [
        "Where?",
        "paragraph: In room 12.",
        "When?",
        "paragraph: At ten.",
    ]


def test_an_answer_keeps_its_paragraphs_and_lists(outlined):
    assert outlined(
        {"faq": [{"q": "What?", "a": "A rope.\n\nA lamp."}, {"q": "Why?", "a": "<ul><li>So.</li></ul>"}]}
    ) == [
        "# faq",
        "## What?",
        "paragraph: A rope.",
        "paragraph: A lamp.",
        "## Why?",
        "item: So.",
    ]


def test_a_long_text_stands_under_its_title(outlined):
    assert outlined([{"title": "Storm", "body": LONG, "date": "2020-01-01"}]) == [
        "# Storm",
        "row: 2020-01-01",
        f"paragraph: {LONG}",
    ]


def test_a_conversation_says_who_said_what(outlined):
    messages = [
        {"from": "Ann", "text": "Who has the key?"},
        {"from": "Bo", "text": ["Behind ", {"type": "b", "text": "it"}]},
    ]
    assert outlined({"messages": messages}) == [
        "# messages",
        "paragraph: Ann: Who has the key?",
        "paragraph: Bo: Behind it",
    ]


def test_other_records_are_rows_with_their_keys_as_columns():
    staff = [
        {"name": "Ola", "address": {"city": "Bergen"}, "skills": ["dive", "sail"], "@id": "x"},
        {"name": "Per", "homeTown": None, "isHere": True, "pay": 1250.50},
    ]
    reading = read(json.dumps(staff).replace("1250.5", "1250.50").encode())
    described = [
        (passage.row, [(cell.column, reading.text[cell.start : cell.end]) for cell in passage.cells])
        for passage in reading.passages
    ]
    assert described == [
        (1, [("name", "Ola"), ("address city", "Bergen"), ("skills", "dive, sail")]),
        (2, [("name", "Per"), ("is here", "true"), ("pay", "1250.50")]),
    ]


def test_records_within_a_record_follow_it_under_their_key(outlined):
    assert outlined({"name": "Per", "boats": [{"name": "Heron", "built": 1987}]}) == [
        "row: Per",
        "# boats",
        "row: Heron | 1987",
    ]


def test_records_by_name_are_rows_that_begin_with_it(outlined):
    assert outlined({"tanks": {"north tank": {"pressure": 5.5}, "south tank": {"pressure": 7}}}) == [
        "# tanks",
        "row: north tank | 5.5",
        "row: south tank | 7",
    ]


def test_json_lines_are_read_one_by_one(outline):
    assert outline(read(b'{"q": "Where?", "a": "Here."}\n\n{"q": "When?", "a": "Now."}\n')) == [
        "# Where?",
        "paragraph: Here.",
        "# When?",
        "paragraph: Now.",
    ]


def test_the_title_is_that_of_the_whole():
    assert read(b'{"title": "Fees", "items": ["a b c"]}').title == "Fees"


@pytest.mark.parametrize(
    ("content", "line"), [(b'{\n"a": 1,\n}', 3), (b'{"a": 1}\n{"a": 2}\n{"a": ', 3), (b"no json", 1)]
)
def test_a_mistake_is_told_with_its_line(content, line):
    with pytest.raises(ReadError, match=rf"is not valid JSON in line {line}\. Mend that line"):
        read(content)
