from random import Random

import pytest
from reader import foreign_edits
from reader.edits import NEAR_MISSES, REWORDINGS, edited
from reader.seen import Seen, names_in, words_of

from knowledge.languages.language import language


def seen(text, answer="", names=()):
    return Seen(text, answer, frozenset(words_of(text)), names)


def made(kind, question, text, answer="", names=()):
    makers = NEAR_MISSES | REWORDINGS
    return {makers[kind][0](question, seen(text, answer, names), Random(seed)) for seed in range(40)}


MAYOR = "Ada Stone is the mayor of Lowmoor."


@pytest.mark.parametrize(
    ("kind", "question", "text", "one"),
    [
        ("modifier added", "Who is the mayor?", MAYOR, "Who is the deputy mayor?"),
        ("modifier changed", "Who is the deputy mayor?", "Ada Stone is deputy mayor.", "Who is the mayor?"),
        ("modifier changed", "Who won the first race?", "Ada won the first race.", "Who won the third race?"),
        (
            "opposite",
            "What is the largest lake?",
            "The largest lake is Mirror Lake.",
            "What is the smallest lake?",
        ),
        ("number changed", "Who won in 1998?", "Ada won in 1998.", "Who won in 2001?"),
        (
            "turned round",
            "When did Lowmoor defeat Highmoor?",
            "In May, Lowmoor won against Highmoor.",
            "When did Highmoor defeat Lowmoor?",
        ),
        (
            "negated",
            "What did Ada sell?",
            "Ada sold two boats.",
            "What didn't Ada sell?",
        ),
        ("other attribute", "Who is the mayor?", MAYOR, "How old is the mayor?"),
        ("other time", "Who is the mayor?", MAYOR, "Who will be the mayor next year?"),
        ("synonym", "What kind of boat is it?", "It is a punt.", "What type of boat is it?"),
        ("order", "Who is the mayor of Lowmoor?", MAYOR, "The mayor of Lowmoor is who?"),
        ("chatty", "Who is the mayor?", MAYOR, "Who is the mayor please?"),
        ("hurried", "Who is the mayor?", MAYOR, "who is the mayor"),
        ("keywords", "Who is the mayor of Lowmoor?", MAYOR, "Who mayor Lowmoor"),
    ],
)
def test_a_question_is_edited_in_one_way(kind, question, text, one):
    assert one in made(kind, question, text)


def test_a_name_becomes_another_of_its_shape_that_the_passage_lacks():
    names = ["Highmoor", "Ada", "Lake Street", "ISO"]
    assert made("name swapped", "Who is the mayor of Lowmoor?", MAYOR, names=names) == {
        "Who is the mayor of Highmoor?"
    }


def test_a_place_becomes_one_elsewhere():
    edits = made("other place", "Who is the mayor in Lowmoor?", "In Lowmoor, Ada is the mayor.")
    assert "Who is the mayor in Norway?" in edits


def test_what_the_passage_may_tell_is_left_alone():
    assert not made("other time", "Who is the mayor?", "Ada is the mayor, before her it was Bo.") - {None}
    assert not made("negated", "What did Ada sell?", "Ada sold boats but not punts.") - {None}
    assert "Who is the deputy mayor?" not in made(
        "modifier added", "Who is the mayor?", f"{MAYOR} Bo is deputy."
    )
    assert "How old is the mayor?" not in made("other attribute", "Who is the mayor?", f"{MAYOR} She is 61.")
    assert not made("opposite", "What is the largest lake?", "Of the largest and smallest lakes …") - {None}


def test_words_of_other_passages_that_are_shown_are_not_put_in():
    candidate = {"statement": MAYOR, "above": "", "before": "", "asks": [], "tell": [0, 9]}
    other = candidate | {"statement": "Highmoor has a mayor too."}
    for seed in range(60):
        edit = edited("Who is the mayor of Lowmoor?", candidate, ["Highmoor"], Random(seed), [other])
        assert edit is None or "Highmoor" not in edit.question


def test_the_kinds_say_whether_the_edit_is_still_told():
    candidate = {"statement": MAYOR, "above": "", "before": "", "asks": [], "tell": [0, 9]}
    edits = [edited("Who is the mayor of Lowmoor?", candidate, [], Random(seed)) for seed in range(200)]
    assert all(edit.is_told == (edit.kind in REWORDINGS) for edit in edits if edit)
    assert len({edit.kind for edit in edits if edit}) > 5


def test_names_begin_with_a_capital_within_a_sentence():
    assert names_in("What did Ada Stone sell in Lowmoor?") == ["Ada Stone", "Lowmoor"]


@pytest.mark.parametrize(
    ("kind", "code", "question", "text", "one"),
    [
        ("number changed", "es", "¿Quién ganó en 1998?", "Ada ganó en 1998.", "¿Quién ganó en 2001?"),
        ("number changed", "zh", "1998年谁赢了？", "1998年阿达赢了。", "2001年谁赢了？"),
        (
            "opposite",
            "de",
            "Wie heißt der größte See?",
            "Der größte See heißt Spiegelsee.",
            "Wie heißt der kleinste See?",
        ),
        (
            "opposite",
            "es",
            "¿Cuál es el mayor lago?",
            "El mayor lago es el Espejo.",
            "¿Cuál es el menor lago?",
        ),
        ("asked when", "es", "¿Dónde vive Ada?", "Ada vive en Lowmoor.", "¿Cuándo vive Ada?"),
        ("asked when", "es", "¿Dónde vive Ada?", "Ada vive en Lowmoor desde mayo.", None),
        ("name swapped", "pt", "Quem fundou Lisboa?", "Ada fundou Lisboa.", "Quem fundou Braga?"),
        ("name swapped", "pt", "Quem fundou Lisboa?", "Ada fundou Lisboa e Braga.", None),
    ],
)
def test_a_near_miss_in_another_language_is_one_that_the_passage_does_not_tell(
    kind, code, question, text, one
):
    spoken, maker = language(code), foreign_edits.NEAR_MISSES[kind][0]
    made = {maker(question, seen(text, names=["Braga"]), Random(seed), spoken) for seed in range(40)}
    assert one in made
    assert one or made == {None}


def test_what_is_said_around_a_question_in_another_language_leaves_it_whole():
    made = {
        foreign_edits.chatty("¿Dónde vive Ada?", seen(""), Random(seed), language("es")) for seed in range(20)
    }
    assert all("¿Dónde vive Ada?" in (each or "") for each in made)
    assert len(made) > 5
