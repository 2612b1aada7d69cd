"""Facts whose sources change, and facts that disagree, as admins settle them."""

import shutil

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import Home
from knowledge.base import KnowledgeBase

OLD = "because terns breed there"
NEW = "because terns and eiders breed there"
PLAN = "harbour-plan.md"


@pytest.fixture
def own(town, tmp_path, state):
    """A harbour town of one's own, and its dialogue."""
    folder = tmp_path / "town"
    shutil.copytree(town, folder)
    home = Home(folder, folder / ".citebot")
    with KnowledgeBase(home.folder, home.derived) as base:
        yield base, home, Dialogue(base, Config(), home, state)


@pytest.fixture
def rewrite(own):
    """Let a source say something else, and refresh."""
    base, home, _ = own

    def rewritten(old, new, name=PLAN):
        path = home.sources / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        base.refresh()

    return rewritten


@pytest.fixture
def say(own, hear):
    def said(text, who="admin"):
        return hear(own[2], who, text)

    return said


def bold(block):
    return [span.text for span in block.line if span.style == "bold"]


def test_a_changed_sentence_is_shown_beside_the_old_one_with_the_difference_in_bold(rewrite, say, read):
    rewrite(OLD, NEW)
    told = say("/changed marsh")
    lines = read(told)
    assert lines[0] == "Boats must keep out of the salt marsh from April to July."
    assert lines[1] == "Its source has changed. Until you decide, it is not told."
    assert lines[2] == "Before:"
    assert OLD in lines[3]
    assert lines[5] == "Now:"
    assert NEW in lines[6]
    assert bold(told.blocks[6]) == ["and eiders "]
    assert [choice.send for choice in told.choices] == ["/still_true marsh", "/mend marsh", "/withdraw marsh"]


def test_what_is_still_true_rests_on_the_new_sentence(own, rewrite, say, read):
    base, *_ = own
    rewrite(OLD, NEW)
    assert base.fact("marsh") is None
    assert NEW in " ".join(read(say("/still_true marsh")))
    assert base.fact("marsh").citations[0].quote.endswith(f"{NEW}.")
    assert "marsh" not in {review.fact.id for review in base.under_review()}
    assert read(say("/still_true marsh"))[0] == "The fact “marsh” is not under review."


def test_a_fact_is_worded_anew_and_rests_on_the_new_sentence(own, rewrite, say):
    base, *_ = own
    rewrite("from April to July", "from March to July")
    asked = say("/mend marsh")
    assert asked.is_prompt
    assert asked.choices[0].send.startswith("/mend marsh The salt marsh east of the pier")
    say("Boats must keep out of the salt marsh from March to July.")
    fact = base.fact("marsh")
    assert fact.statement == "Boats must keep out of the salt marsh from March to July."
    assert "from March to July" in fact.citations[0].quote


def test_what_is_withdrawn_is_gone_from_its_file_and_can_be_brought_back(own, rewrite, say):
    base, home, _ = own
    rewrite(OLD, NEW)
    withdrawn = say("/withdraw marsh The marsh is no more.")
    text = (home.folder / "facts" / "harbour.yaml").read_text(encoding="utf-8")
    assert "id: marsh" not in text
    assert "marsh" not in {review.fact.id for review in base.under_review()}
    (undo,) = (choice.send for choice in withdrawn.choices if choice.label == "Undo")
    say(undo)
    assert "marsh" in {review.fact.id for review in base.under_review()}


def test_where_nothing_has_come_another_fact_may_prove_it(own, rewrite, say, read):
    base, *_ = own
    rewrite(
        "The salt marsh east of the pier remains closed to boats from April to July, because terns breed there.",
        "Terns breed here.",
    )
    told = say("/changed marsh")
    assert "Nothing has come in its place." in read(told)
    picks = [entry.send for block in told.blocks if hasattr(block, "entries") for entry in block.entries]
    other = picks[0].split()[-1]
    say(picks[0])
    assert base.fact("marsh").citations == base.fact(other).citations


def test_all_that_is_under_review_is_listed(rewrite, say, read):
    rewrite(OLD, NEW)
    told = say("/changed")
    lines = read(told)
    assert lines[0] == "2 facts rest on what their sources no longer say:"
    assert lines[1:] == [
        "Boats must keep out of the salt marsh from April to July. · withheld",
        "The pier is painted blue. · withheld",
    ]
    assert told.sends[:2] == ("/changed marsh", "/changed withheld")


def test_a_fact_that_another_source_proves_is_told_as_under_review(own, rewrite, say, read):
    _, home, _ = own
    sentence = "The salt marsh east of the pier remains closed to boats from April to July, because terns breed there."
    (home.sources / "birds.txt").write_text(f"Of birds. {sentence}\n", encoding="utf-8")
    rewrite(OLD, NEW)
    assert "under review" in " ".join(read(say("/fact marsh", "guest")))
    assert read(say("/changed marsh"))[1].startswith("Its source has changed. It is told all the same")


def test_a_fact_whose_source_is_gone_is_not_denied_and_told_of_once(say, read):
    assert "These facts are withheld" in " ".join(read(say(f"/remove {PLAN} now")))
    told = read(say("/fact marsh"))
    assert told[1] == "Its source is gone. Until you decide, it is not told."
    assert told[-1] == "Nothing has come in its place."
    say("/add The bell rings at noon.")
    assert "withheld" not in " ".join(read(say("/undo")))


def test_a_fact_that_is_not_read_is_not_denied(own, say, read):
    _, home, _ = own
    (home.folder / "facts" / "own.yaml").write_text("- id: bell\n  cite: []\n", encoding="utf-8")
    assert read(say("/fact bell")) == [
        "The fact “bell” stands in facts/own.yaml, but something is wrong there, so I do not tell it."
    ]


def test_a_hidden_sentence_that_has_changed_can_be_hidden_again(own, rewrite, say, read):
    base, *_ = own
    say("/hide marsh")
    assert base.fact("marsh") is None
    assert read(say("/fact marsh"))[0] == "This is hidden, so I do not tell it:"
    assert read(say("/fact marsh", "guest"))[0].startswith("I have no fact")
    rewrite(OLD, NEW)
    told = say("/changed marsh")
    assert read(told)[1].startswith("This sentence is hidden. Its source has changed")
    assert [choice.label for choice in told.choices] == ["Hide that, too", "Withdraw"]
    say("/still_true marsh")
    assert base.fact("marsh", even_hidden=True).citations[0].quote.endswith(f"{NEW}.")
    assert NEW not in " ".join(read(say("/facts marsh", "guest")))


# --- conflicts ---------------------------------------------------------------------------------------


def test_facts_that_disagree_are_listed_and_shown_with_their_proof(say, read):
    told = say("/conflicts")
    assert read(told)[0] == "1 disagreement:"
    both = read(say(told.sends[0]))
    assert both[0] == "Not all of this can be right:"
    assert "The ferry pier costs 14 million crowns." in both
    assert "The ferry pier costs 17 million crowns." in both


def test_the_one_that_is_right_silences_the_other_with_the_reason_and_that_can_be_undone(own, say, read):
    base, *_ = own
    (first, *_), *_ = (each.facts for each in base.disagreements())
    settled = say(f"/right {first.id}")
    assert read(settled)[0] == "This is right, and approved:"
    assert base.disagreements() == ()
    hidden = {fact.id for fact in base.curated() if fact.status == "hidden"}
    assert len(hidden) == 1
    assert "is right" in " ".join(read(say(f"/history {hidden.pop()}")))
    say(next(choice.send for choice in settled.choices if choice.label == "Undo"))
    assert len(base.disagreements()) == 1
    assert read(say("/right mayor"))[0].startswith("Nothing disagrees with the fact “mayor”")
