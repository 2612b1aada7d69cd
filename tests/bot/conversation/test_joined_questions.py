import pytest

from bot.conversation.joined_questions import parted

JOINED = {
    "Where did they meet and when did they meet?": ("Where did they meet", "when did they meet?"),
    "Where was the final played and who won?": ("Where was the final played", "who won?"),
    "who is the mayor, what does the pier cost, and when does it open": (
        "who is the mayor", "what does the pier cost", "when does it open",
    ),
    "is it open on Mondays and how much is a locker?": ("is it open on Mondays", "how much is a locker?"),
    "Is the mayor here and was she elected?": ("Is the mayor here", "was she elected?"),
    "When does it open and is there a café?": ("When does it open", "is there a café?"),
    "When does it open, and is there a café, and who is the mayor?": (
        "When does it open", "is there a café", "who is the mayor?",
    ),
    "Who is the mayor, and are dogs allowed?": ("Who is the mayor", "are dogs allowed?"),
    "Wann öffnet das Amt und gibt es dort ein Café?": ("Wann öffnet das Amt", "gibt es dort ein Café?"),
    "who is the mayor; what does the pier cost": ("who is the mayor", "what does the pier cost"),
    "who is the mayor\nwhat does the pier cost": ("who is the mayor", "what does the pier cost"),
    "who is the mayor - what does the pier cost": ("who is the mayor", "what does the pier cost"),
    "Wer ist der Bürgermeister und wann öffnet das Amt?": ("Wer ist der Bürgermeister", "wann öffnet das Amt?"),
    "¿Quién es el alcalde y cuándo abre el muelle?": ("¿Quién es el alcalde", "cuándo abre el muelle?"),
    "Кто такой мэр и когда открывается причал?": ("Кто такой мэр", "когда открывается причал?"),
}  # fmt: skip
ONE = [
    "How and when did they meet?",
    "How often and when does the ferry sail?",
    "What do they repair and when?",
    "Who may use the laser and the saw?",
    "Which mayor who was born here and who left won the vote?",
    "When he arrived, who was there?",
    "Who was mayor and is now retired?",
    "What does the council do; it meets on Mondays?",
    "What does the drop-in what-if desk offer?",
    "Can I see who is there and what they do?",
    "Who would want to use the ferry and for what?",
    "Who was mayor and was born in Lindvik?",
    "Tell me what the mayor said and what she meant",
    "What is the capital of France, Paris or Lyon?",
    "and when?",
    "",
]


@pytest.mark.parametrize(("text", "parts"), JOINED.items(), ids=list(JOINED))
def test_questions_that_are_joined_are_parted(text, parts):
    assert parted(text) == parts


@pytest.mark.parametrize("text", ONE)
def test_one_question_stays_one(text):
    assert parted(text) == (text,)
