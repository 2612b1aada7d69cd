"""docs/commands.md lists what can be typed, on the command line and in the chat."""

import argparse

from bot.commands.command import Audience
from bot.commands.table import COMMANDS
from bot.terminal.arguments import parser


def table(rows):
    return "| type | and it does this |\n|---|---|\n" + "".join(
        f"| `{typed}` | {does} |\n" for typed, does in rows
    )


def subcommands():
    """Yield (how to type it, what it does) for each subcommand."""
    (found,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    for choice in found._choices_actions:
        one = found.choices[choice.dest]
        taken = (shown(action) for action in one._actions if action.dest != "help")
        yield one.usage or " ".join((one.prog, *taken)), choice.help


def shown(action):
    """Return how an argument is typed; what may be left out stands in brackets."""
    if not action.option_strings:
        return f"[{action.metavar}]" if action.nargs in ("?", "*") else action.metavar
    return f"[{' '.join(filter(None, (action.option_strings[0], action.metavar)))}]"


def test_the_subcommands_are_listed(part):
    part("docs/commands.md", "command line", table(subcommands()))


def test_the_commands_for_everyone_are_listed(part):
    part("docs/commands.md", "everyone", table(listed(Audience.EVERYONE)))


def test_the_commands_for_admins_are_listed(part):
    part("docs/commands.md", "admins", table(listed(Audience.ADMINS)))


def listed(audience):
    return [
        (command.usage, command.summary)
        for command in COMMANDS.values()
        if command.audience is audience and command.is_listed
    ]
