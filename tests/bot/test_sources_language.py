"""Where nothing else shows a language, it is that of the sources."""

import pytest

from bot.__main__ import main
from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import Home
from bot.speaker import Speaker
from bot.state.table import Origin
from knowledge.base import KnowledgeBase

SOURCE = "Die Mühle mahlt seit dem Jahr 1904 Roggen. Der Eintritt in das Museum der Mühle kostet vier Euro.\n"


@pytest.fixture
def german_home(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "muehle.txt").write_text(SOURCE, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("telegram", "spoken"), [("", "de"), ("nl", "de"), ("fr", "fr")])
def test_a_bare_word_is_answered_in_the_language_of_the_telegram_or_of_the_sources(
    german_home, state, telegram, spoken
):
    with KnowledgeBase(german_home, german_home / ".citebot") as base:
        base.refresh()
        dialogue = Dialogue(base, Config(), Home(german_home, german_home / ".citebot"), state)
        assert (
            dialogue.reply(Speaker(Origin(7, 1, 7), "Otto", language=telegram), "xylophon").language == spoken
        )


@pytest.mark.parametrize(
    ("locale", "first"), [("C.UTF-8", "Nicht in meinen Quellen."), ("es_ES", "No está en mis fuentes.")]
)
def test_a_conversation_in_a_file_keeps_to_its_language(german_home, monkeypatch, capsys, locale, first):
    monkeypatch.setenv("LC_ALL", locale)
    batch = german_home / "turns.txt"
    batch.write_text("xylophon\nWho won the world cup in chess?\nzebra\n\nzebra\n", "utf-8")
    assert main(["--home", str(german_home), "ask", "--batch", str(batch), "--dialogue"]) == 0
    out = capsys.readouterr().out
    told = [part.splitlines()[1] for part in out.split("> ")[1:]]
    assert [line.split(". ")[0] + "." for line in told] == [
        first,
        "Not in my sources.",
        "Not in my sources.",
        first,
    ]
