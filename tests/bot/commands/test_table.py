from pathlib import Path

import pytest

import bot.commands
from bot.commands.context import split_page
from bot.commands.table import COMMANDS, called


def test_every_command_has_its_file_and_stands_in_the_help_unless_only_buttons_send_it(dialogue, hear, read):
    folder = Path(bot.commands.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "command", "context", "table"}
    assert set(COMMANDS) == files
    shown = read(hear(dialogue, "admin", "/help"))[1:]
    listed = [command for command in COMMANDS.values() if command.is_listed]
    assert shown == [f"{command.usage}: {command.summary}" for command in listed]
    assert dialogue.commands(is_admin=True) == tuple(listed)


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


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/facts", "facts", ""),
        ("/FACTS  ferry  pier ", "facts", "ferry  pier"),
        ("/fact\nmayor", "fact", "mayor"),
        ("/foo bar", None, "bar"),
        ("facts", None, ""),
        ("/", None, ""),
        ("", None, ""),
    ],
)
def test_a_text_is_told_from_the_command_it_calls(text, name, argument):
    command, rest = called(text)
    assert (command.name if command else None, rest) == (name, argument)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("/facts ferry", False),
        ("/facts ferry page 2", True),
        ("/topics page 2", True),
        ("/gaps page 3", True),
        ("/show mayor", False),
        ("/show mayor#2", False),
        ("/show mayor#2 -3", True),
        ("/search the front page 2", False),
    ],
)
def test_a_command_knows_when_it_shows_another_part_of_the_same(text, turns):
    command, argument = called(text)
    assert command.turns_page_with(argument) is turns


@pytest.mark.parametrize(
    ("text", "is_personal"), [("/why", True), ("/others", True), ("/others Who?", False), ("/topics", False)]
)
def test_a_command_knows_when_it_depends_on_who_calls_it(text, is_personal):
    command, argument = called(text)
    assert command.is_personal_with(argument) is is_personal
