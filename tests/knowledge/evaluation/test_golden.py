import pytest

from knowledge.base import KnowledgeBase
from knowledge.errors import CitebotError
from knowledge.evaluation import golden
from knowledge.evaluation.scores import Gold, Golden

NOTES = "The harbour of Brede was dug by the engineer Odile Marchand. In the harbour he promised them a new tug.\n"
TUG = """- id: tug
  fact: The mayor promised the pilots a new tug.
  cites: {source: harbour.txt, quote: he promised them a new tug.}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A base of one source and one fact, which nothing here changes."""
    home = tmp_path_factory.mktemp("home")
    for name, text in (("sources/harbour.txt", NOTES), ("facts/harbour.yaml", TUG)):
        (home / name).parent.mkdir()
        (home / name).write_text(text, encoding="utf-8")
    with KnowledgeBase(home, home / ".citebot") as opened:
        opened.refresh()
        yield opened


@pytest.fixture
def read(base, tmp_path):
    """Read a file of golden questions on the harbour; return the questions and the problems, without the folder."""

    def reading(text):
        path = tmp_path / "golden.yaml"
        path.write_text(text, encoding="utf-8")
        questions, problems = golden.load(path, base)
        return questions, [str(problem).replace(f"{path}:", "") for problem in problems]

    return reading


def only_problem(read, text):
    questions, problems = read(text)
    assert questions == ()
    assert len(problems) == 1, problems
    return problems[0]


def test_a_question_is_answered_by_a_fact_a_quote_or_nothing(read, tmp_path):
    questions, problems = read(
        "- ask: Will there be a tug?\n  fact: tug\n"
        "- ask: Who dug it?\n  source: harbour.txt\n  quote: Odile   Marchand\n"
        "- {ask: Who bakes?, refuse: true}\n"
    )
    file = tmp_path / "golden.yaml"
    assert problems == []
    assert questions == (
        Golden(
            "Will there be a tug?",
            Gold(fact="tug"),
            f"{file}:1",
            "“The mayor promised the pilots a new tug.” (tug)",
        ),
        Golden(
            "Who dug it?",
            Gold(source="harbour.txt", spans=((45, 59),)),
            f"{file}:3",
            "“Odile   Marchand” (harbour.txt)",
        ),
        Golden("Who bakes?", Gold(), f"{file}:6", "no answer"),
    )


def test_a_quote_counts_wherever_it_stands(read):
    (question,), _ = read("- {ask: What of it?, source: harbour, quote: harbour}\n")
    assert [NOTES[slice(*span)] for span in question.gold.spans] == ["harbour", "harbour"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("  fact: tgu", "2: There is no fact “tgu” to answer with. Did you mean “tug”?"),
        (
            "  fact: ferry-times",
            "2: There is no fact “ferry-times” to answer with. If it stands in a file, see:",
        ),
        (
            "  source: habour.txt\n  quote: a new tug",
            "2: There is no source “habour.txt”. Did you mean “harbour.txt”?",
        ),
        ("  source: zoo.pdf\n  quote: a new tug", "2: There is no source “zoo.pdf”. Put the file into"),
        (
            "  source: harbour.txt\n  quote: he promised them an old tug.",
            "3: The quote is not in “harbour.txt”. Did you mean: “he promised them a new tug.”",
        ),
        (
            "  source: harbour.txt\n  quote: Nobody ever goes fishing there",
            "3: The quote is not in “harbour.txt”. Copy words of the source",
        ),
    ],
)
def test_what_is_gone_makes_a_question_stale(read, entry, problem):
    assert only_problem(read, f"- ask: What?\n{entry}\n").startswith(problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- fact: tug", "1: “ask” is missing."),
        ("- ask:\n  fact: tug", "1: “ask” is missing."),
        ("- ask: What?", "1: What is expected is missing. Write “fact: ID”, or"),
        ("- ask: What?\n  source: harbour.txt", "1: This says too little or too much of what is expected."),
        (
            "- ask: What?\n  fact: tug\n  refuse: true",
            "1: This says too little or too much of what is expected.",
        ),
        ("- ask: What?\n  refuse: maybe", "2: “refuse” can only be true."),
        ("- ask: What?\n  fakt: tug", "2: There is no key “fakt” here. Did you mean “fact”?"),
        ("- ask: What?\n  colour: red", "2: There is no key “colour” here. The keys are ask, fact,"),
        ("- ask: What?\n  fact: tug\n  fact: tug", "3: “fact” is given twice."),
        ("- ask: What?\n  fact: [tug]", "2: “fact” must be text."),
        ("- What?", "1: A golden question must be lines of “key: text”."),
        ("- ask: What: now?", "1: "),
        ("ask: What?", "1: The file must be a list."),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(read, text, problem):
    assert only_problem(read, text).startswith(problem)


def test_mistakes_cost_only_the_questions_that_hold_them(read):
    questions, problems = read("- ask: A?\n  fact: no\n- ask: B?\n  fact: tug\n- ask: C?\n  fact: nor\n")
    assert [question.text for question in questions] == ["B?"]
    assert [problem[:1] for problem in problems] == ["2", "6"]


def test_a_file_that_cannot_be_read_stops(base, tmp_path):
    with pytest.raises(CitebotError, match="cannot be read"):
        golden.load(tmp_path / "none.yaml", base)
    (tmp_path / "bad.yaml").write_bytes(b"- ask: \xff")
    with pytest.raises(CitebotError, match="UTF-8"):
        golden.load(tmp_path / "bad.yaml", base)
