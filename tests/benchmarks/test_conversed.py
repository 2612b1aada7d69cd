import pytest
from conversation_files import conversations
from reader.conversed import gold_of, lessons
from reader.written import WRITTEN

from knowledge.base import KnowledgeBase

CONVERSED = sorted(path.parent for path in WRITTEN.glob("*/*/conversations.txt"))


@pytest.mark.parametrize("home", CONVERSED, ids=lambda home: f"{home.parent.name}/{home.name}")
def test_what_answers_a_turn_stands_once_in_a_document(home):
    documents = {path.name: path.read_text("utf-8") for path in (home / "documents").iterdir()}
    for said in conversations(home / "conversations.txt"):
        assert len(said) > 1
        for turn in said:
            assert bool(gold_of(turn.wanted, documents)) == bool(turn.wanted)


@pytest.mark.parametrize("piece", ["noon", "12"])
def test_a_piece_that_does_not_stand_in_one_place_is_refused(piece):
    with pytest.raises(ValueError, match=piece):
        gold_of(piece, {"a.txt": "12 to 12"})


def test_a_turn_is_a_lesson_as_it_is_asked_after_others(tmp_path):
    home = tmp_path / "homes" / "pool"
    (home / "documents").mkdir(parents=True)
    (home / "documents" / "pool.txt").write_text(
        "A day ticket for the pool costs 12 euros. The pool is closed on Mondays.\n", "utf-8"
    )
    (home / "conversations.txt").write_text(
        "What does a day ticket cost? = 12 euros\nwhen is it closed? = on Mondays\nwho cleans it? -\n",
        "utf-8",
    )
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "sources").symlink_to(home / "documents")
    with KnowledgeBase(tmp_path / "base", tmp_path / "base" / ".citebot") as base:
        base.refresh()
        made = list(lessons(home, base))
    asked = [one["question"] for one in made]
    assert asked[0] == "What does a day ticket cost?"
    assert any("ticket" in question and "closed" in question for question in asked[1:])
    for one in made:
        right = [shown["statement"] for shown in one["candidates"] if shown["is_right"]]
        assert bool(right) == one["is_answered"] == ("clean" not in one["question"])
        if "closed" in one["question"]:
            assert right == ["The pool is closed on Mondays."]
