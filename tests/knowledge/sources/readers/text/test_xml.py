import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.text.xml import read


def test_records_are_rows_with_their_elements_as_columns():
    reading = read(
        b'<?xml version="1.0"?><catalogue><product id="1"><name>Rope</name><price currency="EUR">3.50</price>'
        b"<size><length>10 m</length></size></product><product><name>Lamp</name><price>7</price></product></catalogue>"
    )
    rows = [
        [(cell.column, reading.text[cell.start : cell.end]) for cell in passage.cells]
        for passage in reading.passages
        if passage.cells
    ]
    assert rows == [
        [("name", "Rope"), ("price", "3.50"), ("size length", "10 m")],
        [("name", "Lamp"), ("price", "7")],
    ]


def test_attributes_are_read_where_they_are_labels_or_all_there_is(outline):
    content = b'<crew><person name="Ola" phone="4711"/><person name="Per" phone="4712"/></crew>'
    assert outline(read(content)) == ["# person", "row: Ola | 4711", "row: Per | 4712"]


def test_questions_of_records_stand_over_their_answers(outline):
    content = b"<faq><entry><question>Where?</question><answer>Here.</answer></entry></faq>"
    assert outline(read(content))[-2:] == ["## Where?", "paragraph: Here."]


def test_prose_keeps_its_order_headings_and_lists(outline):
    reading = read(
        b"<!DOCTYPE book><book><title>The pier</title><chapter><title>Building</title>"
        b"<para>It was <emphasis>built</emphasis> in 1901.</para><list><item><para>Wood</para></item><item>Iron</item></list>"
        b"<para>Then came the storm.</para></chapter><chapter><title>Fall</title><para>It fell.</para></chapter></book>"
    )
    assert outline(reading) == [
        "# The pier",
        "## Building",
        "paragraph: It was built in 1901.",
        "item: Wood",
        "item: Iron",
        "paragraph: Then came the storm.",
        "## Fall",
        "paragraph: It fell.",
    ]
    assert reading.title == "The pier"


def test_tables_of_prose_are_read_row_by_row(outline):
    content = b"<d><p>Below:</p><table><row><c>Post</c><c>Phone</c></row><row><c>Pilot</c><c>4711</c></row></table></d>"
    assert outline(read(content))[1:] == ["# Post | Phone", "row: Pilot | 4711"]


def test_namespaces_and_encodings_are_understood(outline):
    content = '<?xml version="1.0" encoding="utf-16"?><x:a xmlns:x="urn:y"><x:b>Grüße</x:b><x:c>2</x:c></x:a>'
    assert outline(read(content.encode("utf-16"))) == ["row: Grüße | 2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "defines XML entities"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a><b></a>', "is damaged"),
        (b"<a>" * 300, "nests its parts too deep"),
        (b"no markup", "is damaged"),
    ],
)
def test_what_could_do_harm_or_is_no_xml_is_refused(content, message):
    with pytest.raises(ReadError, match=message):
        read(content)
