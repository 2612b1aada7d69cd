"""Fact files that change while the sources stay as they are."""

from knowledge.answering.outcome import Answer
from knowledge.facts.fact_entries import written
from knowledge.facts.quoting import cite_of
from knowledge.model import CuratedFact, Status

FAQ = """\
The pool

Q: When does the pool open?
A: At seven on working days.

Q: What does a ticket cost?
A: Four euros for adults.
"""
PRICES = "Ticket;Adults;Children\nDay;4 euros;2 euros\nYear;90 euros;40 euros\n"
TWICE = "The pier is long.\n\nBoats land there.\n\nThe pier is long.\n\nBoats land there.\n"


def fact(name, statement, source, quote, more=""):
    return (
        f"- id: {name}\n  fact: {statement!r}\n  cites:\n  - source: {source}\n    quote: {quote!r}\n{more}"
    )


def draft(base, source, words):
    return next(one for one in base.drafts(source) if words in one.statement)


def approved(home, base, source, words):
    """Approve a draft as it stands, and return both."""
    one = draft(base, source, words)
    asks = f"  asks: {list(one.asks)}\n" if one.asks else ""
    home.write({"facts/a.yaml": fact("it", one.statement, source, one.citations[0].quote, asks)})
    base.refresh(only_facts=True)
    return one, base.fact("it")


def test_a_fact_that_says_what_a_row_says_is_told_by_its_cells(home):
    home.write({"sources/prices.csv": PRICES})
    with home.open() as base:
        base.refresh()
        row, fact_ = approved(home, base, "prices.csv", "Year")
        assert row.parts
        assert (fact_.lead, fact_.parts) == (row.lead, row.parts)
        told = base.ask("What does a year ticket cost for children?").best.fact
        assert told.id == "it"
        assert "40 euros" in told.statement


def test_a_fact_that_says_what_an_answer_says_answers_its_question(home):
    home.write({"sources/pool.txt": FAQ})
    with home.open() as base:
        base.refresh()
        _, fact_ = approved(home, base, "pool.txt", "seven")
        assert fact_.status is Status.APPROVED
        assert base.ask("When does the pool open?").best.fact.id == "it"


def test_a_fact_speaks_for_every_draft_that_says_the_same_by_the_same_words(home):
    home.write({"sources/pier.txt": TWICE})
    with home.open() as base:
        base.refresh()
        first, second = (one for one in base.drafts("pier.txt") if "long" in one.statement)
        approved(home, base, "pier.txt", "long")
        assert base.fact(first.id).id == base.fact(second.id).id == "it"
        listed, total = base.facts()
        assert total == 3
        assert [one.statement for one in listed].count("The pier is long.") == 1


def test_facts_stay_in_the_order_of_their_files_whichever_changes(home):
    facts = {
        name: fact(name, f"{name} is there.", "pier.txt", "The pier is long") for name in ("b", "a", "c")
    }
    home.write({"sources/pier.txt": TWICE, "facts/z.yaml": "".join(facts.values())})
    with home.open() as base:
        base.refresh()
        facts["b"] = facts["b"].replace("there", "here")
        home.write({"facts/z.yaml": "".join(facts.values()), "facts/y.yaml": facts["a"].replace(" a", " d")})
        base.refresh(only_facts=True)
        assert [(one.id, one.statement) for one in base.curated()] == [
            ("d", "a is there."),
            ("b", "b is here."),
            ("a", "a is there."),
            ("c", "c is there."),
        ]


def test_what_is_wrong_with_a_fact_stays_known_while_others_change(home):
    wrong = fact("wrong", "It is short.", "pier.txt", "The pier is short.")
    home.write({"sources/pier.txt": TWICE, "facts/a.yaml": wrong})
    with home.open() as base:
        before = base.refresh().problems
        home.write({"facts/b.yaml": fact("right", "It is long.", "pier.txt", "The pier is long.")})
        report = base.refresh(only_facts=True)
        assert (report.problems, report.withheld, report.approved) == (before, ("wrong",), 1)
        home.write({"facts/a.yaml": f"{wrong}  colour: red\n"})
        assert len(base.refresh(only_facts=True).problems) == 2
        home.delete("facts/a.yaml")
        assert base.refresh(only_facts=True).problems == ()


def test_sources_are_left_for_later_while_only_facts_are_looked_at(home):
    home.write({"sources/pier.txt": TWICE})
    with home.open() as base:
        base.refresh()
        home.write({"sources/boat.txt": "The boat is red.", "facts/a.yaml": ""})
        assert base.refresh(only_facts=True).added == ()
        assert base.refresh().added == ("boat.txt",)


def test_without_a_generation_everything_is_looked_at(home):
    home.write({"sources/pier.txt": TWICE})
    with home.open() as base:
        assert base.refresh(only_facts=True).added == ("pier.txt",)


def test_a_draft_keeps_its_id_when_only_what_is_around_it_changes(home):
    home.write({"sources/pool.txt": FAQ, "sources/prices.csv": PRICES, "sources/pier.txt": TWICE})
    with home.open() as base:
        base.refresh()
        before = {
            one.statement: one.id
            for name in ("pool.txt", "prices.csv", "pier.txt")
            for one in base.drafts(name)
        }
        home.write(
            {
                "sources/pool.txt": FAQ.replace("The pool", "The pool\n\nIt was built in 1961 by the town."),
                "sources/prices.csv": PRICES.replace("Day;", "Week;12 euros;6 euros\nDay;"),
                "sources/pier.txt": f"A new sentence stands above.\n\n{TWICE}",
            }
        )
        base.refresh()
        after = {
            one.statement: one.id
            for name in ("pool.txt", "prices.csv", "pier.txt")
            for one in base.drafts(name)
        }
        assert before.items() <= after.items()


def test_what_is_approved_as_it_stands_is_told_as_before(home):
    town = "Town office\n\nClerk: Per Moe\nPhone: 555 0182\n\nThe office is in the old school. It was built in 1907.\n"
    home.write({"sources/pool.txt": FAQ, "sources/prices.csv": PRICES, "sources/town.txt": town})
    questions = (
        "Who is the clerk?",
        "What is the phone number of the town office?",
        "When was the office built?",
        "When does the pool open?",
        "What does a day ticket cost for adults?",
    )

    def told(base):
        outcomes = {question: base.ask(question) for question in questions}
        return {asked: one.best.fact.statement for asked, one in outcomes.items() if isinstance(one, Answer)}

    with home.open() as base:
        base.refresh()
        before = told(base)
        assert before
        drafts = [one for name in ("pool.txt", "prices.csv", "town.txt") for one in base.drafts(name)]
        entries = (
            written(
                CuratedFact(
                    f"f{number}",
                    one.statement,
                    (cite_of(one.citations[0]),),
                    Status.APPROVED,
                    one.asks,
                    (),
                    "",
                    0,
                )
            )
            for number, one in enumerate(drafts)
        )
        home.write({"facts/a.yaml": "".join(entries)})
        assert base.refresh(only_facts=True).approved == len(drafts)
        assert told(base).items() >= before.items()
        assert {base.fact(one.id).status for one in drafts} == {Status.APPROVED}
