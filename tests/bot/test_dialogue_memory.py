import logging
from pathlib import Path

import pytest

import bot.commands
from bot import dialogue as dialogue_module
from bot import listing
from bot.commands import COMMANDS
from bot.commands.command import split_page
from bot.config import Config
from bot.dialogue import Dialogue
from bot.reply import Block, Listing


def text(reply):
    lines = []
    for block in reply.blocks:
        entries = block.entries if isinstance(block, Listing) else (block,)
        lines += ["".join(span.text for span in entry.line) for entry in entries]
    assert all(isinstance(block, Block | Listing) for block in reply.blocks)
    return "\n".join(lines)


def test_why_explains_the_last_question_of_the_one_who_asks(dialogue):
    dialogue.reply("ann", "Who is the mayor of Lindvik?")
    dialogue.reply("bob", "What does the ferry pier cost?")
    assert "Who is the mayor of Lindvik?" in text(dialogue.reply("ann", "/why"))
    assert "What does the ferry pier cost?" in text(dialogue.reply("bob", "/why"))
    assert "Ask me something first" in text(dialogue.reply("eve", "/why"))


def test_commands_do_not_change_what_why_explains(dialogue):
    dialogue.reply("ann", "Who is the mayor of Lindvik?")
    dialogue.reply("ann", "/topics")
    assert "Who is the mayor of Lindvik?" in text(dialogue.reply("ann", "/why"))


def test_whoever_was_silent_longest_is_forgotten_first(dialogue, monkeypatch):
    monkeypatch.setattr(dialogue_module, "_REMEMBERED", 2)
    for who in ("ann", "bob", "ann", "eve"):
        dialogue.reply(who, "Who is the mayor of Lindvik?")
    assert "Ask me something first" in text(dialogue.reply("bob", "/why"))
    assert "You asked" in text(dialogue.reply("ann", "/why"))


def test_commands_for_admins_do_not_exist_for_others(dialogue):
    assert "1 problem in the files" in text(dialogue.reply("admin", "/check"))
    assert "I don't know the command /check" in text(dialogue.reply("guest", "/check"))
    assert "/check" not in text(dialogue.reply("guest", "/help"))


def test_questions_are_logged_only_on_request(base, caplog):
    caplog.set_level(logging.INFO)
    Dialogue(base, Config()).reply("ann", "Who is the mayor of Lindvik?")
    assert "mayor of" not in caplog.text
    assert "answered" in caplog.text
    Dialogue(base, Config(log_questions=True)).reply("ann", "Who is the mayor of Lindvik?")
    assert "Who is the mayor of Lindvik?" in caplog.text


def test_every_command_has_its_file_and_stands_in_the_help(dialogue):
    folder = Path(bot.commands.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "command"}
    assert set(COMMANDS) == files
    shown = text(dialogue.reply("admin", "/help"))
    assert all(f"{command.usage}: {command.summary}" in shown for command in COMMANDS.values())


@pytest.mark.parametrize(
    ("name", "argument", "fits"),
    [
        ("fact", "", False),
        ("fact", "mayor", True),
        ("facts", "", True),
        ("facts", "pier", True),
        ("topics", "page 2", True),
        ("why", "", True),
        ("why", "not", False),
    ],
)
def test_a_command_knows_the_arguments_it_can_work_with(name, argument, fits):
    assert COMMANDS[name].accepts(argument) is fits


@pytest.mark.parametrize(
    ("argument", "words", "number"),
    [
        ("", "", 1),
        ("page 3", "", 3),
        ("ferry pier page 12", "ferry pier", 12),
        ("the front page", "the front page", 1),
        ("homepage 2", "homepage 2", 1),
        ("pier page 0", "pier", 1),
        ("pier Page 2", "pier", 2),
    ],
)
def test_a_page_number_is_told_from_the_words(argument, words, number):
    assert split_page(argument) == (words, number)


def test_many_topics_and_sources_come_in_pages_that_lead_to_each_other():
    names = [f"topic {n}" for n in range(20)]
    reply = listing.topics(names, 2)
    assert text(reply).startswith("20 topics, page 2 of 3:\ntopic 8")
    assert reply.sends[-2:] == ("/topics page 1", "/topics page 3")
