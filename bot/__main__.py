"""The `citebot` command: understands the command line, and turns errors into exit codes.

Exit codes: 0 fine, 1 problems found in the files of the home, golden questions failed, or nothing was done, 2 cannot run.
Everything slow to import stays behind the parser, so that help is instant.
"""

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot.terminal.arguments import parser
from bot.terminal.language import terminal_language
from bot.wording.translation import speaking
from knowledge.errors import CitebotError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a narrow terminal encoding is no reason to stop
    citebot = parser()
    parsed = citebot.parse_args(arguments)
    if parsed.command is None:
        citebot.print_help(sys.stderr)
        return 2
    logging.basicConfig(
        level=logging.INFO if parsed.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        with speaking(terminal_language(os.environ)):
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
    plain: dict[str, Callable[[Path | None], int]] = {
        "chat": subcommands.hold_chat,
        "run": subcommands.run,
        "doctor": subcommands.doctor,
        "health": subcommands.health,
        "refresh": subcommands.refresh,
        "check": subcommands.check,
        "store": partial(_keep, parsed),
    }
    match parsed.command:
        case "init":
            return subcommands.init(parsed.folder or home or Path.cwd())
        case "ask":
            return subcommands.ask(
                home,
                " ".join(parsed.question),
                parsed.batch,
                is_json=parsed.json,
                is_dialogue=parsed.dialogue,
            )
        case "eval":
            return subcommands.judge(home, parsed.files, parsed.at_least, is_json=parsed.json)
        case "export":
            return subcommands.export(home, parsed.form)
        case command if command in plain:
            return plain[command](home)
        case command:
            said = " ".join((f"/{command}", *parsed.words))
            # A review goes on and on.
            act = subcommands.hold_chat if command == "review" else subcommands.browse
            return act(home, said)


def _keep(parsed: argparse.Namespace, home: Path | None) -> int:
    from bot.terminal import store_commands

    match parsed.action:
        case "init":
            return store_commands.init(home, parsed.role, only_rights=parsed.rights)
        case "import":
            return store_commands.put_in(home, parsed.folder)
        case "export":
            return store_commands.take_out(home, parsed.folder)
        case _:
            return store_commands.sync(home, parsed.folder, is_dry=parsed.dry_run)


def _stop(message: str) -> int:
    from bot.terminal.screen import tell

    tell(f"citebot: {message}")
    return 2


if __name__ == "__main__":
    sys.exit(main())
