"""Outlook messages, turned into the mails that they were and read as such ([MS-OXMSG])."""

import datetime as dt
import re
import struct
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO

import olefile

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.containers import Members
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.mail import eml
from knowledge.sources.readers.remedies import DAMAGED

_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_SENDER_NAME, _SENDER_ADDRESSES = "0C1A", ("5D01", "0C1F")
_TO, _CC = "0E04", "0E03"
_FILE, _FILE_NAMES, _CONTENT_ID = "3701", ("3707", "3704", "3001"), "3712"
_SENT, _DELIVERED = 0x0039, 0x0E06
_WIDE, _NARROW, _BINARY, _MESSAGE = "001F", "001E", "0102", "000D"
_TIME = 0x0040
_PROPERTIES = "__properties_version1.0"
_PROPERTY = struct.Struct("<HHIQ")
_PROPERTIES_HEADER, _INNER_PROPERTIES_HEADER = 32, 24
"""Bytes before the properties of a message, and of one within another."""
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_MAX_DEPTH = 5
"""Messages inside one another."""
_BROKEN = (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, struct.error)
"""What the library trips over damaged files with."""

_Place = tuple[str, ...]
"""Folders that lead to a message or an attachment."""


def read(content: bytes) -> Reading:
    """Read an Outlook message. What is attached is a source of its own.

    Raises:
        ReadError: If the file is no message, or damaged.
    """
    return eml.read(_as_mail(content))


def members(content: bytes) -> Members:
    """Return what is attached to a message.

    Raises:
        ReadError: If the file is no message, or damaged.
    """
    return eml.members(_as_mail(content))


def _as_mail(content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            return bytes(_mail(file, ()))
    except _BROKEN as error:
        raise ReadError(DAMAGED) from error


def _mail(file: "olefile.OleFileIO", place: _Place) -> EmailMessage:
    mail = EmailMessage()
    sent = _time(file, place)
    for name, value in (
        ("Subject", _text(file, place, _SUBJECT)),
        ("From", _sender(file, place)),
        ("To", _people(_text(file, place, _TO))),
        ("Cc", _people(_text(file, place, _CC))),
        ("Date", format_datetime(sent) if sent else ""),
    ):
        if value.strip():
            mail[name] = " ".join(value.split())
    mail.set_content(_text(file, place, _BODY))
    html = _text(file, place, _HTML) or decode(_stream(file, place, f"{_HTML}{_BINARY}") or b" ")
    if html.strip():
        mail.add_alternative(html, subtype="html")
    for attachment in _attachments(file, place):
        _attach(mail, file, attachment)
    return mail


def _sender(file: "olefile.OleFileIO", place: _Place) -> str:
    name = _text(file, place, _SENDER_NAME)
    addresses = (_text(file, place, identifier) for identifier in _SENDER_ADDRESSES)
    address = next((one for one in addresses if "@" in one), "")
    return (
        f"{_quoted(name)} <{address}>" if name and address and name != address else address or _quoted(name)
    )


def _people(shown: str) -> str:
    """Turn "Vik, Runa; Bo" into a list as mails have it."""
    return ", ".join(_quoted(name.strip()) for name in shown.strip("\0").split(";") if name.strip())


def _quoted(name: str) -> str:
    bare = name.strip("'\" \0")
    return f'"{bare}"' if re.search(r"[(),:;<>@\[\]]", bare) and "@" not in bare else bare


def _attachments(file: "olefile.OleFileIO", place: _Place) -> Iterator[_Place]:
    folders = {
        tuple(path[: len(place) + 1])
        for path in file.listdir(streams=True, storages=True)
        if tuple(path[: len(place)]) == place
        and len(path) > len(place)
        and path[len(place)].startswith("__attach")
    }
    yield from sorted(folders)


def _attach(mail: EmailMessage, file: "olefile.OleFileIO", place: _Place) -> None:
    message = (*place, f"__substg1.0_{_FILE}{_MESSAGE}")
    if file.exists("/".join((*message, _PROPERTIES))):
        if len(message) <= 2 * _MAX_DEPTH:
            mail.add_attachment(_mail(file, message))
        return
    content = _stream(file, place, f"{_FILE}{_BINARY}")
    name = next(filter(None, (_text(file, place, identifier) for identifier in _FILE_NAMES)), "")
    picture = _text(file, place, _CONTENT_ID)
    if content and not (picture and f"cid:{picture}" in _shown(mail)):
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name or None)


def _shown(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    return str(body.get_content()) if body is not None else ""


def _text(file: "olefile.OleFileIO", place: _Place, identifier: str) -> str:
    """Return the text of a property; an empty one if there is none."""
    wide = _stream(file, place, f"{identifier}{_WIDE}")
    if wide:
        return wide.decode("utf-16-le", errors="replace").strip("\0")
    narrow = _stream(file, place, f"{identifier}{_NARROW}").strip(b"\0")
    return decode(narrow) if narrow else ""


def _stream(file: "olefile.OleFileIO", place: _Place, name: str) -> bytes:
    path = "/".join((*place, f"__substg1.0_{name}"))
    return bytes(file.openstream(path).read()) if file.exists(path) else b""


def _time(file: "olefile.OleFileIO", place: _Place) -> dt.datetime | None:
    """Return when a message was sent, or else delivered."""
    path = "/".join((*place, _PROPERTIES))
    header = _INNER_PROPERTIES_HEADER if place else _PROPERTIES_HEADER
    body = bytes(file.openstream(path).read())[header:]
    times = {
        identifier: value
        for kind, identifier, _, value in _PROPERTY.iter_unpack(
            body[: len(body) // _PROPERTY.size * _PROPERTY.size]
        )
        if kind == _TIME
    }
    ticks = times.get(_SENT) or times.get(_DELIVERED)
    return _EPOCH + dt.timedelta(microseconds=ticks / 10) if ticks else None
