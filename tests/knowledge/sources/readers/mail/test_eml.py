import datetime as dt
from email.message import EmailMessage

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.mail.eml import members, read


def mail(body="Text.", **headers):
    message = EmailMessage()
    message["From"] = "Ana <ana@pier.example>"
    message["To"] = "Bo <bo@pier.example>"
    message["Subject"] = "The pier"
    message["Date"] = "Tue, 05 Mar 2024 23:30:00 +0100"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def test_the_subject_is_the_title_and_the_heading(outline):
    reading = read(mail().as_bytes())
    assert (reading.title, reading.date) == ("The pier", dt.date(2024, 3, 5))
    assert outline(reading) == [
        "# The pier",
        "paragraph: From: Ana <ana@pier.example> / To: Bo <bo@pier.example> / Date: Tue, 05 Mar 2024 23:30:00 +0100",
        "paragraph: Text.",
    ]


@pytest.mark.parametrize(
    "subject", ["Re: The pier", "AW: Re[2]: The pier", "Fwd: re: The pier", "回复：The pier"]
)
def test_marks_of_answers_are_no_part_of_what_a_mail_is_about(subject):
    message = mail()
    message.replace_header("Subject", subject)
    assert read(message.as_bytes()).title == "The pier"


def test_encoded_headers_and_bodies_are_decoded():
    message = mail("Grüße vom Süßen See.")
    message.replace_header("Subject", "Über die Brücke")
    reading = read(message.as_bytes())
    assert reading.title == "Über die Brücke"
    assert reading.text.endswith("Grüße vom Süßen See.")


def test_quoted_history_stands_under_whose_words_it_is(outline):
    body = "On Monday Bo wrote:\n> When?\n>\n> And\n> where?\n\nOn Friday.\n"
    assert outline(read(mail(body).as_bytes()))[2:] == [
        "## On Monday Bo wrote:",
        "paragraph: When?",
        "paragraph: And / where?",
        "paragraph: On Friday.",
    ]
    assert read(mail(body).as_bytes()).passages[-1].heading == ("The pier",)


def test_a_forwarded_message_stands_under_its_line(outline):
    body = "See below.\n\n-----Original Message-----\n\nThe crane is here.\n"
    assert outline(read(mail(body).as_bytes()))[2:] == [
        "paragraph: See below.",
        "## -----Original Message-----",
        "paragraph: The crane is here.",
    ]


def test_the_signature_is_left_out():
    assert read(mail("Text.\n-- \nAna\nHead of piers\n").as_bytes()).text.endswith("\n\nText.")


def test_lists_are_read_entry_by_entry(outline):
    body = "Bring:\n- a rope\n  of ten metres\n- 2 lamps\n"
    assert outline(read(mail(body).as_bytes()))[2:] == [
        "paragraph: Bring:",
        "item: a rope /   of ten metres",
        "item: 2 lamps",
    ]


def test_flowing_lines_are_put_together():
    content = mail("one \ntwo\n").as_bytes().replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert read(content).text.endswith("\n\none two")


def test_the_plain_body_is_preferred_to_html():
    message = mail("plain")
    message.add_alternative("<p>rich</p>", subtype="html")
    assert read(message.as_bytes()).text.endswith("\n\nplain")


def test_a_body_of_html_alone_is_read(outline):
    message = mail()
    message.set_content("<h2>Pier</h2><p>It is <b>open</b>.</p><script>no</script>", subtype="html")
    assert outline(read(message.as_bytes()))[2:] == ["## Pier", "paragraph: It is open."]


def test_attachments_are_members_but_pictures_of_the_body_are_not():
    message = mail()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="plan.pdf")
    message.add_attachment(b"y", maintype="application", subtype="pdf", filename="plan.pdf")
    message.add_attachment("z", subtype="csv")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    content = message.as_bytes()
    assert read(content).members == ("plan.pdf", "plan-2.pdf", "attachment.csv")
    assert [load() for load in members(content).values()] == [b"x", b"y", b"z\n"]


def test_an_attached_mail_is_a_member_named_after_its_subject():
    message, attached = mail(), mail("The crane is here.")
    attached.replace_header("Subject", "Crane: 1/2")
    message.add_attachment(attached)
    ((name, load),) = members(message.as_bytes()).items()
    assert name == "Crane_ 1_2.eml"
    assert read(load()).text.endswith("The crane is here.")


def test_a_mail_that_was_saved_in_utf_16_is_read():
    content = "From: ana@pier.example\nSubject: Der Süße See\nContent-Type: text/plain; charset=iso-8859-1\n\nGrüße.\n"
    reading = read(content.encode("utf-16"))
    assert (reading.title, reading.text.splitlines()[-1]) == ("Der Süße See", "Grüße.")


def test_html_is_read_where_the_plain_body_is_empty():
    message = mail(" ")
    message.add_alternative("<p>rich</p>", subtype="html")
    assert read(message.as_bytes()).text.endswith("\n\nrich")


def test_a_false_charset_is_seen_through():
    content = mail("Grüße").as_bytes().replace(b'charset="utf-8"', b'charset="us-ascii"')
    assert "Grüße" in read(content).text


@pytest.mark.parametrize(
    "headers", [b"Date: yesterday\n", b"From: <a@\n", b"To: <<>,\n", b"Subject: x\nDate: 1 1\n"]
)
def test_broken_headers_are_read_as_they_are(headers):
    reading = read(headers + b"\nText.\n")
    assert reading.text.endswith("Text.")
    assert reading.date is None


def test_another_file_under_the_name_is_no_mail():
    with pytest.raises(ReadError, match=r"is not a mail, or a damaged one\. Save the mail again as \.eml"):
        read(b"Just text.\n\nAnd more.")


def test_mails_nested_without_end_are_refused():
    content = b"Subject: x\n" + b"Content-Type: message/rfc822\n\n" * 5000
    with pytest.raises(ReadError, match="nests mails too deep"):
        read(content)
