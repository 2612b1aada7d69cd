"""What mail programs and offices put around what a mail says: headers of quoted mails, signatures, notices.

An honest sentence is never taken for one of these: a signature is dropped only behind its mark, and behind a closing
("Kind regards") only what is no sentence; a notice has to say that it is one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto
from functools import cache

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.mail.mail_headers import any_of, could_be_headers, letters

_HISTORY_LEVEL = 2
_SIGNATURE = re.compile(r"(?:--|—|__+)[ \t]*(?:\n|$)")
_MAIL_MENTIONED = (
    r"(?:e-?mails?|messages?|nachrichten?|courriels?|correos?(?: electrónicos?)?|mensaj(?:e|es)|mensage(?:m|ns)|messaggi[oe]?"
    r"|berichte?n?|meddeland\w*|wiadomoś\w+|сообщени\w+|письм\w+|邮件|メール)"
)
_NOTICE = re.compile(
    rf"(?:(?:this|the information (?:contained )?in this|the contents? of this|diese[rs]?|der inhalt dieser|ce(?:t|tte)?|este|esta"
    rf"|questo|dit|deze|det här|denne|это|данное|настоящее)\s+(?:\S+\s+){{0,3}}?{_MAIL_MENTIONED}.{{0,200}}?"
    r"(?:confidential|privileged|intended (?:only|solely)|vertraulich|ausschließlich|confidentiel|confidencial|riservat|vertrouwelijk"
    r"|konfidentiel|poufn|конфиденциальн)"
    r"|(?:if you|sollten sie|wenn sie|si vous|si usted|se você|se lei|indien u|если вы)\b.{0,80}?(?:not the (?:intended|named) (?:recipient|addressee)"
    r"|nicht der (?:richtige |vorgesehene |beabsichtigte )?(?:adressat|empfänger)|pas le destinataire|no es el destinatario|não é o destinatário"
    r"|non è il destinatario|niet de (?:beoogde )?ontvanger|received this .{0,30}in error|не являетесь)"
    r"|please (?:consider|think (?:of|about)) the environment before printing|bitte (?:denken|prüfen) sie .{0,40}(?:umwelt|ausdruck)"
    r"|(?:sent|get) (?:from|with) (?:my|outlook)\b.{0,60}$|von meinem \S{2,30}(?: \S{2,30})? gesendet\W*$|envoyé de mon .{2,30}$|enviado desde mi .{2,30}$"
    r"|(?:to )?unsubscribe\b|you (?:are receiving|received) this (?:e-?mail|message) because|(?:diesen )?newsletter abbestellen)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = r"(?-i:[A-ZÀ-ÞА-Я][\w.-]*(?:\s[A-ZÀ-ÞА-Я][\w.-]*)?)"
"""The name behind a closing on its line, as in "Thanks, Ada"."""
_POSTSCRIPT = re.compile(r"\W*p\.?\s?s\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!?。！？]$|[\u3040-\u30ff\u3400-\u9fff]\S{8,}[。！？]$")
"""A line of five words or more with a stop."""


class _Ending(Enum):
    """How far a mail has come to its end."""

    NOT_YET = auto()
    CLOSED = auto()
    """Behind "Kind regards"."""
    SIGNED = auto()
    """Behind the mark of a signature."""


def spoken(blocks: Iterable[Block]) -> Iterator[Block]:
    """Return the blocks of a mail's body without signatures and notices; headers of quoted mails become headings."""
    ending = _Ending.NOT_YET
    for block in blocks:
        if block.kind is Kind.HEADING:
            ending = _Ending.NOT_YET
            yield block
        elif block.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
            if ending is not _Ending.SIGNED:
                yield block
        elif could_be_headers(block.text.strip().splitlines()):
            ending = _Ending.NOT_YET
            yield Block(" ".join(block.text.split()), Kind.HEADING, _HISTORY_LEVEL)
        else:
            text, ending = _said(block.text.strip(), ending)
            if not _NOTICE.match(" ".join(text.split())):
                yield replace(block, text=text)


def _said(text: str, ending: _Ending) -> tuple[str, _Ending]:
    """Return the lines of a text that are no part of a signature, and whether it ended in one."""
    kept: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        if _SIGNATURE.fullmatch(bare):
            ending = _Ending.SIGNED
        elif ending is _Ending.NOT_YET and _closing().fullmatch(bare):
            ending = _Ending.CLOSED
        elif (
            ending is _Ending.NOT_YET
            or _POSTSCRIPT.match(bare)
            or (ending is _Ending.CLOSED and _SENTENCE.search(bare))
        ):
            kept.append(line)
    return "\n".join(kept), ending


@cache
def _closing() -> re.Pattern[str]:
    closings = any_of({phrase for one in letters() for phrase in one.closings})
    thanks = any_of({phrase for one in letters() for phrase in one.thanks})
    stop = "[,.!،，。]"
    return re.compile(
        rf"(?:{thanks})(?:,|,?\s{_SIGNED})|(?:{closings})\s*{stop}?(?:\s{_SIGNED})?", re.IGNORECASE
    )
