import pytest

from bot.reply import Reply, Span, bold, code, paragraph
from bot.wording.direction import isolated, without_isolates
from bot.wording.translation import (
    LANGUAGES,
    apart,
    counted,
    grouped,
    in_language,
    now_spoken,
    spans,
    speaking,
    spoken,
    text,
)


def test_a_sentence_is_said_in_the_language_that_is_spoken():
    assert text("Not in my sources.") == "Not in my sources."
    with speaking("de"):
        assert text("Not in my sources.") == "Nicht in meinen Quellen."
        with speaking("en"):
            assert text("Not in my sources.") == "Not in my sources."
        assert text("I searched {scope}.", scope="alles") == "Durchsucht habe ich alles."
    assert text("Not in my sources.") == "Not in my sources."


def test_a_language_that_the_bot_does_not_speak_is_answered_in_english():
    with speaking("xx"):
        assert now_spoken() == "en"
    assert {spoken(tag) for tag in ("de", "de-AT", "de_DE.UTF-8")} == {"de"}
    assert {spoken(tag) for tag in ("C.UTF-8", "", None)} == {""}
    assert LANGUAGES[0] == "en"


def test_numbers_take_the_form_that_the_language_has_for_them():
    assert [counted("{n} source", "{n} sources", n) for n in (0, 1, 1200)] == [
        "0 sources", "1 source", "1,200 sources",
    ]  # fmt: skip
    with speaking("de"):
        assert [counted("{n} source", "{n} sources", n) for n in (1, 1200)] == ["1 Quelle", "1.200 Quellen"]
        assert grouped(1_234_567) == "1.234.567"


def test_what_is_put_in_keeps_its_style():
    with speaking("de"):
        said = spans("{name}, running on Citebot {version}.", name=bold("Harry"), version="1.0")
    assert said == (bold("Harry"), Span(" läuft mit Citebot "), Span("1.0"), Span("."))


def test_braces_in_what_is_put_in_stay():
    assert (
        text("I have nothing about “{words}”.", words="{n} {0.x} {") == "I have nothing about “{n} {0.x} {”."
    )


def test_a_reply_knows_its_language():
    reply = in_language("de", lambda: Reply((paragraph(text("I am not sure.")),)))
    assert (reply.language, reply.blocks) == ("de", (paragraph("Ich bin nicht sicher."),))
    assert in_language("", lambda: Reply(())).language == "en"


@pytest.mark.parametrize(
    ("words", "language", "are_isolated"),
    [
        ("Harbour report 2025", "en", False),
        ("Çığır 2025", "en", False),
        ("تقرير الميناء", "en", True),
        ("דוח 2025", "de", True),
        ("Harbour report 2025", "ar", True),
        ("تقرير الميناء 2025", "ar", False),
        ("2025", "ar", False),
        ("plan.md", "he", True),
    ],
)
def test_words_of_the_other_direction_are_isolated(words, language, are_isolated):
    shown = isolated(words, language)
    assert shown == (f"\u2068{words}\u2069" if are_isolated else words)
    assert isolated(shown, language) == shown
    assert without_isolates(shown) == words


def test_what_is_to_be_copied_holds_no_isolates():
    said = spans("Here is {name}.", name=code("تقرير.md"))
    assert said == (Span("Here is "), Span("\u2068"), code("تقرير.md"), Span("\u2069"), Span("."))
    assert apart("تقرير") == "\u2068تقرير\u2069"
