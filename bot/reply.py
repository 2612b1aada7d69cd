"""What the dialogue returns: text in blocks, for any place that can show text.

A place (terminal, Telegram) decides how a block looks; it never has to know what the text is about.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Style(StrEnum):
    """How a stretch of text stands out."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    """Something to be typed or copied as it stands."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style. The text is untrusted: places must escape it."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]


class Role(StrEnum):
    """What a block is for."""

    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    """Words of a source, verbatim."""
    SOURCE = "source"
    """Where the quote above it stands."""
    NOTE = "note"
    """A remark about the reply itself."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a reply."""

    role: Role
    line: Line


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list."""

    line: Line
    send: str = ""
    """What a person would send to see more of it; empty where there is no more."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; its entries are numbered where they can be picked."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to go on: a button where there are buttons."""

    label: str
    send: str
    """What a person would send to get the same."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes with a reply."""

    png: bytes
    alt: str
    """What it shows, for places and people that cannot see it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says in return for one message."""

    blocks: tuple[Block | Listing, ...]
    choices: tuple[Choice, ...] = ()
    picture: Picture | None = None
    file: Path | None = None
    """To be handed over with it."""
    for_admins: "SlowReply | None" = None
    """Makes what is to be sent to every admin, as a message of its own, in the language of each."""
    keep: Callable[[], None] | None = None
    """Keeps in the state what came of the work that made it; to be called in the thread of the dialogue, before anybody sees it."""
    fact_id: str = ""
    """The fact it shows, for a link to it."""
    completes: str = ""
    """The command that a reply to it completes with its words, such as "/edit mayor"."""
    is_prompt: bool = False
    """Whether it asks for those words, so that what is typed next is taken for them."""
    is_in_vain: bool = False
    """Whether what was asked for is not done or not there, which a script is told by the exit code."""
    language: str = "en"
    """The one that its own sentences are in: an ISO 639-1 code."""

    @property
    def sends(self) -> tuple[str, ...]:
        """Return what each number stands for: the list entries that can be picked, then the choices."""
        lists = (block for block in self.blocks if isinstance(block, Listing))
        picks = [entry.send for listing in lists for entry in listing.entries if entry.send]
        return (*picks, *(choice.send for choice in self.choices))


SlowReply = Callable[[], Reply]
"""Makes a reply that takes long. It may run in any thread."""


def printable(text: str) -> str:
    """Return text without control characters, line feeds and tabs excepted."""
    return _CONTROL.sub("", text)


def line(*parts: str | Span) -> Line:
    """Return the parts as spans, plain where they are bare text."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def bold(text: str) -> Span:
    """Return a span in bold."""
    return Span(text, Style.BOLD)


def italic(text: str) -> Span:
    """Return a span in italics."""
    return Span(text, Style.ITALIC)


def code(text: str) -> Span:
    """Return a span to be typed or copied as it stands."""
    return Span(text, Style.CODE)


def paragraph(*parts: str | Span) -> Block:
    """Return a paragraph."""
    return Block(Role.PARAGRAPH, line(*parts))


def quote(*parts: str | Span) -> Block:
    """Return words of a source; the caller sets the quotation marks."""
    return Block(Role.QUOTE, line(*parts))


def source(*parts: str | Span) -> Block:
    """Return the line that says where a quote stands."""
    return Block(Role.SOURCE, line(*parts))


def note(*parts: str | Span) -> Block:
    """Return a remark about the reply itself."""
    return Block(Role.NOTE, line(*parts))
