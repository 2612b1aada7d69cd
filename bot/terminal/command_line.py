"""Replies of the chat on the command line: what can be picked there is a command to type here."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace

from bot.commands.table import COMMANDS, called
from bot.reply import Block, Entry, Listing, Reply, Role, Span, code, line

_NAMES = "|".join(command.name for command in COMMANDS.values() if command.is_on_command_line)
_MENTIONED = re.compile(rf"(?<!\S)/({_NAMES})\b")
"""A command that there is on the command line too."""


def on_command_line(reply: Reply) -> Reply:
    """Return a reply whose ways on are commands of the command line; what there is only in the chat is left out."""
    ways = tuple(
        Entry(line(f"{choice.label}: ", code(way)))
        for choice in reply.choices
        if (way := _typed(choice.send))
    )
    return replace(reply, blocks=(*_blocks(reply), *([Listing(ways)] if ways else [])), choices=())


def _blocks(reply: Reply) -> Iterator[Block | Listing]:
    for block in reply.blocks:
        if isinstance(block, Listing):
            yield Listing(tuple(map(_entry, block.entries)))
        elif block.role in {Role.PARAGRAPH, Role.NOTE}:
            yield replace(block, line=tuple(map(_mention, block.line)))
        else:
            yield block


def _entry(entry: Entry) -> Entry:
    way = _typed(entry.send)
    return Entry((*entry.line, *line("\n", code(way)))) if way else entry


def _mention(span: Span) -> Span:
    return replace(span, text=_MENTIONED.sub(r"“citebot \1”", span.text))


def _typed(send: str) -> str:
    """Return what is typed on the command line instead of a message; empty if it has no such thing."""
    if not send.startswith("/"):
        return f"citebot ask {shlex.quote(send)}" if send else ""
    command, argument = called(send)
    if command is None or not command.is_on_command_line:
        return ""
    return " ".join(("citebot", command.name, *map(shlex.quote, argument.split())))
