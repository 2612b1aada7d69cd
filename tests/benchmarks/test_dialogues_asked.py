import pytest
from conversation_files import Said, conversations
from dialogues_asked import FOLDER, held, is_right

from knowledge.base import KnowledgeBase


@pytest.fixture
def base(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mill.txt").write_text("The mill at Lowmoor grinds rye.\n", encoding="utf-8")
    with KnowledgeBase(tmp_path, tmp_path / ".citebot") as opened:
        opened.refresh()
        yield opened


def test_a_turn_is_right_if_what_is_said_holds_what_is_wanted(base):
    said = [
        Said("What does the mill at Lowmoor grind?", "rye"),
        Said("What does the mill at Lowmoor grind?", "oats"),
        Said("Who won the chess tournament?", ""),
        Said("Who won the chess tournament?", "Ada"),
        Said("thanks!", "", is_talk=True),
        Said("thanks!", ""),
    ]
    assert [is_right(each, outcome) for each, outcome in held(base, said)] == [
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_every_turn_says_what_is_wanted():
    turns = [turn for path in FOLDER.glob("*.txt") for said in conversations(path) for turn in said]
    assert len(turns) > 200
    assert not [turn for turn in turns if "=" in turn.text]
