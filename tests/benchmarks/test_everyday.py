from collections import Counter
from random import Random

import pytest
import question_sets
from reader.everyday import APART, SETS, kinds_of, make_set
from reader.everyday_pages import glossary_page, statements, table_page, topic_page, topics
from reader.everyday_tables import TABLES

TOPICS = topics()
MAKES = [topic for topic in TOPICS.values() if "\n? " in topic.lines]
DEFINES = [topic for topic in TOPICS.values() if "\n? " not in topic.lines]


def pages():
    for seed in range(4):
        random = Random(seed)
        yield from (topic_page("a.md", topic, random) for topic in MAKES)
        yield from (glossary_page("a.txt", topic, random) for topic in DEFINES)
        yield from (table_page("a.csv", table, random) for table in TABLES.values())
        yield from (table_page("a.md", table, random) for table in TABLES.values())


def test_spans_cover_what_answers_and_no_question_is_both():
    for page in pages():
        assert page.asked
        assert all(page.text[start:end].strip() for _, (start, end) in page.asked)
        assert len(page.missed) >= len(page.asked) / 3
        assert not {question for question, _ in page.asked} & set(page.missed), page.text


def test_nothing_is_left_to_fill_in():
    for page in pages():
        assert not set("{}[]") & set(
            "".join((page.text, *page.missed, *(question for question, _ in page.asked)))
        )


def test_every_statement_has_words_that_tell():
    for topic in MAKES:
        made = statements(topic.lines, Random(1))
        assert len(made) * 3 == len(topic.lines.splitlines())
        assert all(one.told and one.asks and one.misses for one in made)


def test_files_that_answer_each_other_are_apart():
    used: Counter[str] = Counter()
    random = Random(1)
    for _ in range(SETS):
        chosen = kinds_of(used, random)
        assert not {f"{one} {other}" for one in chosen for other in chosen} & set(APART)
    assert set(used) == {*TOPICS, *TABLES}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets") / "01"
    make_set(folder, Random(1), 0, Counter())
    return folder


def test_a_set_has_the_form_of_the_others(made):
    read = question_sets.read(made)
    assert len(read.plain) == len(read.misspelt) > 50
    assert read.absent
    assert {golden.gold.source for golden in read.plain} == {
        path.name for path in (made / "documents").iterdir()
    }


def test_the_same_seed_makes_the_same_set(made, tmp_path):
    make_set(tmp_path / "01", Random(1), 0, Counter())
    for name in ("questions.jsonl", "absent.jsonl"):
        assert (tmp_path / "01" / name).read_text("utf-8") == (made / name).read_text("utf-8")
