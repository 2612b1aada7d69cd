import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.text.subtitles import read


def srt(*cues):
    """Write cues: (start, end, lines) with times in seconds."""
    return "\n".join(
        f"{number}\n{clock(start)} --> {clock(end)}\n{lines}\n"
        for number, (start, end, lines) in enumerate(cues, 1)
    ).encode()


def clock(seconds):
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},500"


def test_sentences_over_several_subtitles_are_put_together_under_the_time_they_begin_at(outline):
    content = srt((1, 4, "Welcome. The new ferry will be"), (4, 8, "named Freja, says the <i>mayor</i>."))
    assert outline(read(content)) == [
        "# 00:00:01",
        "paragraph: Welcome. The new ferry will be named Freja, says the mayor.",
    ]


def test_silence_after_a_sentence_begins_a_paragraph(outline):
    content = srt((1, 4, "We sail."), (4, 5, "At nine."), (3750, 3752, "We are"), (3755, 3757, "back."))
    assert outline(read(content)) == [
        "# 00:00:01",
        "paragraph: We sail. At nine.",
        "# 01:02:30",
        "paragraph: We are back.",
    ]


def test_long_speech_is_cut_between_sentences(outline):
    content = srt(
        *(
            (second, second + 1, f"Sentence number {second} is one of ten and ends here.")
            for second in range(10)
        )
    )
    assert len(outline(read(content))) == 4


@pytest.mark.parametrize(
    "lines",
    ["- When?\n- At nine.", ">> When?\n>> At nine.", "When?\n- At nine."],
)
def test_whoever_answers_begins_a_paragraph(lines, outline):
    assert outline(read(srt((1, 2, lines))))[1::2] == ["paragraph: When?", "paragraph: At nine."]


def test_who_speaks_is_kept(outline):
    content = srt((1, 2, "Mayor Vik: The ferry is new."), (2, 3, "It is fast."), (3, 4, "CLERK: When?"))
    assert outline(read(content))[1::2] == [
        "paragraph: Mayor Vik: The ferry is new. It is fast.",
        "paragraph: CLERK: When?",
    ]


def test_voices_notes_and_settings_of_web_subtitles_are_understood(outline):
    content = (
        "WEBVTT - The council\nLanguage: en-GB\n\nNOTE not to be read\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start\n<v Runa Vik>We <00:01.500><c>vote</c> &amp; go.</v>\n\n"
        "00:02.000 --> 00:03.000\n<v Runa Vik>Now.\n\n00:03.000 --> 00:04.000\n<v.loud Per Moe>Aye.\n"
    )
    reading = read(content.encode())
    assert outline(reading) == [
        "# 00:00:01",
        "paragraph: Runa Vik: We vote & go. Now.",
        "# 00:00:03",
        "paragraph: Per Moe: Aye.",
    ]
    assert (reading.title, reading.language) == ("The council", "en")


def test_lines_that_live_captions_repeat_are_read_once(outline):
    content = srt((1, 2, "the ferry"), (2, 3, "the ferry\nis new"), (3, 4, "is new"))
    assert outline(read(content))[1:] == ["paragraph: the ferry is new"]


def test_sounds_and_songs_are_left_out(outline):
    assert outline(read(srt((1, 2, "[applause]"), (2, 3, "♪ la la ♪"), (3, 4, "(laughs)\nThank you."))))[
        1:
    ] == ["paragraph: Thank you."]


def test_scripts_without_spaces_get_none(outline):
    assert outline(read(srt((1, 2, "新しい船は"), (2, 3, "フレイヤです。"))))[1:] == [
        "paragraph: 新しい船はフレイヤです。"
    ]


def test_windows_line_ends_and_encodings_are_read(outline):
    content = srt((1, 2, "Grüße")).decode().replace("\n", "\r\n").encode("cp1252")
    assert outline(read(content))[1:] == ["paragraph: Grüße"]


def test_a_file_without_times_is_refused():
    with pytest.raises(ReadError, match=r"holds no subtitles\. If it is plain text"):
        read(b"Just text.\n\nAnd more.")
