"""`Reply` → Telegram: HTML in pieces within the limits, and buttons.

Text from people and documents is escaped throughout. Entities follow https://core.telegram.org/bots/api#html-style:
quotations are never nested, and code stands in nothing but a quotation.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import InlineKeyboardMarkupLimit, MessageLimit

from bot.reply import Block, Line, Reply, Role, Span, Style, printable

MESSAGE_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)
"""Longest text of a message, in UTF-16 code units once its entities are parsed."""
CAPTION_UNITS = int(MessageLimit.CAPTION_LENGTH)
"""Longest caption, likewise."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_RAW_BYTES_PER_UNIT = 8
"""Bytes of HTML for each unit of the limit: 32 KiB for a message, beyond which servers may refuse to parse it."""
_LABEL = 60
"""Characters of a button's label: about two lines on a phone."""
_SIGN = 2
"""Characters of a label that is a number or an emoji; as many of them stand beside each other as Telegram allows."""
_HALF = 20
"""Characters of a label that fits beside another one on a phone, where both are equally wide."""

_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "code"}
_BREAKS = (
    re.compile(r"\n+"),
    re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？][”’」』）]*"),
    re.compile(r"\s+"),
)
"""Where a long text may be cut, best first: after a line, a sentence, a word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One message's worth of a reply."""

    html: str
    plain: str
    """The same without entities, should Telegram refuse them."""


def pieces(reply: Reply, limit: int = MESSAGE_UNITS) -> list[Piece]:
    """Return a reply as messages of at most `limit` UTF-16 units, cut between blocks wherever possible.

    Args:
        reply: What to send; if no text is left of it once it is cleaned, there are no pieces.
        limit: `MESSAGE_UNITS`, or `CAPTION_UNITS` for text under a picture or file.
    """
    packed: list[tuple[_Part, ...]] = []
    for group in _groups(reply):
        whole = [group] if _fits(group, limit) else [(cut,) for part in group for cut in _split(part, limit)]
        for parts in whole:
            if packed and _fits((*packed[-1], *parts), limit):
                packed[-1] += parts
            else:
                packed.append(parts)
    texts = ((_joined_html(parts), _joined_text(parts)) for parts in packed)
    return [Piece(markup, text) for markup, text in texts if text.strip()]


def keyboard(reply: Reply, register: Callable[[str], str]) -> InlineKeyboardMarkup | None:
    """Return the buttons of a reply: the numbers of its lists, then its choices; None if there is nothing to press.

    Args:
        reply: Whose lists and choices become buttons.
        register: Gives the callback data, of at most 64 bytes, for what a button sends.
    """
    picks = len(reply.sends) - len(reply.choices)
    labels = [str(number) for number in range(1, picks + 1)] + [
        _label(choice.label) for choice in reply.choices
    ]
    rows: list[list[InlineKeyboardButton]] = [[]]
    most = int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
    for position, (label, send) in enumerate(list(zip(labels, reply.sends, strict=True))[:most]):
        if position == picks or not _has_room(rows[-1], label):
            rows.append([])
        rows[-1].append(InlineKeyboardButton(label, callback_data=register(send)))
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _has_room(row: Sequence[InlineKeyboardButton], label: str) -> bool:
    """Tell whether a button fits beside those of a row: a sign beside signs, words beside one other word."""
    lengths = [len(button.text) for button in row]
    if len(label) <= _SIGN:
        return len(row) < InlineKeyboardMarkupLimit.BUTTONS_PER_ROW and max(lengths, default=0) <= _SIGN
    return not row or (len(row) == 1 and _SIGN < lengths[0] <= _HALF >= len(label))


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the reply, or as much of it as fits into a message."""

    before: str
    """What stands between it and the part above in the same message."""
    role: Role
    line: Line

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.line)

    @property
    def html(self) -> str:
        inner = "".join(_span_html(span, self.role) for span in self.line)
        return f"<blockquote expandable>{inner}</blockquote>" if self.role is Role.QUOTE else inner

    def cut(self, end: int) -> tuple["_Part", "_Part"]:
        """Return the part up to a character, and the rest."""
        head, tail, start = [], [], 0
        for span in self.line:
            at = end - start
            start += len(span.text)
            if at >= len(span.text):
                head.append(span)
            elif at <= 0:
                tail.append(span)
            else:
                head.append(replace(span, text=span.text[:at]))
                tail.append(replace(span, text=span.text[at:]))
        before = "\n" if self.role is Role.QUOTE else ""
        return replace(self, line=tuple(head)), replace(self, before=before, line=tuple(tail))


def _groups(reply: Reply) -> Iterator[tuple[_Part, ...]]:
    """Yield the parts of a reply, a quote together with its sources."""
    group: tuple[_Part, ...] = ()
    for part in _parts(reply):
        if part.role is Role.SOURCE:
            group += (part,)
            continue
        if group:
            yield group
        group = (part,)
    if group:
        yield group


def _parts(reply: Reply) -> Iterator[_Part]:
    number = 0
    for block in reply.blocks:
        if isinstance(block, Block):
            yield from _part("\n" if block.role is Role.SOURCE else "\n\n", block.role, block.line)
            continue
        for entry in block.entries:
            number += bool(entry.send)
            bullet = f"{number}. " if entry.send else "• "
            yield from _part("\n", Role.PARAGRAPH, (Span(bullet), *entry.line))


def _part(before: str, role: Role, line: Line) -> Iterator[_Part]:
    """Yield the part for a line, unless nothing can be seen of it."""
    part = _Part(before, role, tuple(replace(span, text=printable(span.text)) for span in line))
    if part.text.strip():
        yield part


def _span_html(span: Span, role: Role) -> str:
    style = Style.ITALIC if role is Role.NOTE and span.style is Style.PLAIN else span.style
    escaped, tag = html.escape(span.text, quote=False), _TAGS.get(style)
    return f"<{tag}>{escaped}</{tag}>" if tag and escaped else escaped


def _joined_html(parts: Sequence[_Part]) -> str:
    return parts[0].html + "".join(part.before + part.html for part in parts[1:])


def _joined_text(parts: Sequence[_Part]) -> str:
    return parts[0].text + "".join(part.before + part.text for part in parts[1:])


def _fits(parts: Sequence[_Part], limit: int) -> bool:
    units = len(_joined_text(parts).encode("utf-16-le")) // 2
    return units <= limit and len(_joined_html(parts).encode()) <= limit * _RAW_BYTES_PER_UNIT


def _split(part: _Part, limit: int) -> Iterator[_Part]:
    while not _fits((part,), limit):
        # One character always fits, and each further one makes the part longer.
        more = range(2, len(part.text))
        room = 1 + bisect_left(more, True, key=lambda end: not _fits((part.cut(end)[0],), limit))
        head, part = part.cut(_break(part.text, room))
        yield head
    yield part


def _break(text: str, room: int) -> int:
    """Return where to cut a text so that at most `room` characters come before: late, but at a good place."""
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, room // 2, room)]
        if ends:
            return ends[-1]
    return room


def _label(text: str) -> str:
    """Return a button's label on one line; Telegram refuses empty ones."""
    label = " ".join(printable(text).split()) or "…"
    if len(label) <= _LABEL:
        return label
    head = label[:_LABEL]
    return (head.rpartition(" ")[0] if " " in head[_LABEL // 2 :] else head[:-1]) + "…"
