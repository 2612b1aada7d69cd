import pytest

from knowledge.languages.language import language as spoken
from knowledge.model import Document
from knowledge.sources.readers.blocks import assemble
from knowledge.sources.readers.mail.mails import mail_blocks, parse_mail
from knowledge.sources.shapes.claim import Claim
from knowledge.sources.shapes.recognition import recognise

MAIL = "From: Oona <oona@example.org>\nTo: Rufus <rufus@example.org>\nSubject: Re: {}\n\n{}"


@pytest.fixture
def told():
    """Return (statement, questions) of the claims of a mail."""

    def make(subject, body, language="en"):
        message = parse_mail(MAIL.format(subject, body).encode())
        text, passages = assemble(mail_blocks(message))
        document = Document("a.eml", "", "eml", "", None, language, text, passages)
        found = recognise(document, spoken(language))
        return [(each.statement, each.asks) for each in found if isinstance(each, Claim) and each.asks]

    return make


def test_a_reply_answers_the_question_that_is_quoted_below_it(told):
    body = "Hi Rufus,\n\nNo. Bring your own.\n\nOn 7 May 2026 at 09:12, Rufus wrote:\n> Hi,\n> are there shelves?\n"
    assert told("Kiln", body) == [("No. Bring your own.", ("are there shelves?",))]


def test_of_several_questions_a_sentence_answers_those_that_it_speaks_of(told):
    body = (
        "the kiln is yours from Friday noon.\n\nOn 7 May 2026 at 09:12, Rufus wrote:\n"
        "> when can I have the kiln? And how hot does it get?\n"
    )
    assert told("Kiln", body) == [("the kiln is yours from Friday noon.", ("when can I have the kiln?",))]


def test_other_languages_quote_alike(told):
    body = "Hallo Ada,\n\ndonnerstags um sieben.\n\nAm 3.5.2026 um 9:12 schrieb Ada Moe:\n> Wann probt der Chor?\n"
    assert told("Chor", body, "de") == [("donnerstags um sieben.", ("Wann probt der Chor?",))]


def test_what_stands_below_no_quoted_question_is_left_alone(told):
    assert told("Kiln", "the kiln is broken.\n\nOn 7 May 2026 at 09:12, Rufus wrote:\n> It is cold.\n") == []
