"""What fails on one piece of a file costs that piece alone. Faults are put where no known text causes one any more."""

import pytest

from knowledge.answering import pipeline
from knowledge.answering.outcome import Answer, Reason
from knowledge.answering.signals import compare
from knowledge.bulkhead import Bulkhead
from knowledge.errors import StoreError
from knowledge.facts import curated
from knowledge.facts.claim import Claim
from knowledge.storage import indexed_facts
from tests.knowledge.conftest import CURSED

TOWN = f"""The bakery opens at six in the morning.

The grocer of {CURSED} sells tea and salt.

The mill on the river grinds rye and oats.
"""
FACT = """- id: {id}
  fact: {fact}
  cites: [{{source: town.txt, quote: {quote}}}]
"""
MILL = "The mill on the river grinds rye and oats."
GROCER = f"The grocer of {CURSED} sells tea and salt."


@pytest.fixture
def refreshed(home):
    """Refresh a home with these facts and one source of three paragraphs; return the base and the report."""
    bases = []

    def refreshed(facts=""):
        home.write({"sources/town.txt": TOWN, "facts/town.yaml": facts})
        bases.append(home.open())
        return bases[-1], bases[-1].refresh()

    yield refreshed
    for base in bases:
        base.close()


def says(base, question, words):
    outcome = base.ask(question)
    return isinstance(outcome, Answer) and words in outcome.best.fact.statement


def test_one_problem_tells_of_all_that_failed_alike():
    bulkhead = Bulkhead("sources/a.txt")
    for piece in ("one", "two", "three"):
        assert (
            bulkhead.attempt(lambda: 1 // 0, "instead", lost="A line is left out", piece=piece) == "instead"
        )
    assert bulkhead.attempt(lambda: "done", "instead", lost="A line is left out") == "done"
    (problem,) = bulkhead.problems
    assert problem.file == "sources/a.txt"
    assert problem.message.startswith("A line is left out (“one”, ZeroDivisionError, and 2 more). ")


def test_what_is_meant_to_stop_the_program_does():
    def stop():
        raise StoreError("The disk is full. Make room on it.")

    with pytest.raises(StoreError):
        Bulkhead("sources/a.txt").attempt(stop, None, lost="A line is left out")


def test_a_curated_fact_that_cannot_be_indexed_is_told_by_its_id(refreshed, stumble):
    stumble(indexed_facts, "_words")
    base, report = refreshed(
        FACT.format(id="grain", fact=f"The mill of {CURSED} grinds.", quote=MILL)
        + FACT.format(id="rye", fact="Rye is ground at the mill.", quote=MILL)
    )
    assert any("grain" in problem.message for problem in report.problems)
    assert says(base, "What is ground at the mill?", "Rye is ground")


def test_a_quote_that_cannot_be_checked_withholds_its_fact_alone(refreshed, stumble):
    stumble(Claim, "seek")
    base, report = refreshed(
        FACT.format(id="grocer", fact="The grocer sells tea.", quote=GROCER)
        + FACT.format(id="mill", fact="Rye is ground at the mill.", quote=MILL)
    )
    assert report.withheld == ("grocer",)
    assert "The quote could not be checked" in str(report.problems[0])
    assert base.fact("mill") is not None


def test_a_fact_file_that_cannot_be_read_leaves_the_others(home, stumble):
    stumble(curated, "read_list")
    home.write(
        {
            "sources/town.txt": TOWN,
            "facts/a.yaml": FACT.format(id="grocer", fact="The grocer sells tea.", quote=GROCER),
            "facts/b.yaml": FACT.format(id="mill", fact="Rye is ground at the mill.", quote=MILL),
        }
    )
    with home.open() as base:
        (problem,) = base.refresh().problems
        assert str(problem).startswith("facts/a.yaml: The facts of this file could not be read")
        assert base.fact("mill") is not None


def test_a_candidate_that_cannot_be_compared_is_left_out_and_the_rest_answers(refreshed, stumble, caplog):
    stumble(compare, "shape")
    base, _ = refreshed()
    assert says(base, "What does the mill grind?", "rye")
    assert not any(CURSED in match.fact.statement for match in base.ask("What does the grocer sell?").matches)
    assert "is left out" in caplog.text


def test_a_question_that_cannot_be_read_gets_a_reply(refreshed, stumble, caplog):
    base, _ = refreshed()
    stumble(pipeline, "understand")
    assert base.ask(f"What does {CURSED} sell?").reason is Reason.NOTHING_FOUND
    assert says(base, "What does the mill grind?", "rye")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
