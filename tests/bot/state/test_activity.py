import datetime as dt

from bot.state.activity import Day, activity
from bot.state.table import Origin

ZONE = dt.timezone(dt.timedelta(hours=3))


def note(state, kind, source=""):
    said = kind == "answer"
    state.asked.note(kind, is_said=said, fact_id="f" if said else "", source=source, confidence=0.5)


def test_each_day_is_told_with_what_came_of_its_questions(state, clock):
    clock.now = dt.datetime(2026, 5, 3, 22, 30, tzinfo=dt.UTC)  # past midnight in the zone
    for kind, source in (("answer", "a.txt"), ("answer", "b.txt"), ("answer", "b.txt"), ("unsure", "")):
        note(state, kind, source)
    state.votes.cast("f", 1, 11, is_up=False)
    state.votes.cast("f", 1, 12, is_up=True)
    clock.pass_by(days=2)
    note(state, "no_answer")
    state.gaps.add("Who?", "en", Origin(1, 1, 11))
    told = activity(state, 4, clock.now.astimezone(ZONE))
    assert told.days == (
        Day(dt.date(2026, 5, 3), 0, 0, 0, 0),
        Day(dt.date(2026, 5, 4), 3, 1, 0, 1),
        Day(dt.date(2026, 5, 5), 0, 0, 0, 0),
        Day(dt.date(2026, 5, 6), 0, 0, 1, 0),
    )
    assert (told.total.questions, told.total.answered, told.total.disliked) == (5, 3, 1)
    assert told.sources == (("b.txt", 2), ("a.txt", 1))
    assert [group.question for group in told.gaps] == ["Who?"]


def test_what_is_longer_ago_does_not_count(state, clock):
    note(state, "answer", "a.txt")
    state.gaps.add("Who?", "en", Origin(1, 1, 11))
    clock.pass_by(days=3)
    told = activity(state, 3, clock.now)
    assert (told.total.questions, told.sources, told.gaps) == (0, (), ())
