"""The `citebot` command: understands the command line, and turns errors into exit codes.

Exit codes: 0 fine, 1 problems found in the files of the home or golden questions failed, 2 cannot run.
Everything slow to import stays behind the parser, so that help is instant.
"""

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.commands.table import COMMANDS
from knowledge.errors import CitebotError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a narrow terminal encoding is no reason to stop
    parsed = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if parsed.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        return _run(parsed)
    except CitebotError as error:
        return _stop(str(error))
    except BrokenPipeError:
        # Whoever was reading has had enough. Python would complain once more when it flushes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the edge: a person gets a sentence, --verbose gets the rest
        logging.getLogger(__name__).info("unexpected", exc_info=True)
        return _stop(
            f"Something went wrong inside Citebot ({type(error).__name__}: {error}). Details: citebot --verbose …"
        )


def _run(parsed: argparse.Namespace) -> int:
    from bot.terminal import subcommands

    home: Path | None = parsed.home
    plain = {
        "chat": subcommands.hold_chat,
        "run": subcommands.run,
        "doctor": subcommands.doctor,
        "health": subcommands.health,
        "refresh": subcommands.refresh,
        "check": subcommands.check,
    }
    match parsed.command:
        case "init":
            return subcommands.init(parsed.folder or home or Path.cwd())
        case "ask":
            return subcommands.ask(home, " ".join(parsed.question), parsed.batch, is_json=parsed.json)
        case "eval":
            return subcommands.judge(home, parsed.files, parsed.at_least, is_json=parsed.json)
        case command if command in plain:
            return plain[command](home)
        case command:
            return subcommands.browse(home, " ".join((f"/{command}", *parsed.words)))


def _stop(message: str) -> int:
    from bot.terminal.screen import tell

    tell(f"citebot: {message}")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="citebot", description="Answer questions about a folder of documents, and prove every answer."
    )
    parser.add_argument("--home", type=Path, help="folder with sources/ and facts/ (else $CITEBOT_HOME)")
    parser.add_argument("--verbose", action="store_true", help="say more about what is going on")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    init = commands.add_parser("init", help="lay out a new home")
    init.add_argument(
        "folder", type=Path, nargs="?", metavar="FOLDER", help="where (else the current folder)"
    )
    commands.add_parser("chat", help="ask questions at the keyboard")
    commands.add_parser("run", help="answer on Telegram")
    commands.add_parser("doctor", help="check what the bot needs on Telegram")
    commands.add_parser("health", help="say whether the bot on Telegram is alive, at once")
    ask = commands.add_parser("ask", help="answer one question, or many")
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="*", default=[], metavar="QUESTION")
    what.add_argument("--batch", metavar="FILE", help="ask each line of a file ('-' for stdin)")
    ask.add_argument("--json", action="store_true", help="answer with one JSON object a line")
    golden = commands.add_parser("eval", help="ask golden questions and say how it went")
    golden.add_argument("files", nargs="+", type=Path, metavar="FILE", help="golden questions, in YAML")
    golden.add_argument(
        "--at-least",
        type=float,
        default=100,
        metavar="PERCENT",
        help="how many must pass (else all); an answer where a refusal is due always fails",
    )
    golden.add_argument("--json", action="store_true", help="say it as one JSON object")
    for command in COMMANDS.values():
        if command.is_on_command_line:
            usage = f"citebot {command.name} {command.arguments}".strip()
            summary = f"{command.summary.capitalize()}."
            browse = commands.add_parser(command.name, help=command.summary, description=summary, usage=usage)
            nargs, metavar = "+" if command.needs_argument else "*", command.arguments.split(maxsplit=1)
            if metavar:
                browse.add_argument(
                    "words", nargs=nargs, metavar=metavar[0].strip("[]"), help=argparse.SUPPRESS
                )
    return parser


class _Version(argparse.Action):
    """Look up the version only when it is asked for; that is slow."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"citebot {version('citebot')}\n")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
