import datetime as dt

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.text.rtf import read

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"


def rtf(body, preamble=""):
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{preamble}{body}}}".encode("cp1252")


def test_characters_are_read_however_they_are_written():
    reading = read(rtf(r"caf\'e9 \u8364 ? \u-10179 ?\u-8704 ? {\f1 \'ec\'e8\'f0} naïve\par"))
    assert reading.text == "café € 😀 мир naïve"


def test_a_link_is_read_without_its_address():
    body = r'see {\field{\*\fldinst HYPERLINK "http://tides.example"}{\fldrslt the tide tables}}.\par'
    assert read(rtf(body)).text == "see the tide tables."


def test_headings_lists_and_captions_are_told(outline):
    styles = r"{\stylesheet{\s5\outlinelevel0\fs32 heading 1;}{\s6\qc Title;}{\s7\i caption;}}"
    body = (
        r"\pard\plain\s6 On tides\par\pard\plain\s5\outlinelevel0 Moon\par\pard\outlinelevel1 Full\par"
        r"\pard\plain It pulls.\line Twice.\par{\listtext\pard\plain \u8226\'95\tab}high\par"
        r"{\*\pntext 2.\tab}higher\par\pard\s7 Fig. 1\par\pard\outlinelevel1 \par"
    )
    assert outline(read(rtf(body, styles))) == [
        "# On tides",
        "# Moon",
        "## Full",
        "paragraph: It pulls. / Twice.",
        "item: high",
        "item: 2. higher",
        "caption: Fig. 1",
    ]


def test_a_table_is_read_by_rows(outline):
    body = (
        r"\trowd\trhdr\cellx1\cellx2\intbl Port\cell Fare\cell\row"
        r"\trowd\cellx1\cellx2\intbl Skerry | North\cell 48\cell\trowd\cellx1\cellx2\row\pard After.\par"
    )
    reading = read(rtf(body))
    assert outline(reading) == ["# Port | Fare", "row: Skerry | North | 48", "paragraph: After."]
    assert [cell.column for cell in reading.passages[1].cells] == ["Port", "Fare"]


def test_deleted_and_hidden_text_is_left_out():
    assert read(rtf(r"It {\deleted never }pulls{\v  secretly}.\par")).text == "It pulls."


@pytest.mark.parametrize("opening", [r"{\footnote", r"{\*\footnote"])
def test_a_footnote_follows_its_paragraph(outline, opening):
    body = rf"Claim{opening}\pard{{\i Proof}} \'e9.}}.\par Next.\par"
    assert outline(read(rtf(body))) == ["paragraph: Claim.", "paragraph: [1] Proof é.", "paragraph: Next."]


def test_pictures_leave_no_trace():
    picture = rb"{\pict\bin6 }{\par}"
    assert read(rtf("a").replace(b"a}", b"a" + picture + rb" b\par}")).text == "a b"


def test_title_date_and_language_come_from_the_file():
    info = r"{\info{\title On t\'eedes}{\creatim\yr2024\mo3\dy5\hr10}}"
    reading = read(rtf(r"\lang1031 Text.\par", info))
    assert (reading.title, reading.date, reading.language) == ("On tîdes", dt.date(2024, 3, 5), "de")


def test_a_file_that_ends_early_says_so():
    reading = read(rtf(r"{\b Text")[:-1])
    assert reading.text == "Text"
    assert reading.problems == (
        "The end of the file is missing. Copy or download it again and put that in its place.",
    )


def test_another_file_under_the_name_is_no_rich_text():
    with pytest.raises(ReadError, match="is not a rich text file, whatever its name says"):
        read(b"Just text.")


def test_senseless_control_words_make_the_file_damaged():
    with pytest.raises(ReadError, match="is damaged or cut short"):
        read(rtf(r"\u9999999999 ?"))
