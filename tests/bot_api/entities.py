"""Message entities in the form in which Telegram stores them.

Entities that cross or contain each other in ways no client could draw are cut or dropped, as the Bot API server does
(td/telegram/MessageEntity.cpp describes the rules). Here positions count characters; on the wire they
count UTF-16 code units.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from aiogram.types import MessageEntity

from tests.bot_api.refusals import bad_request

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
"""Kinds that may overlap anything and are cut where something else begins."""
_QUOTES = ("blockquote", "expandable_blockquote")
_VERBATIM = ("pre", "code")
_RANKS = {kind: rank for rank, kind in enumerate((*_QUOTES, *_VERBATIM, "other", *STYLES))}
_MOST = 100
"""Entities of a message that its author may set; Telegram forgets the rest without a word."""

_SPACES = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
_FOUND = re.compile(
    r"""
    (?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w))
    | (?P<email>(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)
    | (?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w))
    | (?P<hashtag>(?<![\w#])\#(?=\d*[^\W\d])\w{1,256})
    | (?P<url>https?://[^\s<>"]+[\w/]
        # A bare name is a link where its ending is a domain; most two letters are, .md among them.
        | (?<![\w.@/-])(?:[A-Za-z0-9-]+\.)+(?:[a-z]{2}|com|org|net|info|app|dev|zip)(?![\w.-]*\w)(?:/[^\s<>"]*[\w/])?)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a text that means or looks something, from `start` to before `end`, in characters."""

    kind: str
    start: int
    end: int
    details: dict[str, Any] = field(default_factory=dict)
    """Further fields of the MessageEntity: url, language, user …"""

    @property
    def place(self) -> tuple[int, int, int]:
        """Sort by beginning, the longer first, quotes before verbatim before the rest before styles."""
        return self.start, -self.end, _RANKS.get(self.kind, _RANKS["other"])


def utf16(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def from_wire(text: str, entities: Iterable[MessageEntity]) -> list[Entity]:
    """Return entities with their positions in characters.

    Raises:
        Refusal: If one begins or ends outside the text or within a character.
    """
    positions = {0: 0}
    units = 0
    for number, character in enumerate(text, 1):
        units += utf16(character)
        positions[units] = number
    converted = []
    for entity in entities:
        begin, end = entity.offset, entity.offset + entity.length
        if begin not in positions:
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at offset {begin}")
        if end not in positions:
            where = "after the end of the text" if end > units else "in a middle of a UTF-16 symbol"
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends {where} at UTF-16 offset {end}"
            )
        details = entity.model_dump(exclude={"type", "offset", "length"}, exclude_none=True)
        converted.append(Entity(entity.type, positions[begin], positions[end], details))
    return converted


def to_wire(text: str, entities: Iterable[Entity]) -> list[MessageEntity]:
    """Return entities as Telegram sends them."""
    return [
        MessageEntity(
            type=entity.kind,
            offset=utf16(text[: entity.start]),
            length=utf16(text[entity.start : entity.end]),
            **entity.details,
        )
        for entity in entities
    ]


def settle(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """Return the text as it will be stored, with what its author marked and what clients find in it by themselves.

    Control characters become spaces, some marks vanish, white space is trimmed from both ends of the text and from
    the beginnings of entities.
    """
    given = _normal(entity for entity in entities if entity.start < entity.end)
    text, given = _cleaned(text, given)
    text, given = _trimmed(text, given)
    solid = [entity for entity in given if entity.kind not in (*STYLES, *_QUOTES)]
    found = [entity for entity in _find(text) if not any(_overlap(entity, other) for other in solid)]
    kept = sorted(given, key=lambda entity: entity.kind in STYLES)[:_MOST]
    return text, _normal([*kept, *found])


def _find(text: str) -> Iterator[Entity]:
    for match in _FOUND.finditer(text):
        yield Entity(str(match.lastgroup), match.start(), match.end())


def _normal(entities: Iterable[Entity]) -> list[Entity]:
    ordered = sorted(entities, key=lambda entity: entity.place)
    quotes = _disjoint(entity for entity in ordered if entity.kind in _QUOTES)
    solid = _disjoint(entity for entity in ordered if entity.kind not in (*STYLES, *_QUOTES))
    within = [entity for entity in solid if not any(_crosses(entity, quote) for quote in quotes)]
    styles = [piece for kind in STYLES for piece in _merged(e for e in ordered if e.kind == kind)]
    return sorted([*quotes, *within, *_cut(styles, [*quotes, *within])], key=lambda entity: entity.place)


def _overlap(one: Entity, other: Entity) -> bool:
    return one.start < other.end and other.start < one.end


def _crosses(entity: Entity, quote: Entity) -> bool:
    return _overlap(entity, quote) and not quote.start <= entity.start < entity.end <= quote.end


def _disjoint(ordered: Iterable[Entity]) -> list[Entity]:
    """Keep each entity that begins after those before it have ended."""
    kept: list[Entity] = []
    for entity in ordered:
        if not kept or entity.start >= kept[-1].end:
            kept.append(entity)
    return kept


def _merged(ordered: Iterable[Entity]) -> list[Entity]:
    """Join entities of one kind that overlap or touch."""
    joined: list[Entity] = []
    for entity in ordered:
        if joined and entity.start <= joined[-1].end:
            joined[-1] = replace(joined[-1], end=max(joined[-1].end, entity.end))
        else:
            joined.append(entity)
    return joined


def _cut(styles: list[Entity], solid: list[Entity]) -> Iterator[Entity]:
    """Cut styles where another style begins or something solid begins or ends; nothing is styled within verbatim text."""
    cuts = {edge for entity in solid for edge in (entity.start, entity.end)}
    cuts |= {entity.start for entity in styles}
    verbatim = [entity for entity in solid if entity.kind in _VERBATIM]
    for entity in styles:
        edges = sorted({entity.start, entity.end, *(cut for cut in cuts if entity.start < cut < entity.end)})
        for start, end in pairwise(edges):
            piece = replace(entity, start=start, end=end)
            if not any(_overlap(piece, other) for other in verbatim):
                yield piece


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    removed = [match.start() for match in _REMOVED.finditer(text)]
    text = _SPACES.sub(" ", _REMOVED.sub("", text))
    return text, _moved(entities, lambda position: position - bisect_left(removed, position))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    end = len(text.rstrip(" \n"))
    start = len(text) - len(text.lstrip(" \n"))
    trimmed = []
    for entity in entities:
        inside = text[entity.start : min(entity.end, end)]
        begin = entity.start + len(inside) - len(inside.lstrip(" \n"))
        trimmed.append(replace(entity, start=begin, end=min(entity.end, end)))
    return text[start:end], _moved(trimmed, lambda position: position - start)


def _moved(entities: list[Entity], moved: Callable[[int], int]) -> list[Entity]:
    placed = (replace(entity, start=moved(entity.start), end=moved(entity.end)) for entity in entities)
    return [entity for entity in placed if entity.start < entity.end]
