import pytest

from bot.conversation.chatter import asks, questions

BARE = {
    "hi, quick one, who is the mayor of Lindvik? thanks!": "who is the mayor of Lindvik?",
    "Hello! Hope you are well. I was wondering when the pier opens. Thanks in advance!": "when the pier opens.",
    "hey can you tell me who the mayor is please": "who the mayor is",
    "lol ok so what does the plan cost 😂": "what does the plan cost",
    "sorry to bother you again - where is the salt marsh?": "where is the salt marsh?",
    "Hallo, kurze Frage: wann öffnet das Amt? Danke!": "wann öffnet das Amt?",
    "Bonjour, je voudrais savoir qui est le maire, merci": "qui est le maire",
    "Hola, ¿me puedes decir quién es el alcalde? Gracias": "quién es el alcalde?",
    "Привет, подскажите пожалуйста, кто мэр? Заранее спасибо": "кто мэр?",
    "你好,请问市长是谁?谢谢": "市长是谁?",
    "مرحبا، من هو رئيس البلدية؟ شكرا": "من هو رئيس البلدية؟",
}
UNTOUCHED = [
    "Who is the mayor of Lindvik?",
    "No, I meant the ferry",
    "yes but why?",
    "Hello Kitty was created by whom?",
    "What is the capital of France, Paris or Lyon?",
    "“Where is the Holy Grail?” is a film by whom?",
    "Is there a ferry on Sundays? Is there any way to tell?",
    "I forgot to cancel my ticket, can I get my money back?",
    "Πότε ανοίγει το μουσείο;",
    "thanks",
    "mayor",
    "",
    "?!",
]


@pytest.mark.parametrize(("message", "question"), BARE.items(), ids=list(BARE))
def test_chatter_around_a_question_is_taken_off(message, question):
    assert [asked.strip("¿") for asked in questions(message)] == [question]


@pytest.mark.parametrize("message", UNTOUCHED)
def test_what_belongs_to_a_question_stays(message):
    assert questions(message) == (message,)


def test_each_question_of_a_message_is_one():
    assert questions("Hi! Who is the mayor? And when was she elected? Thanks") == (
        "Who is the mayor?",
        "And when was she elected?",
    )


def test_of_a_text_that_was_passed_on_the_question_at_its_end_is_asked():
    text = "The council met on Monday and spoke about the pier for hours without an end. " * 5
    assert questions(f"{text}Who is the mayor of Lindvik?") == ("Who is the mayor of Lindvik?",)


def test_a_question_that_is_asked_again_is_one():
    assert questions("Who is the mayor? who is the mayor? " * 50) == ("Who is the mayor?",)


def test_who_says_their_name_asks_what_follows():
    assert questions("My name is Peter, can I bring my dog?") == ("can I bring my dog?",)
    assert questions("Ich heiße Anna Berg. Wann ist offen?") == ("Wann ist offen?",)
    assert questions("我叫小明，市长是谁？") == ("市长是谁？",)
    assert questions("I'm called Ann and I want to know if dogs are allowed") == ("if dogs are allowed",)


@pytest.mark.parametrize(
    ("message", "question"),
    [
        (
            "Hi, sorry to bother you, I'm from Reuters and I was wondering if you could tell me what the fee is, please?",
            "what the fee is",
        ),
        ("I work for the Brede Post. It's for an article. When does it open?", "When does it open?"),
        ("My name is Ann Berg and I work for the Post. When does it open?", "When does it open?"),
        ("This is Ann from the Post, when does it open?", "when does it open?"),
        ("Guten Tag, ich arbeite für den Boten, wann ist offen?", "wann ist offen?"),
        ("Hola, trabajo para Efe, ¿cuándo abre?", "cuándo abre?"),
        ("Bonjour, je travaille pour Le Monde et je voudrais savoir quand ça ouvre", "quand ça ouvre"),
        ("Здравствуйте, я из Рейтер, когда открытие?", "когда открытие?"),
        ("你好，我来自路透社，什么时候开门？", "什么时候开门？"),
        ("مرحبا، أعمل في رويترز، متى يفتح؟", "متى يفتح؟"),
    ],
)
def test_who_says_from_which_house_they_are_asks_what_follows(message, question):
    assert [asked.strip("¿") for asked in questions(message)] == [question]


def test_where_somebody_is_from_stays_if_the_sources_know_it():
    message = "I'm from Norway, do I need a visa?"
    assert questions(message) == ("do I need a visa?",)
    assert questions(message, {"norway", "visa"}.__contains__) == (message,)


def test_what_was_sent_belongs_to_the_question_and_what_ends_a_letter_does_not():
    assert questions("Who sent greetings?") == ("Who sent greetings?",)
    assert questions("Who is the mayor? Kind regards") == ("Who is the mayor?",)


def test_what_could_be_chatter_again_and_again_takes_no_time():
    assert questions("ok " * 400 + "zzz")
    assert questions("ok so " * 400 + "who is the mayor")


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("who is the mayor", True),
        ("The mill of Brede", False),
        ("hi, the pier?", True),
        ("our pier", False),
        ("?", False),
        ("", False),
    ],
)
def test_a_question_is_told_by_its_form(text, is_question):
    assert asks(text) is is_question
