"""Mails as mail programs save them, one in each file. What is attached is a source of its own."""

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.containers import Members, named
from knowledge.sources.readers.mail.mails import (
    NO_MAIL,
    attachments,
    header,
    mail_blocks,
    parse_mail,
    sent_on,
    subject_of,
)
from knowledge.sources.readers.metadata import language_code


def read(content: bytes) -> Reading:
    """Read a mail.

    Raises:
        ReadError: If the content is no mail, or its text cannot be decoded.
    """
    message = parse_mail(content)
    text, passages = assemble(mail_blocks(message))
    if not passages:
        raise ReadError(NO_MAIL)
    return Reading(
        text,
        passages,
        title=subject_of(message),
        date=sent_on(message),
        language=language_code(header(message, "Content-Language")),
        members=tuple(named(attachments(message))),
    )


def members(content: bytes) -> Members:
    """Return what is attached to a mail.

    Raises:
        ReadError: If the content is no mail.
    """
    return named(attachments(parse_mail(content)))
