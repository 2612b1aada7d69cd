import pytest

from bot.curation.facts.edit_errors import (
    ChangedMeanwhileError,
    NoSuchFactError,
    NothingToUndoError,
    NotProvenError,
    UnchangeableFileError,
)
from bot.curation.facts.fact_edits import FactEdits
from bot.curation.facts.history import Action, Author
from knowledge.model import QuotedSource, Status
from tests.bot.conftest import MILL_FACTS

HOURS = """\
# Hours

## Pool

| Day | Opens |
|---|---|
| Monday | at nine |
| Friday | at ten |

## Library

| Day | Closes |
|---|---|
| Monday | at nine |
| Friday | at noon |
"""
ADA, BEN = Author("1", "Ada"), Author("2", "Ben")


@pytest.fixture
def home(mill_home):
    return mill_home


@pytest.fixture
def base(mill_base):
    return mill_base


@pytest.fixture
def edits(home, base):
    return FactEdits(home, base)


def draft(base, words):
    return next(fact for fact in base.drafts("mill.txt") if words in fact.statement)


def own(home):
    return (home.folder / "facts" / "own.yaml").read_text("utf-8")


def approved(home):
    return (home.folder / "facts" / "approved.yaml").read_text("utf-8")


def test_a_draft_is_approved_with_its_quote_and_is_live_at_once(home, base, edits):
    edit = edits.approve(draft(base, "pier"), ADA, asks=["How long is the pier?"], why="checked")
    assert (edit.number, edit.action, edit.fact_id, edit.is_new) == (
        1,
        Action.APPROVED,
        "pier-200-metres-long",
        True,
    )
    assert approved(home) == (
        "- id: pier-200-metres-long\n"
        "  fact: The pier is 200 metres long.\n"
        "  asks:\n"
        "  - How long is the pier?\n"
        "  cites:\n"
        "  - source: mill.txt\n"
        "    quote: The pier is 200 metres long.\n"
    )
    fact = base.fact(edit.fact_id)
    assert fact.status is Status.APPROVED
    assert base.ask("How long is the pier?").best.fact == fact
    (record,) = edits.history
    assert (record.by, record.name, record.why, record.before, record.after) == (
        "1",
        "Ada",
        "checked",
        "",
        approved(home),
    )


def test_a_draft_is_cited_where_it_stands_although_the_same_words_mean_something_else_further_up(
    home, base, edits
):
    rows = "Pool;Opens\nMonday;at nine\n\nLibrary;Opens\nMonday;at nine\n"
    (home.sources / "hours.csv").write_text(rows, encoding="utf-8")
    (home.sources / "hours.md").write_text(HOURS, encoding="utf-8")
    base.refresh()
    for source in ("hours.csv", "hours.md"):
        for one in base.drafts(source):
            edit = edits.approve(one, ADA)
            assert base.fact(one.id).id == edit.fact_id
            assert base.fact(one.id).statement == " ".join(one.statement.split())


def test_what_is_done_twice_is_done_once(base, edits):
    pier = draft(base, "pier")
    first = edits.approve(pier, ADA)
    for again in (edits.approve(pier, BEN), edits.approve(base.fact(first.fact_id), BEN)):
        assert (again.number, again.fact_id, again.is_new) == (first.number, first.fact_id, False)
    assert not edits.add_question(base.fact("rye"), "what does  the mill grind?", ADA).is_new
    assert not edits.reword(base.fact("rye"), "The mill grinds rye.", ADA, seen="anything").is_new
    assert len(list(edits.history)) == 1


def test_a_fact_is_worded_otherwise_where_it_stands(home, base, edits):
    edit = edits.reword(
        base.fact("rye"), " The mill grinds\nrye every Monday. ", ADA, seen="The mill grinds rye."
    )
    assert (edit.before, edit.after) == ("The mill grinds rye.", "The mill grinds rye every Monday.")
    assert own(home) == MILL_FACTS.replace("The mill grinds rye.", "The mill grinds rye every Monday.")
    assert base.fact("rye").statement == edit.after


def test_what_somebody_has_written_meanwhile_stays(home, base, edits):
    seen = base.fact("rye")
    by_hand = MILL_FACTS.replace("grinds rye.", "grinds rye and oats.").replace("# More", "# Much more")
    (home.folder / "facts" / "own.yaml").write_text(by_hand, encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError) as refused:
        edits.reword(seen, "It grinds rye.", ADA, seen=seen.statement)
    assert refused.value.present == "The mill grinds rye and oats."
    assert own(home) == by_hand
    edits.add_question(seen, "Oats too?", ADA)
    assert base.fact("rye").asks == ("What does the mill grind?", "Oats too?")
    assert base.fact("rye").statement == "The mill grinds rye and oats."
    assert "# Much more" in own(home)


def test_two_who_word_the_same_draft_do_not_overwrite_each_other(base, edits):
    pier = draft(base, "pier")
    edits.reword(pier, "The pier measures 200 metres.", ADA, seen=pier.statement)
    with pytest.raises(ChangedMeanwhileError, match="measures"):
        edits.reword(pier, "The pier has 200 metres.", BEN, seen=pier.statement)


def test_a_hidden_draft_is_silent_and_comes_back_when_it_is_approved(base, edits):
    pier = draft(base, "pier")
    hidden = edits.hide(pier, ADA, "wrong")
    assert not any("pier" in match.fact.statement for match in base.search("pier"))
    assert not edits.hide(pier, BEN).is_new
    edit = edits.approve(pier, BEN)
    assert edit.fact_id == hidden.fact_id
    assert base.fact(edit.fact_id).status is Status.APPROVED
    assert base.ask("How long is the pier?").best.fact.id == edit.fact_id


def test_an_approved_fact_is_hidden_where_it_stands(home, base, edits):
    edits.hide(base.fact("rye"), ADA)
    assert own(home) == MILL_FACTS.replace("Mondays\n", "Mondays\n  status: hidden\n")
    assert base.fact("rye") is None


def test_a_fact_is_written_with_its_proof(base, edits):
    cites = [QuotedSource("mill.txt", "library opens at nine", None, 0)]
    edit = edits.write(
        "One can read from nine on.", cites, ADA, asks=["When can I read?"], topics=["library"]
    )
    fact = base.fact(edit.fact_id)
    assert (fact.statement, fact.asks, fact.topics) == (
        "One can read from nine on.",
        ("When can I read?",),
        ("library",),
    )
    assert not edits.write("One can read from nine on.", cites, BEN).is_new


def test_what_has_no_proof_is_not_written(home, edits):
    with pytest.raises(NotProvenError) as refused:
        edits.write("It opens at ten.", [QuotedSource("mill.txt", "The library opens at ten.", None, 0)], ADA)
    (unproven,) = refused.value.unproven
    assert unproven.near.quote == "The library opens at nine."
    assert unproven.complaint.startswith("The quote is not in “mill.txt”. Did you mean")
    assert not list(edits.history)
    assert not (home.folder / "facts" / "approved.yaml").exists()


def test_a_fact_is_proven_by_other_quotes(home, base, edits):
    edits.cite_again("rye", [QuotedSource("mill.txt", "The mill grinds rye", None, 0)], ADA)
    assert base.fact("rye").citations[0].quote == "The mill grinds rye"
    assert own(home) == MILL_FACTS.replace("grinds rye on Mondays", "The mill grinds rye")
    with pytest.raises(NoSuchFactError):
        edits.cite_again("oats", [QuotedSource("mill.txt", "The mill", None, 0)], ADA)


def test_a_withdrawn_fact_is_gone_and_comes_back_where_it_was(home, base, edits):
    gone = edits.withdraw("rye", ADA, "closed")
    assert own(home) == "# What the miller knows.\n\n\n# More to come.\n"
    assert base.fact("rye") is None
    assert not edits.withdraw("rye", BEN).is_new
    back = edits.undo(gone.number, BEN)
    assert (back.action, back.fact_id, back.after) == (Action.UNDONE, "rye", "The mill grinds rye.")
    assert own(home) == MILL_FACTS
    assert base.fact("rye")


def test_every_edit_can_be_taken_back_and_that_again(home, base, edits):
    pier = draft(base, "pier")
    for make in (
        lambda: edits.approve(pier, ADA),
        lambda: edits.reword(base.fact("rye"), "It grinds.", ADA, seen="The mill grinds rye."),
        lambda: edits.add_question(base.fact("rye"), "What?", ADA),
        lambda: edits.hide(base.fact("rye"), ADA),
    ):
        edit = make()
        before = own(home), approved(home)
        back = edits.undo(edit.number, BEN)
        assert back.is_new
        assert not edits.undo(edit.number, BEN).is_new
        again = edits.undo(back.number, BEN)
        assert again.is_new
        assert (own(home), approved(home)) == before
        assert len({record.number for record in edits.history}) == len(list(edits.history))


def test_an_edit_is_not_taken_back_over_a_later_one(base, edits):
    first = edits.reword(base.fact("rye"), "It grinds.", ADA, seen="The mill grinds rye.")
    edits.reword(base.fact("rye"), "It stands still.", BEN, seen="It grinds.")
    with pytest.raises(ChangedMeanwhileError) as refused:
        edits.undo(first.number, ADA)
    assert refused.value.present == "It stands still."
    with pytest.raises(NothingToUndoError):
        edits.undo(99, ADA)


def test_the_last_edit_of_a_person(base, edits):
    assert edits.last(ADA) is None
    first = edits.approve(draft(base, "pier"), ADA)
    second = edits.add_question(base.fact("rye"), "What?", ADA)
    edits.add_question(base.fact("rye"), "Why?", BEN)
    assert edits.last(ADA).number == second.number
    edits.undo(second.number + 1, ADA)
    edits.undo(second.number, ADA)
    assert edits.last(ADA).number == first.number


def test_who_had_themselves_forgotten_is_in_no_line(home, base, edits):
    edits.approve(draft(base, "pier"), ADA)
    edits.add_question(base.fact("rye"), "Why?", BEN)
    edits.forget(ADA)
    assert [(record.by, record.name) for record in edits.history] == [("", ""), ("2", "Ben")]
    assert "Ada" not in (home.folder / "facts" / "history.jsonl").read_text("utf-8")


def test_beside_a_broken_entry(home, base, edits):
    (home.folder / "facts" / "approved.yaml").write_text("- id: [oops\n", encoding="utf-8")
    edit = edits.approve(draft(base, "pier"), ADA)
    assert base.fact(edit.fact_id)
    assert approved(home).startswith("- id: [oops\n\n- id: pier")


def test_a_file_that_nothing_can_be_added_to_is_left_alone(home, base, edits):
    (home.folder / "facts" / "approved.yaml").write_text("[]\n", encoding="utf-8")
    with pytest.raises(UnchangeableFileError, match=r"facts/approved\.yaml"):
        edits.approve(draft(base, "pier"), ADA)
    assert approved(home) == "[]\n"
    assert not list(edits.history)


def test_a_torn_line_of_the_history_is_left_behind(home, base, edits):
    edits.approve(draft(base, "pier"), ADA)
    path = home.folder / "facts" / "history.jsonl"
    path.write_bytes(path.read_bytes() + b'{"number":2,"at":"20')
    edit = edits.add_question(base.fact("rye"), "Why?", ADA)
    assert edit.number == 2
    assert [record.number for record in edits.history] == [1, 2]
    assert len(path.read_text("utf-8").splitlines()) == 3
