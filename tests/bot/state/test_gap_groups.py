import datetime as dt

import pytest

from bot.state.gap_groups import grouped, numbered
from bot.state.gaps import Gap

NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)


def gaps(*questions, language="en"):
    """Make a gap of each question, asked once by somebody else."""
    return [
        Gap(number, question, language, 1, frozenset({number}), frozenset(), NOON)
        for number, question in enumerate(questions, 1)
    ]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Who is the harbour master?", "harbour master who"),
        ("en", "When does the library open?", "When is the library opening?"),
        ("en", "Where can I rent a bicycle?", "where can you rent a bicylce"),
        ("de", "Wann beginnt die Führung?", "Wann ist der Beginn der Führung?"),
        ("de", "Wann öffnet die Stadtbibliothek?", "Wann öffnet die Bibliothek?"),
        ("fr", "Où est la bibliothèque ?", "où est la bibliotheque"),
        ("zh", "图书馆几点开门？", "图书馆几点开门"),
    ],
)
def test_the_same_in_other_words_is_one_group(language, one, other):
    (group,) = grouped(gaps(one, other, language=language))
    assert (group.question, group.ids, group.times, group.people) == (one, (1, 2), 2, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Who is the mayor?", "Where is the mayor?"),
        ("What does the ferry to Oslo cost?", "What does the ferry to Bergen cost?"),
        ("Who was mayor in 1994?", "Who was mayor in 1995?"),
        ("Who may park here?", "Who may not park here?"),
        ("When does the library open?", "When does the library open on Sunday?"),
        ("What is the price?", "What is the prize?"),
    ],
)
def test_what_is_asked_differs_by_a_word_that_matters(one, other):
    assert len(grouped(gaps(one, other))) == 2


def test_languages_are_kept_apart():
    assert len(grouped([*gaps("Bus 7?"), *gaps("Bus 7?", language="de")])) == 2


def test_groups_that_are_asked_most_come_first_and_any_number_of_one_finds_it():
    found = gaps("Who is the baker?", "Where is the inn?", "where's the inn")
    assert [group.question for group in grouped(found)] == ["Where is the inn?", "Who is the baker?"]
    assert numbered(found, "3").questions == ("where's the inn", "Where is the inn?")
    assert numbered(found, "x") is None
