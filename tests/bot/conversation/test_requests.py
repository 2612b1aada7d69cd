import pytest

from bot.conversation.requests import Request, Requested, requested


@pytest.mark.parametrize(
    ("said", "request_"),
    [
        ("Tell me more!", Request.MORE),
        ("tell me mroe", Request.MORE),
        ("what else?", Request.MORE),
        ("¿qué más?", Request.MORE),
        ("was noch?", Request.MORE),
        ("quoi d'autre ?", Request.MORE),
        ("Что ещё?", Request.MORE),
        ("还有呢？", Request.MORE),
        ("المزيد", Request.MORE),
        ("Are you sure?", Request.DOUBT),
        ("¿Estás seguro?", Request.DOUBT),
        ("Stimmt das?", Request.DOUBT),
        ("你确定吗？", Request.DOUBT),
        ("That's wrong!", Request.WRONG),
        ("das stimmt nicht", Request.WRONG),
        ("c'est faux", Request.WRONG),
        ("это неверно", Request.WRONG),
        ("هذا خطأ", Request.WRONG),
    ],
)
def test_what_is_said_of_the_last_answer_is_told_in_the_languages_of_the_bot(said, request_):
    assert requested(said) == Requested(request_)


def test_what_is_wrong_may_follow():
    assert requested("That's wrong, it costs 14 euros.") == Requested(Request.WRONG, "it costs 14 euros")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?!",
        "why?",
        "tell me more about the pier",
        "Is that true of herring?",
        "is that wrong?",
        "yes",
        "Wrong Island",
    ],
)
def test_all_else_is_none_of_it(said):
    assert requested(said) is None
