import random
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.curated import facts_in
from knowledge.facts.fact_entries import add, edited, find, put, written
from knowledge.model import CuratedFact, QuotedSource, Status

FILE = """\
# Facts about the mill.

- id: mill   # its short name
  # what it says
  fact: >-   # folded
    The mill grinds rye
    on Mondays.

  # what is asked
  asks:
  - What does the mill grind?   # often
  # a question to come
  topics: [mill, 'rye and wheat']  # in brackets
  cites:
      - source: mill.txt
        quote: The mill grinds
          rye on Mondays.
        page: 3
  # not sure:
  # status: hidden

# The pier comes last.
- {id: pier, fact: "The pier is long.", cites: {source: pier.txt, quote: The pier is long}} # short
"""


def facts(text):
    found, problems = facts_in(text, "facts/a.yaml", {})
    assert not problems
    return {fact.id: fact for fact in found}


def change(text, fact_id, **values):
    entry, fact = find(text, fact_id), facts(text)[fact_id]
    assert entry
    return put(text, entry, edited(entry.text, fact, replace(fact, **values)))


def test_only_the_statement_changes():
    new = change(FILE, "mill", statement="The mill: closed.")
    assert new == FILE.replace(
        "  fact: >-   # folded\n    The mill grinds rye\n    on Mondays.\n",
        "  fact: 'The mill: closed.'  # folded\n",
    )
    assert facts(new)["mill"].statement == "The mill: closed."


def test_a_question_comes_below_the_others():
    new = change(FILE, "mill", asks=("What does the mill grind?", "Rye - or wheat: which?"))
    assert new == FILE.replace("# often\n", "# often\n  - 'Rye - or wheat: which?'\n")


def test_a_status_comes_below_everything():
    new = change(FILE, "mill", status=Status.HIDDEN)
    assert new == FILE.replace("        page: 3\n", "        page: 3\n  status: hidden\n")
    assert facts(new)["mill"].status is Status.HIDDEN
    assert change(new, "mill", status=Status.APPROVED) == new.replace(
        "\n  status: hidden", "\n  status: approved"
    )


def test_other_quotes_leave_the_rest_alone():
    cites = (
        QuotedSource("pier.txt", "The pier is long", None, 0),
        QuotedSource("mill.txt", "#1 of: all", 2, 0),
    )
    new = change(FILE, "mill", cites=cites)
    head, tail = FILE[: FILE.index("      - source")], FILE[FILE.index("  # not sure") :]
    assert new.startswith(head)
    assert new.endswith(tail)
    assert [(cite.source, cite.quote, cite.page) for cite in facts(new)["mill"].cites] == [
        ("pier.txt", "The pier is long", None),
        ("mill.txt", "#1 of: all", 2),
    ]


def test_an_entry_in_braces_is_written_in_lines_and_keeps_its_comment():
    new = change(FILE, "pier", asks=("How long is the pier?",))
    assert new.startswith(FILE[: FILE.index("- {id")])
    assert facts(new)["pier"].asks == ("How long is the pier?",)
    assert facts(new)["pier"].statement == "The pier is long."
    assert "# short" in new


def test_an_entry_that_goes_comes_back_to_its_line():
    entry = find(FILE, "mill")
    assert entry
    gone = put(FILE, entry, "")
    assert facts(gone).keys() == {"pier"}
    assert "# The pier comes last." in gone
    assert add(gone, entry.text, entry.line) == FILE


def test_it_works_beside_entries_that_are_broken():
    broken = "- id: [oops\n  fact: never closed\n" + FILE + "\n- id: 'also\n"
    entry = find(broken, "mill")
    assert entry.text == find(FILE, "mill").text
    assert find(broken, "oops") is None


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_lines_end_as_in_the_file(line_break):
    text = FILE.replace("\n", line_break)
    for new in (
        change(text, "mill", statement="A new one. " * 20),
        change(text, "mill", asks=("One?", "Two?")),
        add(text, written(facts(text)["mill"]).replace("mill", "other")),
    ):
        assert set(re.findall(r"\r?\n", new)) == {line_break}
        facts(new)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# Nothing yet.\n",
        "# Nothing yet.",
        "  - id: x\n    fact: X\n    cites: {source: a, quote: b}",
    ],
)
def test_the_first_entry_of_a_file(text):
    fact = CuratedFact(
        "new", "It is new.", (QuotedSource("a.txt", "new", None, 0),), Status.APPROVED, (), (), "", 0
    )
    new = add(text, written(fact))
    assert new.startswith(text)
    assert facts(new)["new"].statement == "It is new."


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200).filter(str.strip)


@given(statement=WORDS, asks=st.lists(WORDS, max_size=3), quote=WORDS, topics=st.lists(WORDS, max_size=2))
def test_whatever_is_written_is_read_again(statement, asks, quote, topics):
    fact = CuratedFact(
        "x",
        " ".join(statement.split()) or "x",
        (QuotedSource("a.txt", " ".join(quote.split()) or "x", 7, 0),),
        Status.HIDDEN,
        tuple(" ".join(ask.split()) or "x" for ask in asks),
        tuple(" ".join(topic.split()) or "x" for topic in topics),
        "facts/a.yaml",
        0,
    )
    read = facts(written(fact))["x"]
    assert (read.statement, read.asks, read.topics, read.status) == (
        fact.statement,
        fact.asks,
        fact.topics,
        fact.status,
    )
    assert read.cites[0].quote == fact.cites[0].quote


@given(statement=WORDS, ask=WORDS, quote=WORDS, seed=st.integers(0, 1000))
def test_no_comment_is_lost_whatever_changes(statement, ask, quote, seed):
    chance = random.Random(seed)
    text = FILE
    for number in range(4):
        fact_id = chance.choice(["mill", "pier"])
        old = facts(text)[fact_id]
        new_values: dict[str, Any] = chance.choice(
            [
                {"statement": " ".join(f"{statement} {number}".split())},
                {"asks": (*old.asks, " ".join(f"{ask} {number}".split()))},
                {"status": chance.choice([Status.HIDDEN, Status.APPROVED])},
                {"cites": (QuotedSource("a.txt", " ".join(f"{quote} {number}".split()), None, 0),)},
            ]
        )
        text = change(text, fact_id, **new_values)
        new = facts(text)[fact_id]
        for key, value in new_values.items():
            if key == "cites":
                assert new.cites[0].quote == value[0].quote
            else:
                assert getattr(new, key) == value
    for comment in re.findall(r"(?:^|(?<=\s))# .*", FILE):
        assert comment.rstrip() in text


STATEMENTS = [
    " It is so.",
    " 'It''s: so.'",
    ' "It is\\u0020so: \\"yes\\"."',
    " >-\n{indent}  It is\n{indent}  so.",
    " |\n{indent}  It is\n\n{indent}  so. # no comment\n",
    " >+  {comment}\n{indent}    It is so.\n\n",
    "\n{indent}  It is\n{indent}  so.",
    ' "It is\n{indent}  so."',
    " It is\n{indent}  so, {comment}",
]
LISTS = [
    " One?",
    " [One?, 'Two: three?']",
    " [One?,  {comment}\n{indent}  Two?]",
    "\n{indent}- One?  {comment}\n{indent}{comment}\n{indent}- >-\n{indent}    Two or\n{indent}    three?",
    "\n{indent}  - One?\n\n{indent}  {comment}\n{indent}  - 'Two?'",
    "  {comment}\n{indent}- One?",
]
CITES = [
    " {{source: a.txt, quote: so}}",
    " [{{source: a.txt, quote: so}}, {{source: b.txt, quote: 'no: so', page: 3}}]",
    "\n{indent}- source: a.txt  {comment}\n{indent}  quote: so\n{indent}  page: 4",
    "\n{indent}{comment}\n{indent}    - quote: >-\n{indent}        so it\n{indent}        is\n{indent}      source: a.txt",
]


@st.composite
def styled(draw):
    """Return an entry as somebody may have written it, and its comments."""
    comments: list[str] = []

    def commented(piece, indent):
        while "{comment}" in piece:
            comments.append(f"# comment {len(comments)}.")
            piece = piece.replace("{comment}", comments[-1], 1)
        return piece.replace("{indent}", indent).replace("{{", "{").replace("}}", "}")

    margin, hyphen = draw(st.sampled_from(["", "  "])), draw(st.sampled_from(["- ", "-   "]))
    indent = margin + " " * len(hyphen)
    values = {
        "id": " it",
        "fact": draw(st.sampled_from(STATEMENTS)),
        "asks": draw(st.sampled_from(LISTS)),
        "topics": draw(st.sampled_from(["", *LISTS])),
        "cites": draw(st.sampled_from(CITES)),
        "status": draw(st.sampled_from([" hidden", " approved  {comment}", " 'hidden'"])),
    }
    keys = draw(st.permutations([*values]))
    lines = []
    for key in keys:
        if key in ("asks", "topics", "status") and draw(st.booleans()):
            continue
        lines.append(commented(f"{key}:{values[key]}".rstrip(), indent))
        if draw(st.booleans()):
            lines.append(commented("{comment}", indent))
    entry = margin + hyphen + f"\n{indent}".join(lines) + "\n"
    return entry, comments, margin


@given(
    made=styled(),
    line_break=st.sampled_from(["\n", "\r\n"]),
    statement=WORDS,
    ask=WORDS,
    changed=st.lists(st.sampled_from(["statement", "asks", "cites", "status"]), min_size=1, unique=True),
)
def test_whatever_an_entry_looks_like_only_what_is_meant_changes(made, line_break, statement, ask, changed):
    entry, comments, margin = made
    other = (
        f"{margin}- id: other\n{margin}  fact: Another one.\n{margin}  cites: {{source: a.txt, quote: so}}\n"
    )
    text = (
        f"# above\n\n{other}\n# between\n{entry}# below\n\n{other.replace('other', 'last')}# end\n".replace(
            "\n", line_break
        )
    )
    expected = facts(text)
    for key in changed:
        old = expected["it"]
        value = {
            "statement": " ".join(statement.split()) or "x",
            "asks": (*old.asks, " ".join(ask.split()) or "x!"),
            "cites": (QuotedSource("c.txt", "other: words", 9, 0),),
            "status": Status.APPROVED if old.status is Status.HIDDEN else Status.HIDDEN,
        }[key]
        text = change(text, "it", **{key: value})
        expected["it"] = replace(old, **{key: value})
    found = facts(text)
    assert {name: said(fact) for name, fact in found.items()} == {
        name: said(fact) for name, fact in expected.items()
    }
    for comment in (*comments, "# above", "# between", "# below", "# end"):
        assert comment in text
    assert (line_break == "\n") or "\n" not in text.replace("\r\n", "")


def said(fact):
    """Return what a fact says, wherever it stands; white space in what is not written anew may differ from line to line."""
    return (
        fact.statement,
        fact.asks,
        fact.topics,
        fact.status,
        [(one.source, one.quote, one.page) for one in fact.cites],
    )


@pytest.mark.parametrize(
    "written_as", ["id: it", "'id': it", 'id: "it"', "id: >-\n    it", "\"id\" :   'it'", "id:\n    it"]
)
def test_an_id_is_found_however_it_is_written(written_as):
    text = f"{FILE}- {written_as}\n  fact: 'id: it'\n  cites: {{source: a, quote: it}}\n"
    entry = find(text, "it")
    assert entry
    assert entry.text.startswith(f"- {written_as}")
    assert find(text, "i") is None
