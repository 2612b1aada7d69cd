import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.mail.ics import read

NAME = "X-WR-CALNAME:Harbour calendar"


def calendar(*entries, head=NAME):
    events = "".join(f"BEGIN:VEVENT\r\n{entry}\r\nEND:VEVENT\r\n" for entry in entries)
    return f"BEGIN:VCALENDAR\r\n{head}\r\n{events}END:VCALENDAR\r\n".encode()


def cells(reading):
    return [
        {cell.column: reading.text[cell.start : cell.end] for cell in passage.cells}
        for passage in reading.passages
        if passage.cells
    ]


def test_each_event_is_a_row_in_the_order_of_time():
    reading = read(
        calendar(
            "SUMMARY:Boat race on the lake\r\nDTSTART;VALUE=DATE:20260801",
            "SUMMARY:Summer fair in the harbour\r\nDTSTART;TZID=Europe/Berlin:20260704T100000\r\n"
            "DTEND;TZID=Europe/Berlin:20260704T123000\r\nLOCATION:North pier\\, shed 2\r\n"
            "DESCRIPTION:Bring a chair.\\nThere will be food a\r\n nd music.\r\n"
            'ORGANIZER;CN="Vik, Runa":mailto:runa@pier.example\r\nATTENDEE:mailto:bo@pier.example\r\n'
            "BEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM",
        )
    )
    assert reading.title == "Harbour calendar"
    assert cells(reading) == [
        {
            "event": "Summer fair in the harbour",
            "when": "4 July 2026, 10:00–12:30",
            "place": "North pier, shed 2",
            "organiser": "Vik, Runa",
            "attendees": "bo@pier.example",
            "description": "Bring a chair. There will be food and music.",
        },
        {"event": "Boat race on the lake", "when": "1 August 2026"},
    ]


@pytest.mark.parametrize(
    ("times", "when"),
    [
        ("DTSTART;VALUE=DATE:20260704\r\nDTEND;VALUE=DATE:20260707", "4 July 2026 – 6 July 2026"),
        ("DTSTART;VALUE=DATE:20260704\r\nDTEND;VALUE=DATE:20260705", "4 July 2026"),
        ("DTSTART:20260704T220000\r\nDTEND:20260705T020000", "4 July 2026, 22:00 – 5 July 2026, 02:00"),
        ("DTSTART:20260704T100000\r\nDURATION:PT1H30M", "4 July 2026, 10:00–11:30"),
        ("DTSTART:20260704T100000Z", "4 July 2026, 10:00 UTC"),
        ("DTSTART:20260704T100000", "4 July 2026, 10:00"),
    ],
)
def test_times_are_written_as_a_person_writes_them(times, when):
    reading = read(calendar(f"SUMMARY:The summer fair of the harbour with music\r\n{times}"))
    assert cells(reading)[0]["when"] == when


def test_universal_time_is_told_in_the_zone_of_the_calendar():
    content = calendar(
        "SUMMARY:The summer fair of the harbour with music\r\nDTSTART:20260704T230000Z",
        head="X-WR-TIMEZONE:Europe/Berlin",
    )
    assert cells(read(content))[0]["when"] == "5 July 2026, 01:00"


def test_columns_and_plain_repetitions_are_in_the_language_of_the_events():
    content = calendar(
        "SUMMARY:Das große Sommerfest im Hafen mit Musik\r\nDTSTART;VALUE=DATE:20260704\r\nLOCATION:Kai\r\n"
        "STATUS:CANCELLED\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE"
    )
    assert cells(read(content)) == [
        {
            "Termin": "Das große Sommerfest im Hafen mit Musik",
            "wann": "2026-07-04",
            "Wiederholung": "wöchentlich: Montag, Mittwoch",
            "Ort": "Kai",
            "status": "abgesagt",
        }
    ]


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYDAY=2MO", "FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;COUNT=3"])
def test_repetitions_that_are_more_involved_are_told_in_english(rule):
    content = calendar(f"SUMMARY:Das große Sommerfest im Hafen mit Musik\r\nRRULE:{rule}")
    assert cells(read(content))[0]["Wiederholung"].startswith("every ")


def test_dates_are_in_digits_in_other_languages():
    content = calendar("SUMMARY:Das große Sommerfest im Hafen mit Musik\r\nDTSTART;VALUE=DATE:20260704")
    reading = read(content)
    assert (cells(reading)[0]["wann"], reading.language) == ("2026-07-04", "de")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every week on Monday, Wednesday and Friday"),
        (
            "FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20261231T000000Z",
            "every month on last Tuesday until 31 December 2026",
        ),
        ("FREQ=DAILY;INTERVAL=2;COUNT=5", "every 2 days 5 times"),
    ],
)
def test_repetitions_are_told_in_words(rule, words):
    content = calendar(
        f"SUMMARY:The council meets in the town hall\r\nDTSTART:20260704T100000\r\nRRULE:{rule}"
    )
    assert cells(read(content))[0]["repeats"] == words


def test_what_is_cancelled_is_said_so_and_tasks_have_a_due_date():
    task = b"BEGIN:VTODO\nSUMMARY:Paint the boat of the harbour master\nDUE;VALUE=DATE:20260704\nSTATUS:CANCELLED\nEND:VTODO\n"
    reading = read(b"BEGIN:VCALENDAR\n" + task + b"END:VCALENDAR\n")
    assert cells(reading) == [
        {"event": "Paint the boat of the harbour master", "due": "4 July 2026", "status": "cancelled"}
    ]


def test_another_file_is_no_calendar():
    with pytest.raises(ReadError, match="is damaged"):
        read(b"Just text.")
