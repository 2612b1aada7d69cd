from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.facts.curated import digest, load
from knowledge.model import CuratedFact, Problem, QuotedSource, Status

WHOLE = """\
- id: ferry
  fact: The ferry sails twice a day.
  asks: [When does the ferry sail?, ferry times]
  topics: [harbour]
  cites:
  - source: harbour.md
    quote: sails at nine and at five
    page: 4
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    return tmp_path


def read(home: Path, text: str) -> tuple[tuple[CuratedFact, ...], tuple[Problem, ...]]:
    (home / "facts" / "harbour.yaml").write_text(text, encoding="utf-8")
    return load(home / "facts")


def only_problem(home: Path, text: str) -> str:
    facts, problems = read(home, text)
    assert facts == ()
    assert len(problems) == 1, problems
    return str(problems[0])


def test_a_fact_is_loaded_with_its_file_and_lines(home: Path) -> None:
    facts, problems = read(home, "# The harbour\n\n" + WHOLE)
    assert problems == ()
    assert facts == (
        CuratedFact(
            id="ferry",
            statement="The ferry sails twice a day.",
            cites=(QuotedSource("harbour.md", "sails at nine and at five", page=4, line=8),),
            status=Status.APPROVED,
            asks=("When does the ferry sail?", "ferry times"),
            topics=("harbour",),
            file="facts/harbour.yaml",
            line=3,
        ),
    )


def test_all_that_is_wrong_with_a_fact_is_told_at_once(home: Path) -> None:
    text = "- id: a\n  fact: b\n  cite:\n  - source: s\n    quote: q\n    page: two\n"
    flawed: list[CuratedFact] = []
    (home / "facts" / "harbour.yaml").write_text(text, encoding="utf-8")
    facts, problems = load(home / "facts", flawed=flawed)
    assert facts == ()
    assert [problem.line for problem in problems] == [3, 6]
    assert flawed[0].cites == (QuotedSource("s", "q", None, 4),)


@pytest.mark.parametrize(
    "written", ["no", "12:30", "1.10", "2024-01-05", "null", "~", "0x1F", "1_000", "yes", "=", ".inf"]
)
def test_only_strings_are_strings(home: Path, written: str) -> None:
    (fact,), _ = read(home, f"- id: a\n  fact: {written}\n  cites: {{source: {written}, quote: {written}}}\n")
    assert (fact.statement, fact.cites[0].source, fact.cites[0].quote) == (written, written, written)


def test_one_question_and_one_cite_need_no_list(home: Path) -> None:
    text = "- id: a\n  fact: B\n  asks: Who, or what?\n  cites:\n    source: c.txt\n    quote: d\n"
    (fact,), problems = read(home, text)
    assert problems == ()
    assert fact.asks == ("Who, or what?",)
    assert fact.cites == (QuotedSource("c.txt", "d", page=None, line=5),)


def test_a_hidden_fact_needs_its_quote_but_no_wording(home: Path) -> None:
    (fact,), _ = read(home, "- id: a\n  status: hidden\n  cites: {source: c.txt, quote: d}\n")
    assert (fact.status, fact.statement) == (Status.HIDDEN, "")
    assert "“cites” is missing" in only_problem(home, "- id: a\n  status: hidden\n")


def test_files_at_any_depth_are_read_by_path_and_hidden_or_temporary_ones_are_not(home: Path) -> None:
    for name in [
        "b.yml",
        "a/z.yaml",
        ".a.yaml",
        ".git/x.yaml",
        "~$b.yaml",
        "#b.yaml",
        "b.yaml~",
        "notes.txt",
        "C.YAML",
    ]:
        path = home / "facts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(WHOLE.replace("ferry\n", path.stem + "\n", 1), encoding="utf-8")
    facts, problems = load(home / "facts")
    assert problems == ()
    assert [fact.file for fact in facts] == ["facts/C.YAML", "facts/a/z.yaml", "facts/b.yml"]


def test_a_missing_folder_or_an_empty_file_holds_no_facts(home: Path) -> None:
    assert load(home / "nowhere") == ((), ())
    assert read(home, "# nothing yet\n") == ((), ())
    assert read(home, "---\n") == ((), ())


def test_the_digest_changes_with_a_name_or_a_word_of_a_fact_file_only(home: Path) -> None:
    read(home, WHOLE)
    before = digest(home / "facts")
    (home / "facts" / "notes.txt").write_text("Ask Ada.", encoding="utf-8")
    assert digest(home / "facts") == before
    read(home, WHOLE.replace("twice", "once"))
    assert digest(home / "facts") != before
    read(home, WHOLE)
    (home / "facts" / "harbour.yaml").rename(home / "facts" / "port.yaml")
    assert digest(home / "facts") != before


def test_paths_are_relative_to_the_home(home: Path) -> None:
    read(home, WHOLE)
    (fact,), _ = load(home / "facts", home.parent)
    assert fact.file == f"{home.name}/facts/harbour.yaml"


MISTAKES = {
    "an unknown key": (
        "- id: a\n  fact: b\n  ask: c\n  cites: {source: s, quote: q}\n",
        3,
        "Did you mean “asks”?",
    ),
    "an unknown key of a cite": (
        "- id: a\n  fact: b\n  cites: {source: s, quote: q, pgae: 3}\n",
        3,
        "Did you mean “page”?",
    ),
    "a key like no other": (
        "- id: a\n  fact: b\n  colour: red\n  cites: {source: s, quote: q}\n",
        3,
        "The keys are id, fact,",
    ),
    "a capital key": (
        "- id: a\n  Fact: b\n  fact: b\n  cites: {source: s, quote: q}\n",
        2,
        "Did you mean “fact”?",
    ),
    "a repeated key": (
        "- id: a\n  fact: b\n  fact: c\n  cites: {source: s, quote: q}\n",
        3,
        "“fact” stands in line 2 already",
    ),
    "no id": ("- fact: b\n  cites: {source: s, quote: q}\n", 1, "“id” is missing"),
    "no fact": ("- id: a\n  cites: {source: s, quote: q}\n", 1, "“fact” is missing"),
    "an empty fact": ("- id: a\n  fact:\n  cites: {source: s, quote: q}\n", 1, "“fact” is missing"),
    "a blank fact": ("- id: a\n  fact: '  '\n  cites: {source: s, quote: q}\n", 1, "“fact” is missing"),
    "no cites": ("- id: a\n  fact: b\n", 1, "“cites” is missing"),
    "empty cites": ("- id: a\n  fact: b\n  cites: []\n", 3, "“cites” is an empty list"),
    "no source": ("- id: a\n  fact: b\n  cites:\n  - quote: q\n", 4, "“source” is missing"),
    "no quote": ("- id: a\n  fact: b\n  cites:\n  - source: s\n", 4, "“quote” is missing"),
    "a bare cite": ("- id: a\n  fact: b\n  cites: harbour.md\n", 3, "not text"),
    "a list for a fact": (
        "- id: a\n  fact: [b]\n  cites: {source: s, quote: q}\n",
        2,
        "must be text, not a list",
    ),
    "a colon in a question": (
        "- id: a\n  fact: b\n  asks:\n  - In short: who?\n  cites: {source: s, quote: q}\n",
        4,
        "must stand in quotes",
    ),
    "an empty question": (
        "- id: a\n  fact: b\n  asks: [c, '']\n  cites: {source: s, quote: q}\n",
        3,
        "An entry of “asks” is empty",
    ),
    "an empty list": (
        "- id: a\n  fact: b\n  topics: []\n  cites: {source: s, quote: q}\n",
        3,
        "“topics” is an empty list",
    ),
    "a space in an id": (
        "- id: a b\n  fact: b\n  cites: {source: s, quote: q}\n",
        1,
        "“a b” cannot be an id",
    ),
    "a slash in an id": (
        "- id: a/b\n  fact: b\n  cites: {source: s, quote: q}\n",
        1,
        "“a/b” cannot be an id",
    ),
    "a long id": (f"- id: {'a' * 65}\n  fact: b\n  cites: {{source: s, quote: q}}\n", 1, "cannot be an id"),
    "an id of a draft": ("- id: d-12\n  fact: b\n  cites: {source: s, quote: q}\n", 1, "kept for drafts"),
    "a draft": (
        "- id: a\n  status: draft\n  fact: b\n  cites: {source: s, quote: q}\n",
        2,
        "cannot be a draft",
    ),
    "an unknown status": (
        "- id: a\n  status: ready\n  fact: b\n  cites: {source: s, quote: q}\n",
        2,
        "Write “approved” or “hidden”",
    ),
    "a page in words": (
        "- id: a\n  fact: b\n  cites: {source: s, quote: q, page: four}\n",
        3,
        "“four” is no page number",
    ),
    "page zero": (
        "- id: a\n  fact: b\n  cites: {source: s, quote: q, page: 0}\n",
        3,
        "“0” is no page number",
    ),
    "an endless page": (
        f"- id: a\n  fact: b\n  cites: {{source: s, quote: q, page: {'9' * 5000}}}\n",
        3,
        "is no page number",
    ),
    "a word for a fact": ("- ferry\n", 1, "A fact must be lines of “key: text”"),
    "no list": ("id: a\nfact: b\n", 1, "The file must be a list"),
}


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_at_its_line(home: Path, text: str, line: int, message: str) -> None:
    problem = only_problem(home, text)
    assert problem.startswith(f"facts/harbour.yaml:{line}: ")
    assert message in problem


def test_all_mistakes_are_told_at_once_and_the_other_facts_load(home: Path) -> None:
    broken = "- id: x y\n  fcat: b\n  cites:\n  - source: s\n    page: one\n- id: d\n  fact: b: c\n"
    facts, problems = read(home, broken + WHOLE)
    assert [fact.id for fact in facts] == ["ferry"]
    assert [problem.line for problem in problems] == [1, 2, 4, 5, 7]


def test_an_id_that_is_taken_is_told_with_the_other_place(home: Path) -> None:
    (home / "facts" / "boats.yaml").write_text(WHOLE, encoding="utf-8")
    facts, (problem,) = read(home, WHOLE)
    assert [fact.file for fact in facts] == ["facts/boats.yaml"]
    assert str(problem) == (
        "facts/harbour.yaml:1: The id “ferry” is taken by the fact at facts/boats.yaml:1. Choose another one."
    )


def test_a_file_in_another_encoding_is_told_with_the_line(home: Path) -> None:
    (home / "facts" / "a.yaml").write_bytes(WHOLE.replace("ferry sails", "ferry sails à").encode("latin-1"))
    facts, (problem,) = load(home / "facts")
    assert facts == ()
    assert str(problem).startswith("facts/a.yaml:2: This line is not UTF-8 text.")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_unicode_is_read(home: Path, encoding: str) -> None:
    (home / "facts" / "a.yaml").write_bytes(WHOLE.encode(encoding))
    assert [fact.id for fact in load(home / "facts")[0]] == ["ferry"]


def test_a_file_that_is_far_too_large_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.facts.fact_files.MAX_FILE_BYTES", 100)
    assert "Divide it into several files" in only_problem(home, WHOLE)


def test_what_is_no_file_is_skipped(home: Path) -> None:
    (home / "facts" / "a.yaml").symlink_to("a.yaml")
    (home / "facts" / "b.yaml").mkdir()
    assert [fact.id for fact in read(home, WHOLE)[0]] == ["ferry"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that exists and cannot be read")
def test_a_file_that_cannot_be_read_is_told(home: Path) -> None:
    (home / "facts" / "a.yaml").symlink_to("/proc/self/mem")
    facts, (problem,) = read(home, WHOLE)
    assert [fact.id for fact in facts] == ["ferry"]
    assert str(problem).startswith("facts/a.yaml: The file cannot be read")


lines = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1)
    .map(str.strip)
    .filter(bool)
)
ids = st.from_regex(r"[a-ce-z][\w.-]{0,20}", fullmatch=True)
cites = st.fixed_dictionaries({"source": lines, "quote": lines})
curated = st.fixed_dictionaries(
    {"id": ids, "fact": lines, "cites": st.lists(cites, min_size=1, max_size=3)},
    optional={
        "asks": st.lists(lines, min_size=1, max_size=3),
        "topics": st.lists(lines, min_size=1, max_size=3),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(curated, max_size=4, unique_by=lambda fact: str(fact["id"])), st.booleans())
def test_what_yaml_writes_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, written: list[dict[str, object]], flow: bool
) -> None:
    folder = tmp_path_factory.mktemp("facts")
    text = yaml.safe_dump(written, allow_unicode=True, default_flow_style=flow)
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    facts, problems = load(folder)
    assert problems == ()
    assert [
        {
            "id": fact.id,
            "fact": fact.statement,
            "cites": [{"source": c.source, "quote": c.quote} for c in fact.cites],
        }
        | ({"asks": list(fact.asks)} if fact.asks else {})
        | ({"topics": list(fact.topics)} if fact.topics else {})
        for fact in facts
    ] == written
