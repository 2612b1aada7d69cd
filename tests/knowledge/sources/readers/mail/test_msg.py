import datetime as dt
from pathlib import Path

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.mail.msg import members, read

PIER = (Path(__file__).parents[1] / "samples" / "pier.msg").read_bytes()
"""Made with msgforge: a body of HTML and a text file attached."""


def test_a_message_reads_like_the_mail_it_was(outline):
    reading = read(PIER)
    assert (reading.title, reading.date) == ("Die Brücke", dt.date(2026, 3, 3))
    assert outline(reading) == [
        "# Die Brücke",
        'paragraph: From: Ana <ana@pier.example> / To: Bo / Cc: "Vik, Runa" / Date: Tue, 03 Mar 2026 09:15:00 +0000',
        "paragraph: Die Brücke ist am Montag gesperrt.",
    ]


def test_what_is_attached_is_a_member():
    assert read(PIER).members == ("plan.txt",)
    assert members(PIER)["plan.txt"]() == b"The crane is serviced on Monday."


@pytest.mark.parametrize("content", [PIER[:1500], b"Just text."])
def test_another_file_is_no_message(content):
    with pytest.raises(ReadError, match="is damaged"):
        read(content)
