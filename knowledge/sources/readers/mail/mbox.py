"""Mailboxes: one mail after another, each under its subject; what is attached is a source of its own."""

import re
from collections.abc import Iterator

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.containers import Members, named
from knowledge.sources.readers.mail.mails import NO_MAIL, attachments, mail_blocks, parse_mail

_BEGINNING = re.compile(rb"^From [^\r\n]*\d{2}:\d{2}[^\r\n]*\r?\n(?=[!-9;-~]+:)", re.MULTILINE)
"""The line before each mail, with a time and followed by a header."""
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(content: bytes) -> Reading:
    """Read a mailbox.

    Raises:
        ReadError: If it holds no mail, or one whose text cannot be decoded.
    """
    blocks = (block for mail in _mails(content) for block in mail_blocks(parse_mail(mail)))
    text, passages = assemble(blocks)
    if not passages:
        raise ReadError(NO_MAIL)
    return Reading(text, passages, members=tuple(members(content)))


def members(content: bytes) -> Members:
    """Return what is attached to the mails of a mailbox, in a folder for each mail, by number.

    Raises:
        ReadError: If a mail is damaged.
    """
    return named(
        [
            (f"{number}/{name}", load)
            for number, mail in enumerate(_mails(content), 1)
            for name, load in attachments(parse_mail(mail))
        ]
    )


def _mails(content: bytes) -> Iterator[bytes]:
    beginnings = list(_BEGINNING.finditer(content))
    ends = [beginning.start() for beginning in beginnings[1:]] + [len(content)]
    for beginning, end in zip(beginnings, ends, strict=False):  # none where there is no beginning
        yield _QUOTED_FROM.sub(rb"\1", content[beginning.end() : end])
