import pytest

from knowledge.facts.drafting import draft
from knowledge.model import Document
from knowledge.sources.readers.mail.eml import read as read_mail
from knowledge.sources.readers.text.txt import read as read_text

COPIED = """From: Tom Brandt
Sent: Friday, 9 May 2025 18:04
To: Ada Quist
Subject: Regatta

The harbour is free on that day."""


def statements(reading, language="en"):
    document = Document("a", "", "txt", "", None, language, reading.text, reading.passages)
    return [fact.statement for fact in draft(document)]


def test_the_headers_of_a_mail_are_no_facts():
    mail = b"From: Ada <ada@pier.example>\nTo: Bo\nDate: Mon, 12 May 2025 09:30:00 +0200\nSubject: Quay\n\nThe quay is closed today.\n"
    assert statements(read_mail(mail)) == ["The quay is closed today."]
    assert statements(read_text(COPIED.encode())) == ["The harbour is free on that day."]


def test_those_of_other_languages_are_none_either():
    copied = (
        "Von: Jo Lind\nGesendet: Freitag, 9. Mai 2025\nAn: Mia\nBetreff: Kran\n\nDer Kran steht am alten Kai."
    )
    assert statements(read_text(copied.encode()), "de") == ["Der Kran steht am alten Kai."]


@pytest.mark.parametrize(
    "text",
    [
        "From: Brede\nTo: Osterholm\nDate: 3 May",
        "Date: 12 May 2025\nPlace: the old mill",
        "Subject: Biology\nDate: 12 May 2025",
    ],
)
def test_what_a_ticket_or_an_agenda_says_in_such_lines_is_kept(text):
    assert len(statements(read_text(text.encode()))) == len(text.splitlines())
