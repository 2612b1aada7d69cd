import pytest

from bot.conversation.small_talk import recognised
from knowledge.languages.talk import Talk

TALK = {
    "Hi!": Talk.GREETING,
    "heyyyy": Talk.GREETING,
    "Thnaks a lot": Talk.THANKS,
    "great answer, thanks a ton": Talk.THANKS,
    "lol": Talk.LAUGHTER,
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
