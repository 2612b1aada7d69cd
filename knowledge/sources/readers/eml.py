"""Mails: the subject as heading, who wrote when to whom, and the body.

Quoted history is kept without its ">" marks, under the line that says whose words it is. The signature is
left out, and so are attachments, which are named as problems.
"""

import datetime as dt
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from itertools import groupby

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.elements import blocks, parse
from knowledge.sources.readers.metadata import language_code

_SHOWN_HEADERS = ("From", "To", "Cc", "Date")
_QUOTE_MARKS = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = "--"
_BULLET = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")
_BROKEN_HEADER = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What the parser of `email` trips over broken headers with."""
_FORWARDED = re.compile(r"-{2,}\s*\w[\w ]{2,40}\w\s*-{2,}")
"""As mail programs write above a whole message: "-----Original Message-----"."""


def read(content: bytes) -> Reading:
    """Read a mail as mail programs save it.

    Raises:
        ReadError: If the content is no mail, or its text cannot be decoded.
    """
    try:
        message = message_from_bytes(content, policy=policy.default)
        body = message.get_body(("plain", "html"))
        attachments = [_name(part) for part in message.iter_attachments() if not _is_decoration(part)]
    except RecursionError as error:
        raise ReadError("nests mails too deep. Save its text as .txt and put that in its place.") from error
    except (
        AttributeError,
        IndexError,
        TypeError,
        ValueError,
        KeyError,
    ) as error:  # headers that the library trips over
        raise ReadError(_NO_MAIL) from error
    headers = {name: value for name in ("Subject", *_SHOWN_HEADERS) if (value := _header(message, name))}
    if not headers:
        raise ReadError(_NO_MAIL)
    text, passages = assemble(_blocks(headers, body))
    return Reading(
        text,
        passages,
        title=headers.get("Subject", ""),
        date=_date(headers.get("Date", "")),
        language=language_code(_header(message, "Content-Language")),
        problems=tuple(
            f"The attachment {name} is not read. Save it into sources/ as its own file."
            for name in attachments
        ),
    )


_NO_MAIL = "is not a mail, or a damaged one. Save the mail again as .eml in your mail program."


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except _BROKEN_HEADER:
        value = str(dict(message.raw_items()).get(name, ""))
    return " ".join(value.split())


def _date(stamp: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(stamp).date()
    except (OverflowError, ValueError):
        return None


def _is_decoration(part: MIMEPart) -> bool:
    """Tell whether a part is a picture that the body shows, such as a logo."""
    return part.get_content_maintype() == "image" and "Content-ID" in part


def _name(part: MIMEPart) -> str:
    return part.get_filename() or f"of type {part.get_content_type()}"


def _blocks(headers: dict[str, str], body: MIMEPart | None) -> Iterator[Block]:
    yield Block(headers.get("Subject", ""), Kind.HEADING, 1)
    yield Block("\n".join(f"{name}: {headers[name]}" for name in _SHOWN_HEADERS if name in headers))
    if body is None:
        return
    text = _decoded(body)
    if body.get_content_type() == "text/html":
        page = parse(text)
        if page.body is not None:
            yield from blocks(page.body)
    else:
        yield from _paragraphs(text, is_flowed=body.get_param("format") == "flowed")


def _decoded(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):  # no such encoding, or not the true one
        return decode(content)


def _paragraphs(text: str, *, is_flowed: bool) -> Iterator[Block]:
    """Describe a plain text body, with quoted history one heading deeper for each mark."""
    paragraphs = list(_unquoted(text))
    for position, (depth, lines) in enumerate(paragraphs):
        before = paragraphs[position - 1][0] if position else 0
        after = paragraphs[position + 1][0] if position + 1 < len(paragraphs) else 0
        if depth < before:
            yield Block(kind=Kind.HEADING, level=depth + 2)
        if (depth < after and lines[-1].endswith(":")) or _FORWARDED.fullmatch(lines[0]):
            yield Block(" ".join(lines), Kind.HEADING, depth + 2)
        else:
            yield from _entries(lines, is_flowed=is_flowed)


def _unquoted(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of quote marks, lines without them) of each paragraph."""
    lines: list[tuple[int, str]] = []
    in_signature = False
    for line in text.splitlines():
        marks = _QUOTE_MARKS.match(line)
        depth = marks[0].count(">") if marks else 0
        bare = line[marks.end() :] if marks else line
        in_signature = not depth and (in_signature or bare.rstrip() == _SIGNATURE)
        if not in_signature:
            lines.append((depth, bare))
    for (depth, is_blank), run in groupby(lines, key=lambda line: (line[0], not line[1].strip())):
        if not is_blank:
            yield depth, [line for _, line in run]


def _entries(lines: list[str], *, is_flowed: bool) -> Iterator[Block]:
    """Describe a paragraph, each entry of a list on its own."""
    entry: list[str] = []
    kind = Kind.PARAGRAPH
    for line in lines:
        if marker := _BULLET.match(line):
            yield Block("".join(entry), kind)
            entry, kind = [], Kind.ITEM
        bare = line[marker.end() :] if marker else line
        entry.append(bare if is_flowed and line.endswith(" ") else f"{bare}\n")
    yield Block("".join(entry), kind)
