"""What may be typed after `citebot`. Nothing slow to import is needed, so that help is instant."""

import argparse
import re
import sys
from pathlib import Path
from typing import NoReturn

from bot.commands.table import COMMANDS

_BEGIN = """to begin:
  citebot chat           talk about the sample that comes with it
  citebot init FOLDER    lay out a home for documents of your own"""

_FORMS = ("yaml", "csv", "markdown")


class Parser(argparse.ArgumentParser):
    """Says in a sentence what is wrong with what was typed, and how it is typed."""

    def error(self, message: str) -> NoReturn:
        """Stop with exit code 2."""
        if unknown := re.search(r"invalid choice: '(.*?)'", message):
            from knowledge.languages.suggestions import did_you_mean

            known = re.findall(r"[a-z]+", message.partition("choose from")[2])
            told = (
                f"There is no “{unknown[1]}”.",
                did_you_mean(unknown[1], known),
                "To see what there is, run:",
            )
            self.exit(2, f"citebot: {' '.join(filter(None, told))} {self.prog} --help\n")
        usage = " ".join(self.format_usage().removeprefix("usage: ").split())
        self.exit(2, f"citebot: {message[:1].upper()}{message[1:]}. Please write: {usage}\n")


def parser() -> Parser:
    """Return the parser of the command line; the commands of the chat that are there too come from their table."""
    citebot = Parser(
        prog="citebot",
        description="Answer questions about a folder of documents, and prove every answer.",
        epilog=_BEGIN,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    citebot.add_argument("--home", type=Path, help="folder with sources/ and facts/ (else $CITEBOT_HOME)")
    citebot.add_argument("--verbose", action="store_true", help="say more about what is going on")
    citebot.add_argument("--version", action=_Version, nargs=0, help="show the version")
    commands = citebot.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(name: str, summary: str, usage: str | None = None) -> Parser:
        described = f"{summary[:1].upper()}{summary[1:]}."
        return commands.add_parser(name, help=summary, description=described, usage=usage)

    init = add("init", "lay out a new home")
    init.add_argument(
        "folder", type=Path, nargs="?", metavar="FOLDER", help="where (else the current folder)"
    )
    add("chat", "ask questions at the keyboard")
    add("run", "answer on Telegram")
    add("doctor", "check what the bot needs on Telegram")
    add("health", "say whether the bot on Telegram is alive, at once")
    ask = add("ask", "answer one question, or many")
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="*", default=[], metavar="QUESTION", help="in your own words")
    what.add_argument("--batch", metavar="FILE", help="ask each line of a file ('-' for stdin)")
    ask.add_argument(
        "--dialogue", action="store_true",
        help="with --batch: each line follows on those before it; an empty line begins a new conversation",
    )  # fmt: skip
    ask.add_argument("--json", action="store_true", help="answer with one JSON object a line")
    golden = add("eval", "ask golden questions and say how it went")
    golden.add_argument("files", nargs="+", type=Path, metavar="FILE", help="golden questions, in YAML")
    golden.add_argument(
        "--at-least", type=float, default=100, metavar="PERCENT",
        help="how many must pass (else all); an answer where a refusal is due always fails",
    )  # fmt: skip
    golden.add_argument("--json", action="store_true", help="say it as one JSON object")
    export = add("export", "write the approved facts with their citations to stdout")
    export.add_argument(
        "form",
        choices=_FORMS,
        nargs="?",
        default=_FORMS[0],
        metavar="FORM",
        help=f"{', '.join(_FORMS[:-1])} or {_FORMS[-1]}",
    )
    _add_store(add("store", "keep a home in PostgreSQL, so that several bots can share it"))
    for command in COMMANDS.values():
        if command.is_on_command_line:
            browse = add(command.name, command.summary, f"citebot {command.name} {command.arguments}".strip())
            if command.arguments:
                metavar, nargs = (
                    command.arguments.split()[0].strip("[]"),
                    "+" if command.needs_argument else "*",
                )
                browse.add_argument("words", nargs=nargs, metavar=metavar, help=argparse.SUPPRESS)
    return citebot


def _add_store(store: Parser) -> None:
    actions = store.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)

    def add(name: str, summary: str) -> Parser:
        return actions.add_parser(name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.")

    init = add("init", "make the tables, or bring them up to date, and print the SQL of a role for bots")
    init.add_argument(
        "--role", default="citebot", metavar="NAME", help="what the role is called (else citebot)"
    )
    init.add_argument("--rights", action="store_true", help="print the SQL and change nothing")
    put_in = add("import", "put a folder into the database, with all that people have done")
    take_out = add("export", "make a folder of what is in the database, a home that needs none")
    sync = add("sync", "make sources and facts in the database equal to those of a folder")
    sync.add_argument("--dry-run", action="store_true", help="only show what would change")
    for action in (put_in, sync):
        action.add_argument(
            "folder", type=Path, nargs="?", metavar="FOLDER", help="which one (else the home)"
        )
    take_out.add_argument("folder", type=Path, metavar="FOLDER", help="a new one, or one that is empty")


class _Version(argparse.Action):
    """Look up the version only when it is asked for; that is slow."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"citebot {version('citebot')}\n")
        parser.exit()
