import re
from random import Random

import pytest
from question_sets import read
from reader.written import WRITTEN, blocks, cited, make_set

HOMES = sorted(path.parent for path in WRITTEN.glob("*/*/questions.txt"))


@pytest.mark.parametrize("home", HOMES, ids=lambda home: f"{home.parent.name}/{home.name}")
def test_what_answers_a_question_stands_in_its_document(home):
    quotes = cited(home / "facts")
    for block, lines in blocks((home / "questions.txt").read_text("utf-8")):
        name, quote = quotes.get(block, (block, ""))
        text = (home / "documents" / name).read_text("utf-8")
        assert quote in text
        for line in lines:
            assert re.match(r"[-+] \S", line)
            if line.startswith("+ "):
                piece = line.rpartition(" | ")[2]
                assert piece == block if quote else piece in text, line


def test_no_question_is_both_answered_and_not():
    for home in HOMES:
        lines = (home / "questions.txt").read_text("utf-8").splitlines()
        asked = {line[2:].partition(" | ")[0] for line in lines if line.startswith("+ ")}
        assert not asked & {line[2:] for line in lines if line.startswith("- ")}


def test_a_home_becomes_a_question_set(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "fees.md").write_text(
        "# Fees\n\n| What | Price |\n|---|---|\n| Day pass | 12 euros |\n", "utf-8"
    )
    (documents / "rules.txt").write_text("Dogs must be on a lead.\n", "utf-8")
    questions = tmp_path / "questions.txt"
    questions.write_text(
        "# fees.md\n+ what is a day pass | 12 euros\n- what is a week pass\n\n# rules.txt\n+ can my dog run free | 0-23\n",
        "utf-8",
    )
    assert make_set(questions, documents, tmp_path / "set", Random(0)) == (2, 1)
    made = read(tmp_path / "set")
    assert [golden.text for golden in made.plain] == ["what is a day pass", "can my dog run free"]
    assert made.plain[1].gold.spans == ((0, 23),)
    assert made.plain[0].gold.source == "fees.md"


def test_a_question_on_an_approved_fact_is_answered_by_what_it_quotes(tmp_path):
    for folder in ("documents", "facts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "documents" / "note.txt").write_text("Mayor Anna Holm opened the quay.\n", "utf-8")
    (tmp_path / "facts" / "facts.yaml").write_text(
        "- {id: mayor, fact: Anna Holm is the mayor., cites: [{source: note.txt, quote: Mayor Anna Holm}]}\n",
        "utf-8",
    )
    questions = tmp_path / "questions.txt"
    questions.write_text("# =mayor\n+ who heads the town | =mayor\n- who is the deputy mayor\n", "utf-8")
    assert make_set(questions, tmp_path / "documents", tmp_path / "set", Random(0)) == (1, 1)
    (made,) = read(tmp_path / "set").plain
    assert (made.gold.source, made.gold.spans) == ("note.txt", ((0, 15),))
    assert (tmp_path / "set" / "facts" / "facts.yaml").exists()
