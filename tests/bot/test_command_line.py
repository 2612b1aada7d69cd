import io
import json
import os
import subprocess
import sys

import pytest

from bot.__main__ import main
from bot.commands.table import COMMANDS
from bot.config.example import example


@pytest.fixture
def citebot(town, capsys):
    """Run a command on the harbour town; return (exit code, stdout, stderr)."""

    def run(*arguments):
        code = main(["--home", str(town), *arguments])
        return (code, *capsys.readouterr())

    return run


def test_a_question_is_answered_in_words(citebot):
    code, out, err = citebot("ask", "Who is the mayor of Lindvik?")
    assert code == 0
    assert "“Mayor Ingrid Solheim”" in out
    assert "\x1b" not in out
    assert err == "1 problem in your files. To see what to mend, run: citebot check\n"


def test_a_question_needs_no_quotes_around_it(citebot):
    assert "Ingrid Solheim" in citebot("ask", "Who", "is", "the", "mayor", "of", "Lindvik?")[1]


def test_a_question_without_an_answer_is_no_failure(citebot):
    assert citebot("ask", " ")[0] == 1
    code, out, _ = citebot("ask", "Who won the chess tournament?")
    assert code == 0
    assert out.startswith("Not in my sources.")


def test_a_file_of_questions_gives_one_json_line_each_blank_ones_too(citebot, tmp_path):
    batch = tmp_path / "questions.txt"
    batch.write_bytes("\ufeffWho is the mayor of Lindvik?\n\nxylophone\x85zebra\u2028quartz".encode())
    code, out, _ = citebot("ask", "--json", "--batch", str(batch))
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["question"] for one in told] == [
        "Who is the mayor of Lindvik?",
        "",
        "xylophone\x85zebra\u2028quartz",
    ]
    assert [one["answered"] for one in told] == [True, False, False]
    mayor, *others = told[0]["candidates"]
    assert mayor["fact"] == "mayor"
    assert mayor["statement"][slice(*mayor["told"])] == "Ingrid Solheim"
    assert all(one["told"] is None for one in (*others, *told[2]["candidates"]))
    assert told[0]["took_ms"] > 0


def test_questions_come_from_stdin_too_and_are_repeated_in_words(citebot, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Who is the mayor of Lindvik?\nIs it cold?\n"))
    _, out, _ = citebot("ask", "--batch", "-")
    assert [line for line in out.splitlines() if line.startswith("> ")] == [
        "> Who is the mayor of Lindvik?",
        "> Is it cold?",
    ]


def test_in_a_dialogue_lines_follow_on_each_other_up_to_an_empty_one(citebot, tmp_path):
    batch = tmp_path / "turns.txt"
    batch.write_text("Who is the mayor of Lindvik?\nand when?\n\nand when?\n", encoding="utf-8")
    _, out, _ = citebot("ask", "--json", "--batch", str(batch), "--dialogue")
    told = [json.loads(line)["understood_as"] for line in out.splitlines()]
    assert told == [None, "When is the mayor of Lindvik?", None]


def test_a_dialogue_takes_its_lines_from_a_file(citebot):
    code, _, err = citebot("ask", "--dialogue", "Who is the mayor of Lindvik?")
    assert code == 2
    assert "--batch FILE" in err


def test_check_lists_problems_by_file_and_line_and_fails(citebot):
    code, out, _ = citebot("check")
    assert code == 1
    assert out.startswith("facts/harbour.yaml:")
    assert len(out.splitlines()) == 1


@pytest.fixture
def golden(tmp_path):
    """Write a file of golden questions; return its path."""

    def written(text):
        path = tmp_path / "golden.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


MAYOR = "- {ask: Who is the mayor of Lindvik?, fact: mayor}\n"
CHESS = "- {ask: Who won the chess tournament?, refuse: true}\n"
FAILS = "- {ask: Who is the mayor of Lindvik?, source: gazette.txt, quote: Visitors can rent rowing boats}\n"
UNDUE = "- {ask: Who is the mayor of Lindvik?, refuse: true}\n"


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (MAYOR + CHESS, (), 0),
        (MAYOR + FAILS, (), 1),
        (MAYOR + FAILS, ("--at-least", "50"), 0),
        (MAYOR + FAILS, ("--at-least", "51"), 1),
        (MAYOR + UNDUE, ("--at-least", "50"), 1),
        (MAYOR + "- {ask: Why?, fact: gone}\n", ("--at-least", "0"), 1),
        ("# none yet\n", (), 2),
    ],
    ids=[
        "all pass",
        "one fails",
        "enough pass",
        "too few pass",
        "a refusal is due",
        "one is stale",
        "nothing to ask",
    ],
)
def test_golden_questions_pass_or_fail(citebot, golden, text, options, code):
    assert citebot("eval", golden(text), *options)[0] == code


def test_golden_questions_of_several_files_are_told_together(citebot, golden, tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text(CHESS, encoding="utf-8")
    _, out, _ = citebot("eval", golden(MAYOR), str(more), "--json")
    assert json.loads(out)["asked"] == 2
    assert citebot("eval", golden(MAYOR), str(more))[1].startswith("2 golden questions asked: 2 passed")


def test_a_home_in_order_passes_the_check(tmp_path, capsys):
    assert main(["init", str(tmp_path / "press")]) == 0
    (tmp_path / "press" / "sources" / "a.txt").write_text("The mill grinds rye and oats.\n", encoding="utf-8")
    assert main(["--home", str(tmp_path / "press"), "check"]) == 0
    assert "All files are in order." in capsys.readouterr().out


def test_a_home_that_was_never_read_is_not_healthy(tmp_path, capsys):
    main(["init", str(tmp_path)])
    assert main(["--home", str(tmp_path), "health"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "There is nothing to answer from yet."


def test_init_says_how_to_go_on(tmp_path, capsys):
    assert main(["init", str(tmp_path / "press")]) == 0
    assert (tmp_path / "press" / "config.yaml").read_text(encoding="utf-8") == example()
    assert f"citebot --home {tmp_path / 'press'} chat" in capsys.readouterr().out


def test_refresh_says_how_things_stand(citebot):
    code, out, _ = citebot("refresh")
    assert code == 0
    assert out.splitlines()[0] == "Nothing has changed."
    assert "4 approved facts" in out
    assert "from 3 sources" in out
    assert "withheld" in out


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("facts",), "facts"),
        (("facts", "herring"), "900 tonnes"),
        (("fact", "mayor"), "“Mayor Ingrid Solheim”"),
        (("sources",), "ferries.csv"),
        (("source", "gazette"), "gazette"),
        (("search", "rowing", "boats"), "customs house"),
        (("topics",), "nature"),
    ],
)
def test_browsing_prints_what_the_chat_would(citebot, arguments, shown):
    code, out, _ = citebot(*arguments)
    assert code == 0
    assert shown in out


def test_browsing_says_what_to_type_next(citebot):
    _, facts, _ = citebot("facts", "mayor")
    assert "\n  citebot fact mayor\n" in facts
    _, listed, _ = citebot("facts")
    assert "• Page 2 of 2: citebot facts page 2" in listed.splitlines()
    _, nothing, _ = citebot("facts", "zzz")
    assert nothing.splitlines()[-1] == "• All topics: citebot topics"
    assert "“citebot facts” lists them" in citebot("fact", "nobody")[1]


def test_browsing_offers_nothing_that_only_the_chat_can_do(citebot):
    _, fact, _ = citebot("fact", "mayor")
    assert "👍" not in fact
    assert "Show in source" not in fact
    assert "  citebot ask 'Who is the mayor of Lindvik?'" in fact.splitlines()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("chatt",), "There is no “chatt”. Did you mean “chat”? To see what there is, run: citebot --help"),
        (("fact",), "The following arguments are required: ID. Please write: citebot fact ID"),
    ],
)
def test_what_is_mistyped_is_said_in_one_line_with_how_to_type_it(arguments, complaint, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err == f"citebot: {complaint}\n"


def test_nothing_typed_shows_what_can_be(capsys):
    assert main([]) == 2
    assert "citebot init FOLDER" in capsys.readouterr().err


def test_every_command_line_that_is_in_the_chat_too_says_the_same_of_it(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    told = " ".join(capsys.readouterr().out.split())
    for command in COMMANDS.values():
        assert (f" {command.name} {command.summary} " in told) is command.is_on_command_line


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--home", "/nowhere/at/all", "chat"), "There is no folder /nowhere/at/all"),
        (("ask", "--batch", "/nowhere/at/all"), "/nowhere/at/all cannot be read"),
        (("eval", "/nowhere/at/all"), "/nowhere/at/all cannot be read"),
        (("run",), "There is no token, so there is nobody to be on Telegram. Get one from @BotFather"),
    ],
)
def test_what_cannot_run_is_said_in_one_line(citebot, monkeypatch, arguments, complaint):
    monkeypatch.delenv("CITEBOT_TOKEN", raising=False)
    code, out, err = citebot(*arguments)
    assert code == 2
    assert out == ""
    assert err.splitlines()[-1].startswith(f"citebot: {complaint}")
    assert "Traceback" not in err


def test_mistakes_in_the_settings_stop_the_run(tmp_path, capsys):
    main(["init", str(tmp_path)])
    (tmp_path / "config.yaml").write_text("treshold: 0.4\n", encoding="utf-8")
    assert main(["--home", str(tmp_path), "topics"]) == 2
    assert "Did you mean “threshold”?" in capsys.readouterr().err


def test_an_encoder_that_is_not_there_stops_the_run(tmp_path, monkeypatch, capsys):
    main(["init", str(tmp_path)])
    (tmp_path / "config.yaml").write_text("encoder: models/tiny\n", encoding="utf-8")
    for name in ("numpy", "onnxruntime", "tokenizers"):
        monkeypatch.setitem(sys.modules, name, None)
    assert main(["--home", str(tmp_path), "check"]) == 2
    assert "pip install onnxruntime tokenizers numpy" in capsys.readouterr().err


def test_the_sample_serves_where_there_is_no_home(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CITEBOT_HOME", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["check"]) == 0
    assert "Using the sample knowledge" in capsys.readouterr().err


def test_help_needs_nothing_slow():
    heavy = "{'rich', 'yaml', 'tantivy', 'rapidfuzz', 'sqlite3', 'multiprocessing'}"
    probe = f"import sys, bot.__main__ as m; m.parser(); sys.exit(bool({heavy} & set(sys.modules)))"
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False, env=unmeasured)
    assert done.returncode == 0


def test_a_reader_who_has_had_enough_is_no_error(town):
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--home", str(town), "facts"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        complaint = process.stderr.read().decode()
    assert process.returncode == 0
    assert "Broken" not in complaint
    assert "Traceback" not in complaint


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("citebot ")
