import pytest

from knowledge.answering.signals.echo import SaidWords
from tests.asked import query


def echo(question, *lines):
    return SaidWords.of(query(question)).echo("\n".join(lines))


def test_words_as_written_and_their_neighbours_count():
    whole = echo("where is the old quay", "this is where the old quay is")
    assert whole.echo == 1
    assert whole.echo_pairs == pytest.approx(0.5)  # "the old" and "old quay" of four pairs


def test_another_form_is_no_echo():
    part = echo("where is the old quay", "old quays are there")
    assert 0 < part.echo < 1
    assert part.echo_pairs == 0


def test_of_statement_and_example_questions_the_one_that_echoes_most_counts():
    assert echo("who are you", "this is the desk", "who are you").echo == 1


def test_nothing_echoes_nothing():
    assert echo("", "the quay") == echo("old quay", "") == (0, 0)
