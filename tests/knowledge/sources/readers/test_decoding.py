import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import ReadError
from knowledge.sources.readers.decoding import damage, decode

NO_TEXT = st.characters(exclude_characters="\0", exclude_categories=["Cs"])


@given(st.text(NO_TEXT))
def test_utf8_keeps_every_character_and_line_end(text: str) -> None:
    assert decode(text.encode()) == text


def test_a_utf8_mark_stays_so_that_offsets_are_those_of_the_file() -> None:
    content = codecs.BOM_UTF8 + "Grüße\r\n".encode()
    assert decode(content) == content.decode("utf-8") == "\ufeffGrüße\r\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"])
def test_a_mark_decides_the_encoding(encoding: str) -> None:
    mark = {
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }.get(encoding, b"")
    assert decode(mark + "Тише едешь, дальше будешь.".encode(encoding)) == "Тише едешь, дальше будешь."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Le café était fermé; Zoë a coûté cinq francs à son père."),
        ("cp1252", "El señor llegó mañana con su corazón lleno de compasión."),
        ("cp1252", "café"),
        ("cp1252", "“It’s late,” said the porter — twice."),
        ("cp1250", "Zażółć gęślą jaźń, powiedział wczoraj burmistrz Łodzi."),
        ("cp1251", "Библиотека открывается в девять часов утра."),
        ("cp1251", "Привет, мир"),
        ("koi8-r", "Библиотека открывается в девять часов утра."),
        ("cp1253", "Η βιβλιοθήκη ανοίγει στις εννέα το πρωί."),
        ("cp1256", "تفتح المكتبة أبوابها في الساعة التاسعة صباحا"),
        ("gb18030", "图书馆早上九点开门，星期一休息。"),
        ("big5", "圖書館早上九點開門，星期一休息。"),
        ("shift_jis", "図書館は朝の九時に開きます。月曜日は休みです。"),
        ("utf-16-le", "The library opens at nine.\r\n"),
    ],
)
def test_legacy_encodings_are_told_apart(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b"One line.\nAnother one that has\0 a stray.",
            "holds an invisible character that no text holds (NUL) in line 2.",
        ),
        (
            "\n\nÆrlig talt, så ønsker vi\0 hverandre\0 et godt nytt år".encode(),
            "the first in line 3. Delete them",
        ),
    ],
)
def test_a_few_stray_characters_are_told_with_their_place(content: bytes, told: str) -> None:
    with pytest.raises(ReadError) as refused:
        decode(content)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        random.Random(1).randbytes(2000),
        b"\x00\x01\x02" * 300,
        b"text\0and more text",
        codecs.BOM_UTF8 + b"text\0",
    ],
)
def test_binary_content_is_refused(content: bytes) -> None:
    with pytest.raises(ReadError, match=r"is not a text file.*UTF-8"):
        decode(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Ærlig talt,\nså ønsker vi året".encode() + b"\xff", "a damaged character in line 2"),
        (codecs.BOM_UTF8 + b"one line here\nand \xe4 two", "a damaged character in line 2"),
        (
            codecs.BOM_UTF8 + b"the first of the lines\nthe sec\xffnd, \xfftoo",
            "2 damaged characters, the first in line 2",
        ),
        (b"cut short\nin the mid\xe2\x80 of a quote", "a damaged character in line 2"),
    ],
)
def test_damaged_utf8_is_not_guessed_at_and_shifts_nothing(content: bytes, told: str) -> None:
    text = decode(content)
    assert text == content.decode("utf-8", errors="replace")
    (message,) = damage(content, text)
    assert told in message


def test_a_sign_for_a_lost_character_is_one_character_like_any_other() -> None:
    text = "The ferry sails at noon. It is caf\ufffd here. The mill is old."
    assert decode(text.encode()) == text
    assert not damage(text.encode(), text)


def test_text_of_which_little_is_left_is_refused() -> None:
    with pytest.raises(ReadError, match="is not a text file"):
        decode(codecs.BOM_UTF8 + b"ab\xff\xff\xff")
