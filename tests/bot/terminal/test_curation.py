"""Facts changed at the command line: what a command lacks is the next line, and a review goes on from line to line."""

import io
import sys

import pytest

from bot.__main__ import main


@pytest.fixture
def citebot(mill_home, capsys, monkeypatch):
    """Run a command on a home of its own with some lines typed; return what it says, and check its exit code."""

    def run(*arguments, typed="", code=0):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        assert main(["--home", str(mill_home.folder), *arguments]) == code
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
    citebot("edit", "rye", code=1)
    citebot("new", code=1)
    assert "Cancelled" in citebot("edit", "rye", typed="cancel\n", code=1)
    assert kept("own.yaml") == before


@pytest.mark.parametrize(
    "said",
    [
        "approve nope", "hide nope", "edit nope It grinds.", "alias nope What?", "withdraw nope", "undo", "undo e5",
        "right nope", "mend nope", "still_true nope", "answer 7", "ignore 7", "fact nope", "source nope",
        "new It grinds oats. > grinds oats on Mondays",
    ],
)  # fmt: skip
def test_the_exit_code_tells_that_nothing_was_done(citebot, said):
    citebot(*said.split(), code=1)


def test_what_is_so_already_is_no_failure(citebot):
    citebot("hide", "rye")
    citebot("hide", "rye")


def test_a_review_goes_on_from_line_to_line(citebot, kept):
    out = citebot("review", "mill.txt", typed="1\n2\nIt opens at nine.\n/history\n")
    assert out.index("1 of 2") < out.index("2 of 2") < out.index("1 approved, 1 edited")
    assert kept("approved.yaml").count("- id:") == 2
    assert "2 changes to facts" in out
