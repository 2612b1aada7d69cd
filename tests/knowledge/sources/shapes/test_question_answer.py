import pytest

from knowledge.sources.shapes.claim import Claim, Unit
from knowledge.sources.shapes.question_answer import LONGEST_ANSWER

ASKED = {
    "labels": ("en", "Q: Is there a kiosk?\nA: No. Bring tea.\n\nQ: When do you open?\nA: At nine.\n"),
    "labels in German": (
        "de",
        "Frage: Gibt es einen Kiosk?\nAntwort: Nein. Bring Tee mit.\n\nFrage: Wann?\nAntwort: Um neun.\n",
    ),
    "numbered labels": (
        "en",
        "Q1. Is there a kiosk?\n\nA1. No. Bring tea.\n\nQ2. When do you open?\n\nA2. At nine.\n",
    ),
    "a line above the answer": ("en", "Is there a kiosk?\nNo. Bring tea.\n\nWhen do you open?\nAt nine.\n"),
    "a paragraph": ("en", "Is there a kiosk?\n\nNo. Bring tea.\n\nWhen do you open?\n\nAt nine.\n"),
    "Greek": ("el", "Υπάρχει περίπτερο;\n\nΌχι. Φέρτε τσάι.\n\nΠότε ανοίγετε;\n\nΣτις εννέα.\n"),
    "Chinese": ("zh", "有小卖部吗？\n\n没有。请自带茶。\n\n几点开门？\n\n九点。\n"),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_answer_is_the_claim_and_the_question_what_it_is_asked_by(name, statements):
    language, text = ASKED[name]
    (first, (question,)), (_, (second,)) = statements(text, language)
    assert question in text
    assert second in text
    assert not question.startswith(("Q", "Frage"))
    assert first in {"No. Bring tea.", "Nein. Bring Tee mit.", "Όχι. Φέρτε τσάι.", "没有。 请自带茶。"}


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_in_markdown_the_answer_stands_behind_its_question_on_one_line(statements, in_markdown, gap):
    text = (
        f"# Club\n\nQ: Is there a kiosk?\nA: No. Bring tea.{gap}**Q2:** When do you open?\n**A2:** At nine.\n"
    )
    assert statements(text, reader=in_markdown) == [
        ("No. Bring tea.", ("Is there a kiosk?",)),
        ("At nine.", ("When do you open?",)),
    ]


def test_a_heading_that_asks_is_answered_by_all_that_stands_under_it(statements, in_markdown):
    text = (
        "# Club\n\n## What do I need?\n\nThese things:\n\n- a mask\n- fins\n\n## Air\n\nSix euros a tank.\n"
    )
    assert statements(text, reader=in_markdown)[0] == ("These things: a mask; fins", ("What do I need?",))


def test_in_a_questionnaire_every_heading_asks(statements, in_markdown):
    asked = "".join(f"## Is {word} open?\n\nYes, {word} is.\n\n" for word in ("A", "B", "C"))
    told = statements(f"# Questions\n\n{asked}## Paying by card\n\nNot yet.\n", reader=in_markdown)
    assert told[-1] == ("Not yet.", ("Paying by card",))


def test_a_remark_behind_the_question_mark_is_no_part_of_it(statements):
    assert statements("How do I fax? [closed]\n\nUse the machine.\n") == [
        ("Use the machine.", ("How do I fax?",))
    ]


def test_a_question_without_an_answer_claims_nothing(claims):
    assert claims("Who pays?\n") == []


def test_a_paragraph_that_begins_with_a_question_answers_it(statements):
    assert statements("Who pays? The owner pays.\n") == [("The owner pays.", ("Who pays?",))]


def test_what_is_too_long_to_be_told_in_one_stays_prose(claims):
    sentence = "The pier is closed while the crane is being repaired by the firm. "
    claim, rest = claims(f"Q: Why is the pier closed?\nA: {sentence * 20}\n")
    assert isinstance(claim, Claim)
    assert len(claim.statement) <= LONGEST_ANSWER
    assert isinstance(rest, Unit)
    assert claim.quote[1] < rest.start
