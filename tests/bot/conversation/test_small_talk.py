from pathlib import Path

import pytest

from bot.conversation.small_talk import language_of, recognised
from knowledge.languages.talk import Talk

TALK = {
    "Hi!": Talk.GREETING,
    "heyyyy": Talk.GREETING,
    "Thnaks a lot": Talk.THANKS,
    "great answer, thanks a ton": Talk.THANKS,
    "lol": Talk.LAUGHTER,
    "No, thanks": Talk.CANCEL,
    "👍": Talk.OKAY,
    "😂😂": Talk.LAUGHTER,
    ":-)": Talk.LAUGHTER,
    "is there a person or a machine at the other end": Talk.NATURE,
    "Who made you?": Talk.MAKER,
    "what's your name again?": Talk.NAME,
    "What documents have you got?": Talk.DOCUMENTS,
    "what sort of stuff can I ask about": Talk.TOPICS,
    "could I get a short summary of that document": Talk.SUMMARY,
    "please switch to Portuguese": Talk.TONGUE,
    "nah that isn't right": Talk.DISAGREEMENT,
}
QUESTIONS = [
    "Hi, who is the mayor?",
    "Who made the harbour plan?",
    "Who is the mayor of Lindvik?",
    "What is the weather like in Havana?",
    "mayor",
    "salt marsh",
    "How old is the ferry pier?",
    "Thanks to whom was the council elected in Lindvik?",
    "What does the plan cost?",
    "ferry?",
    "boat",
    "a",
    "?!",
    "",
]


@pytest.mark.parametrize(("text", "meant"), TALK.items(), ids=list(TALK))
def test_small_talk_is_known_for_what_it_is(text, meant, base):
    assert recognised(text, base).talk is meant


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_none(text, base):
    assert recognised(text, base) is None


def test_words_that_the_sources_hold_speak_against_it(base):
    assert base.knows("herring")
    assert recognised("do you like cats", base) is not None
    assert recognised("do you land herring", base) is None


def test_what_a_person_wrote_an_answer_to_is_a_question(base):
    assert any("Who is the mayor of Lindvik?" in fact.asks for fact in base.curated())
    assert recognised("who is the mayor of lindvik", base) is None


def test_what_people_type_in_seven_languages_is_known_for_what_it_is(base):
    rows = Path(__file__).with_name("talk.tsv").read_text("utf-8").splitlines()
    lines = [row.split("\t") for row in rows if not row.startswith("#")]
    told = [recognised(text, base) for _, _, text in lines]
    right = [talk is not None and talk.talk == meant for talk, (_, meant, _) in zip(told, lines, strict=True)]
    assert sum(right) >= 0.95 * len(lines)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hi! Are you human?", Talk.NATURE),
        ("ok, and what documents do you have?", Talk.DOCUMENTS),
        ("Hello, how are you?", Talk.WELLBEING),
    ],
)
def test_what_stands_behind_a_greeting_counts(text, meant, base):
    assert recognised(text, base).talk is meant


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("hola", "es"), ("danke", "de"), ("谢谢", "zh"), ("who are you", "en"), ("ok", None), ("herring", None)],
)
def test_small_talk_shows_its_language(text, spoken):
    assert language_of(text) == spoken


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("nope, not what I meant lol", Talk.DISAGREEMENT),
        ("哈喽哈喽", Talk.GREETING),
        ("hahahahahahah", Talk.LAUGHTER),
        ("ok and thanks and bye", Talk.GOODBYE),
    ],
)
def test_what_is_made_of_small_talk_is_small_talk(text, meant, base):
    assert recognised(text, base).talk is meant


@pytest.mark.parametrize(
    "text",
    [
        "do you have the key?",
        "I want to cancel",
        "seit wann?",
        "und für Kinder?",
    ],
)
def test_what_is_asked_of_an_office_is_a_question(text, base):
    assert recognised(text, base) is None


def test_a_word_that_nobody_knows_may_be_a_slip_of_theirs(base):
    assert recognised("what do you tiwst?", base) is None


def test_a_word_of_another_language_is_no_slip(base):
    assert recognised("donde", base) is None
    assert recognised("thnaks", base).talk is Talk.THANKS


def test_what_may_go_on_from_a_question_is_asked_once_one_was_asked(base):
    assert recognised("who can I call?", base, may_follow=True) is None
    assert recognised("thanks, that helped", base, may_follow=True).talk is Talk.THANKS


@pytest.mark.parametrize("text", ["babies?", "seniors?", "à quelle heure", "brauche ich einen Schlafsack"])
def test_what_may_be_of_any_kind_is_a_question(text, base):
    assert recognised(text, base) is None
