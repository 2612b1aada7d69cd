from email.message import EmailMessage

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.mail.mbox import members, read


def mailbox(*mails):
    return b"".join(
        b"From ana@pier.example Tue Mar  3 09:15:00 2026\n" + bytes(mail) + b"\n" for mail in mails
    )


def mail(subject, body):
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "ana@pier.example"
    message.set_content(body)
    return message


def test_each_mail_stands_under_its_subject(outline):
    content = mailbox(
        mail("The pier", "It is open.\n\n>From May on.\n"), mail("The crane", "From here it looks new.")
    )
    assert outline(read(content)) == [
        "# The pier",
        "paragraph: From: ana@pier.example",
        "paragraph: It is open.",
        "paragraph: From May on.",
        "# The crane",
        "paragraph: From: ana@pier.example",
        "paragraph: From here it looks new.",
    ]


def test_what_is_attached_is_a_member_under_the_number_of_its_mail():
    second = mail("The crane", "See below.")
    second.add_attachment("Every Monday.", filename="plan.txt")
    content = mailbox(mail("The pier", "It is open."), second)
    assert read(content).members == ("2/plan.txt",)
    assert members(content)["2/plan.txt"]() == b"Every Monday.\n"


def test_a_file_without_mails_is_refused():
    with pytest.raises(ReadError, match="is not a mail"):
        read(b"Just text.")
