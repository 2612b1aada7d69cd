import datetime as dt

import pytest

from knowledge.browsing import by_topic, named, the_one, topics
from knowledge.model import Citation, Fact, Locator, SourceSummary, Status


def source(name, title):
    return SourceSummary(name, title, "txt", dt.date(2026, 5, 3), "en", None, 1, 1, 1)


def fact(fact_id, *topics, cited="plan.txt"):
    return Fact(fact_id, fact_id, (Citation(cited, Locator(0, 1, 1), "q"),), Status.APPROVED, topics=topics)


SOURCES = (source("plan.txt", "The plan"), source("town/gazette.txt", "Gazette"))
FACTS = (
    fact("pier", "harbour"), fact("mayor", "people"), fact("loose"), fact("quay", "harbour"),
    fact("news", "town", cited="town/gazette.txt"),
)  # fmt: skip


def ids(facts):
    return [fact.id for fact in facts]


def test_topics_are_those_of_most_facts_then_folders_then_titles():
    assert topics(FACTS, SOURCES) == ("harbour", "people", "town", "The plan", "Gazette")


def test_facts_are_in_the_order_of_their_topics_those_without_one_last():
    assert ids(by_topic(FACTS, SOURCES)) == ["pier", "quay", "mayor", "news", "loose"]


@pytest.mark.parametrize(
    ("words", "facts", "sources"),
    [
        ("Harbour", ["pier", "quay"], []),
        ("the plan", ["pier", "mayor", "loose", "quay"], ["plan.txt"]),
        ("plan.txt", ["pier", "mayor", "loose", "quay"], ["plan.txt"]),
        ("town", ["news"], ["town/gazette.txt"]),
        ("opera", [], []),
    ],
)
def test_a_topic_a_document_or_a_folder_names_what_is_of_it(words, facts, sources):
    found, places = named(words, FACTS, SOURCES)
    assert (ids(found), [place.source for place in places]) == (facts, sources)


@pytest.mark.parametrize(
    ("name", "found"), [("plan.txt", "plan.txt"), ("gaz", "town/gazette.txt"), ("t", None), ("opera", None)]
)
def test_a_document_is_the_only_one_that_a_name_or_a_part_of_one_fits(name, found):
    assert the_one(name, SOURCES) == found
