import json
import subprocess
import sys
from pathlib import Path

import compare
import peers
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
NOTE = "The mayor opened the new bridge in 1998. The ferry sails at nine."
FACTS = """- id: ferry
  fact: The ferry sails at nine.
  asks: [When does the ferry sail?]
  cites:
  - source: note.txt
    quote: The ferry sails at nine.
"""
ASKED = [
    {
        "question": "Who opened the bridge?",
        "typo": "Who opened the brigde?",
        "document": "note.txt",
        "spans": [[0, 40]],
    },
    {"question": "When does the ferry sail?", "typo": "When does the fery sail?", "fact": "ferry"},
]
ABSENT = [{"question": "How do I boil an egg?"}]
TEXTS = ["The ferry sails at nine.", "The mayor opened the new bridge.", "Herring is landed on the quay."]
QUESTION = "Who opened the bridge?"


def run(script, *arguments, given=""):
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def found_by(name):
    job = {"texts": TEXTS, "questions": [QUESTION, "?!", "mayor"], "home": ""}
    return json.loads(run("peers.py", name, given=json.dumps(job)))


@pytest.mark.parametrize(
    "name",
    [
        "rapidfuzz token_set_ratio",
        "rapidfuzz WRatio",
        "SQLite FTS5 bm25, porter",
        "tantivy BM25, en_stem",
        "bm25s + PyStemmer",
        "WordLlama",
    ],
)
def test_a_peer_finds_the_text_and_survives_a_question_without_words(name):
    came = found_by(name)
    if "missing" in came:
        pytest.skip(f"{came['missing']} is not installed")
    first, _, last = came["found"]
    assert first[0][0] == last[0][0] == 1
    assert len(came["took_ms"]) == 3


def test_a_peer_that_lacks_something_says_what():
    assert found_by("the encoder alone") == {"missing": "give --encoder FOLDER"}


@pytest.fixture
def question_set(tmp_path):
    for folder, name, text in (("documents", "note.txt", NOTE), ("facts", "town.yaml", FACTS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    for name, lines in (("questions.jsonl", ASKED), ("absent.jsonl", ABSENT)):
        (tmp_path / name).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def test_systems_are_held_against_each_other_and_parts_are_taken_away(question_set, monkeypatch, capsys):
    few = ["Citebot", "Citebot with the encoder", compare.YARDSTICK]
    monkeypatch.setattr(compare, "PEERS", {name: peers.PEERS[name] for name in few})
    monkeypatch.setattr(sys, "argv", ["compare.py", str(question_set), "--ablate"])
    compare.main()
    printed = capsys.readouterr().out
    table, decisions, reliability, ablation = printed.split("\n\n")[1:5]
    assert [line.split("  ")[0] for line in table.splitlines()][1:3] == [
        "Citebot",
        "Citebot with the encoder",
    ]
    assert "careful, in use" in decisions
    assert reliability.startswith("confidence")
    assert ablation.splitlines()[1].startswith("as it is")
    assert "zeroed: kind of answer" in ablation
