"""A mail → blocks: the subject as heading, who wrote when to whom, and the body; and what is attached.

Quoted history is kept without its ">" marks, under the line that says whose words it is. Signatures and notices are left out.
"""

import datetime as dt
import mimetypes
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import groupby

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.mail.mail_parts import spoken
from knowledge.sources.readers.remedies import DAMAGED
from knowledge.sources.readers.web.elements import blocks, parse

_MARKS = re.compile(
    r"(?:(?:re|fwd?|aw|wg|antw|sv|vs|tr|rv|res|enc|odp|回复|答复|转发)(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
"""Before the subject of an answer or a forwarded mail, in the languages of mail programs."""
_SHOWN_HEADERS = ("From", "To", "Cc", "Date")
_SIGNATURES = ".gmail_signature, .moz-signature, #Signature, #signature, [data-smartmail=gmail_signature]"
_QUOTE_MARKS = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = "--"
_BULLET = re.compile(r"\s*(?:(?:[-*•]|\d{1,2}[.)])\s+|・)(?=\S)")
_BROKEN = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What the parser of `email` trips over broken mails with."""
_FORWARDED = re.compile(r"-{2,}\s*\w[\w ]{2,40}\w\s*-{2,}")
"""As mail programs write above a whole message: "-----Original Message-----"."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(r"""charset\s*=\s*["']?[\w-]+["']?""", re.IGNORECASE)

NO_MAIL = "is not a mail, or a damaged one. Save the mail again as .eml in your mail program."


def parse_mail(content: bytes) -> EmailMessage:
    """Parse a mail, also one that was saved as text in UTF-16.

    Raises:
        ReadError: If it nests too deep.
    """
    if content.startswith(_WIDE_MARKS):
        content = _CHARSET.sub("charset=utf-8", decode(content).removeprefix("\ufeff")).encode()
    try:
        return message_from_bytes(content, policy=policy.default)
    except RecursionError as error:
        raise ReadError("nests mails too deep. Save its text as .txt and put that in its place.") from error
    except _BROKEN as error:
        raise ReadError(NO_MAIL) from error


def subject_of(message: EmailMessage) -> str:
    """Return what a mail is about, without the marks of answers and forwardings before it."""
    subject = header(message, "Subject")
    marks = _MARKS.match(subject)
    return subject[marks.end() :] if marks else subject


def header(message: EmailMessage, name: str) -> str:
    """Return a header on one line, as it stands there where it is broken; an empty text if there is none."""
    try:
        value = str(message.get(name, ""))
    except _BROKEN:
        value = str(dict(message.raw_items()).get(name, ""))
    return " ".join(value.split())


def sent_on(message: EmailMessage) -> dt.date | None:
    """Return the day a mail was sent, where its sender was."""
    try:
        return parsedate_to_datetime(header(message, "Date")).date()
    except (OverflowError, ValueError):
        return None


def mail_blocks(message: EmailMessage) -> Iterator[Block]:
    """Describe a mail, none if it has no header that a person would look at.

    Raises:
        ReadError: If its body cannot be read.
    """
    headers = [(name, value) for name in _SHOWN_HEADERS if (value := header(message, name))]
    subject = subject_of(message)
    if not headers and not subject:
        return
    yield Block(subject, Kind.HEADING, 1)
    yield Block("\n".join(f"{name}: {value}" for name, value in headers))
    try:
        bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
    except _BROKEN as error:
        raise ReadError(NO_MAIL) from error
    body, text = next(
        ((body, text) for body in bodies if body is not None and (text := _decoded(body)).strip()), (None, "")
    )
    if body is not None and body.get_content_type() == "text/html":
        page = parse(text)
        for signature in page.css(_SIGNATURES):
            signature.decompose()
        if page.body is not None:
            yield from spoken(blocks(page.body))
    elif body is not None:
        yield from spoken(_paragraphs(text, is_flowed=body.get_param("format") == "flowed"))


def attachments(message: EmailMessage) -> list[tuple[str, Callable[[], bytes]]]:
    """Return the name of each attachment and a way to get its bytes; pictures that the body shows are none.

    Raises:
        ReadError: If the mail is damaged.
    """
    try:
        return [
            (_name(part).replace("/", "_"), partial(_bytes, part))
            for part in message.iter_attachments()
            if not _is_decoration(part)
        ]
    except RecursionError as error:
        raise ReadError("nests mails too deep. Save its text as .txt and put that in its place.") from error
    except _BROKEN as error:
        raise ReadError(NO_MAIL) from error


def _is_decoration(part: MIMEPart) -> bool:
    return part.get_content_maintype() == "image" and "Content-ID" in part


def _name(part: MIMEPart) -> str:
    """Return the name of an attachment; a mail has that of its subject."""
    if part.get_content_type() == "message/rfc822":
        attached = part.get_content()
        return f"{subject_of(attached) or 'mail'}.eml"
    ending = mimetypes.guess_extension(part.get_content_type()) or ""
    return part.get_filename() or f"attachment{ending}"


def _bytes(part: MIMEPart) -> bytes:
    try:
        if part.get_content_type() == "message/rfc822":
            return bytes(part.get_content())
        content = part.get_payload(decode=True)
    except (*_BROKEN, RecursionError) as error:
        raise ReadError(DAMAGED) from error
    return content if isinstance(content, bytes) else b""


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
