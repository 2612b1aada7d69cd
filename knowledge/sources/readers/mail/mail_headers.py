"""The lines above a mail, as mail programs write them in their language: "From: Ada", "Gesendet: Freitag, 9. Mai 2025 18:04"."""

import re
from collections.abc import Sequence

_OF_MAILS = (
    "sent|cc|subject|reply-to|gesendet|betreff|envoyé|objet|enviado(?: el)?|asunto|assunto|inviato|oggetto|verzonden|onderwerp|skickat|ämne"
    "|sendt|emne|wysłano|temat|отправлено|тема|主题|发送时间|件名|送信日時"
)
_OF_OTHERS = "from|to|date|von|an|datum|de|à|para|data|da|a|van|aan|från|till|fra|til|od|do|от|кому|дата|发件人|收件人|差出人|宛先"
"""Timetables, tickets and agendas have such lines too."""
_LINE = re.compile(rf"(?:{_OF_MAILS}|{_OF_OTHERS})\s?[:：]\s*\S", re.IGNORECASE)
_SURE = re.compile(rf"(?:{_OF_MAILS})\s?[:：]|[^@]*\S@\S", re.IGNORECASE)
"""A line that only a mail has, or one with an address."""
_FEWEST = 2


def could_be_header(line: str) -> bool:
    """Tell whether a line is one of the headers where it stands in a mail."""
    return _LINE.match(line) is not None


def could_be_headers(lines: Sequence[str]) -> bool:
    """Tell whether lines are headers where they stand in a mail."""
    return len(lines) >= _FEWEST and all(map(could_be_header, lines))


def are_headers(lines: Sequence[str]) -> bool:
    """Tell whether lines are those of a mail wherever they stand."""
    return could_be_headers(lines) and any(map(_SURE.match, lines))
