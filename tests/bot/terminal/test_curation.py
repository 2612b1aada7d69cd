"""Facts changed at the command line: what a command lacks is the next line, and a review goes on from line to line."""

import io
import sys

import pytest

from bot.__main__ import main


@pytest.fixture
def citebot(mill_home, capsys, monkeypatch):
    """Run a command on a home of its own with some lines typed; return what it says."""

    def run(*arguments, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        assert main(["--home", str(mill_home.folder), *arguments]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def kept(mill_home):
    """Return what a file of the facts holds."""
    return lambda name: (mill_home.folder / "facts" / name).read_text("utf-8")


def test_words_that_are_lacking_are_the_next_line(citebot, kept):
    assert "It says now:" in citebot("edit", "rye", typed="The mill grinds rye alone.\n")
    assert "fact: The mill grinds rye alone.  # and only rye" in kept("own.yaml")


def test_nothing_changes_where_nothing_is_typed(citebot, kept):
    before = kept("own.yaml")
    citebot("edit", "rye")
    assert "Cancelled" in citebot("edit", "rye", typed="cancel\n")
    assert kept("own.yaml") == before


def test_a_review_goes_on_from_line_to_line(citebot, kept):
    out = citebot("review", "mill.txt", typed="1\n2\nIt opens at nine.\n/history\n")
    assert out.index("1 of 2") < out.index("2 of 2") < out.index("1 approved, 1 edited")
    assert kept("approved.yaml").count("- id:") == 2
    assert "2 changes to facts" in out
