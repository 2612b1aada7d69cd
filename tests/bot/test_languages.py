"""Who is spoken to in which language."""

import re

import pytest

from bot.reply import Reply
from bot.speaker import Speaker
from bot.state.table import Origin
from bot.terminal.language import terminal_language
from bot.wording.direction import FIRST_STRONG_ISOLATE, ISOLATED
from bot.wording.translation import LANGUAGES

OTTO = Speaker(Origin(7, 1, 7), "Otto", language="de-AT")
QUESTION = "Wer ist der Präsident des Schachvereins?"
NOT_HERE = {
    "en": ("Who won the world cup in chess?", ("Not in my sources.", "I am not sure.")),
    "es": ("¿Quién ganó la copa del mundo de ajedrez?", ("No está en mis fuentes.", "No estoy seguro.")),
    "de": ("Wer hat die Weltmeisterschaft im Schach gewonnen?", ("Nicht in meinen Quellen.", "Ich bin nicht sicher.")),
    "fr": ("Qui a gagné la coupe du monde d'échecs ?", ("Pas dans mes sources.", "Je ne suis pas sûr.")),
    "ru": ("Кто выиграл чемпионат мира по шахматам?", ("В моих источниках этого нет.", "Я не уверен.")),
    "zh": ("谁赢得了国际象棋世界冠军？", ("我的来源中没有。", "我不确定。")),
    "ar": ("من فاز بكأس العالم في الشطرنج؟", ("ليس في مصادري.", "لست متأكدًا.")),
}  # fmt: skip
BROWSING = (
    "/help",
    "/about",
    "/sources",
    "/facts",
    "/topics",
    "/why",
    "/fact mayor",
    "/show mayor",
    "/others",
    "/search mayor",
    "/facts nothing",
)
_LATIN, _ARABIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0621-\u064a]")


@pytest.fixture
def told(dialogue, read):
    """Say something as Otto, whose Telegram is in German, and return the language of the reply and its first line."""

    def said(text, **how):
        reply = dialogue.reply(OTTO, text, **how)
        reply = reply if isinstance(reply, Reply) else reply()
        return reply.language, read(reply)[0]

    return said


def test_a_question_is_answered_in_its_own_language(told):
    assert told("Who is the president of the chess club?")[0] == "en"
    language, line = told(QUESTION)
    assert language == "de"
    assert line.startswith(("Nicht in meinen Quellen.", "Ich bin nicht sicher."))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_question_that_the_sources_do_not_answer_is_told_so_in_its_language(code, dialogue, read):
    question, openings = NOT_HERE[code]
    reply = dialogue.reply(Speaker(Origin(9, 1, 9), "Eve"), question)
    assert reply.language == code
    assert read(reply)[0].startswith(openings)


def test_names_of_the_sources_keep_their_place_in_a_text_from_right_to_left(dialogue, read):
    reader = Speaker(Origin(9, 1, 9), "Eve", language="ar")
    dialogue.reply(reader, NOT_HERE["ar"][0])
    for said in BROWSING:
        reply = dialogue.reply(reader, said)
        assert not any(FIRST_STRONG_ISOLATE in send for send in reply.sends)
        for line in read(reply):
            own = ISOLATED.sub("", line)
            assert not (_ARABIC.search(own) and _LATIN.search(own)), f"{said}: {line}"


def test_what_shows_no_language_is_answered_in_that_of_the_telegram(told):
    assert told("/fact unknown")[0] == "de"
    assert told("???") == ("de", "Fragen Sie mich etwas in wenigen Worten, und ich schlage es nach.")


def test_the_language_of_the_last_message_is_remembered(told, state):
    told("Who is the president of the chess club?")
    assert told("/fact unknown") == ("en", "I have no fact with the id “unknown”. /facts lists them.")
    assert state.languages.of(7) == "en"
    told("/forgetme")
    assert state.languages.of(7) == ""


def test_a_question_that_was_offered_does_not_change_the_language(told):
    told(QUESTION)
    assert told("Who is the mayor of Lindvik?", is_picked=True)[0] == "de"


def test_slow_replies_are_in_the_language_too(dialogue, read):
    slow = dialogue.reply(Speaker(Origin(8, 1, 8), "Ada", is_admin=True, language="de"), "/refresh")
    assert not isinstance(slow, Reply)
    reply = slow()
    assert (reply.language, read(reply)[0].splitlines()[0]) == ("de", "Nichts hat sich geändert.")


def test_a_name_with_isolates_is_found_as_it_was_shown(told):
    assert "\u2068" not in told("/fact \u2068unknown\u2069")[1]


def test_a_terminal_is_in_the_language_of_its_messages():
    assert terminal_language({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}) == "fr_FR.UTF-8"
    assert terminal_language({"LC_ALL": "", "LANG": "es_ES.UTF-8"}) == "es_ES.UTF-8"
    assert terminal_language({}) == ""
