"""The dialogue at a keyboard; through a pipe, the same line by line."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from bot.dialogue import Dialogue
from bot.reply import Reply
from bot.speaker import Speaker
from bot.state.table import Origin
from bot.terminal.screen import say, show, tell
from bot.wording import introduction
from bot.wording.translation import in_language, now_spoken, speaking
from knowledge.errors import SearchError, StoreError

try:
    import readline
except ImportError:  # Windows has none; typing works without
    readline = None  # type: ignore[assignment]

_KEYBOARD = Speaker(Origin(chat_id=0, message_id=0, user_id=0), is_admin=True)
"""Who is speaking: whoever sits here may change the files anyway. No id on Telegram is 0."""
_LEAVE = ("/quit", "/exit", "quit", "exit")
"""Without a slash too, as at most keyboards."""
_HISTORY_LINES = 1000
_LONGEST_PICK = 2
"""Digits of a number to pick; longer ones, such as years, are asked about."""


def chat(dialogue: Dialogue, freshen: Callable[[], None], history: Path, first: str = "") -> None:
    """Talk until the person leaves or the input ends.

    Args:
        dialogue: Who answers.
        freshen: Called before each reply, so that changed files count at once.
        history: File that keeps what was typed.
        first: What the person says first; empty for a greeting.
    """
    dialogue.begin(_KEYBOARD)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _talk(dialogue, freshen, chain([first], sys.stdin), ())
        return
    commands = [f"/{command.name}" for command in dialogue.commands(is_admin=True)]
    with _line_editing(history, [*commands, "/quit"]), suppress(KeyboardInterrupt):
        opening = reply_to(dialogue, first or "/start")
        say("")
        show(opening, is_numbered=True)
        with speaking(opening.language):
            show(introduction.how_to_type())
        _talk(dialogue, freshen, _typed(), opening.sends)


def reply_to(dialogue: Dialogue, text: str, *, is_picked: bool = False) -> Reply:
    """Return the reply to what is typed or picked, however long it takes."""
    speaker = replace(_KEYBOARD, language=now_spoken())
    told = dialogue.reply(speaker, text, is_picked=is_picked)
    reply = told if isinstance(told, Reply) else told()
    if reply.keep:
        reply.keep()
    dialogue.shown(speaker, reply)
    return reply


def _talk(
    dialogue: Dialogue, freshen: Callable[[], None], messages: Iterable[str], picks: Sequence[str]
) -> None:
    language = now_spoken()
    for message in messages:
        text, is_picked = message.strip(), False
        if text.lower() in _LEAVE:
            break
        if not text:
            continue
        if text.isdecimal() and len(text) <= _LONGEST_PICK:
            if not 1 <= int(text) <= len(picks):
                show(in_language(language, partial(introduction.nothing_to_pick, len(picks))))
                say("")
                continue
            text, is_picked = picks[int(text) - 1], True
            say(f"> {text}\n")
        try:
            freshen()
            reply = reply_to(dialogue, text, is_picked=is_picked)
        except (SearchError, StoreError) as error:
            if not sys.stdin.isatty():
                raise
            tell(f"{error}\n")  # a database or search engine that is away for a while ends no conversation
            continue
        picks, language = reply.sends, reply.language
        show(reply, is_numbered=True)
        say("")


def _typed() -> Iterator[str]:
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            say("")  # leaves the shell's prompt on a line of its own
            return


@contextmanager
def _line_editing(history: Path, commands: Sequence[str]) -> Iterator[None]:
    """Let readline complete commands, and keep what is typed in a file that only its owner can read."""
    if readline is None:
        yield
        return
    readline.set_completer_delims("\n")
    readline.set_completer(_completer(commands))
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    readline.parse_and_bind("set show-all-if-ambiguous on")
    readline.set_history_length(_HISTORY_LINES)
    with suppress(OSError):  # a history that cannot be read is no reason not to talk
        history.touch(mode=0o600)
        readline.read_history_file(history)
    try:
        yield
    finally:
        with suppress(OSError):
            readline.write_history_file(history)
            history.chmod(0o600)


def _completer(commands: Sequence[str]) -> Callable[[str, int], str | None]:
    def complete(typed: str, position: int) -> str | None:
        fitting = [f"{command} " for command in commands if typed and command.startswith(typed)]
        return fitting[position] if position < len(fitting) else None

    return complete
