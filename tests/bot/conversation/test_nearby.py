import pytest

from bot.conversation.meaning import outcomes
from bot.state.turns import Turn
from knowledge.answering.outcome import Answer
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase

BAD = """# Freibad Moorwiese

Der Hausmeister ist Uwe Petersen, Telefon 0431 555 120. Er ist seit 2018 da.

Die Biotonne wird dienstags geleert, die Papiertonne freitags.
"""


VAN = """# Cedar Road news

The library van comes every other Monday at 4 pm and stops outside number 18. It stays for an hour.

Petra Quill is the manager. She can be reached on 0141 496 0220. The café is shut in June, as the roof leaks.

## Meetings

The next meeting is on 3 June at 10:00 in room 214.

## Budget

Lena Ortiz will present the final figures on 26 May.
"""


@pytest.fixture
def van(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "van.md").write_text(VAN, encoding="utf-8")
    with KnowledgeBase(tmp_path, tmp_path / ".citebot", readers=Reader.shipped()) as opened:
        opened.refresh()
        yield opened


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "bad.md").write_text(BAD, encoding="utf-8")
    with KnowledgeBase(tmp_path, tmp_path / ".citebot") as opened:
        opened.refresh()
        yield opened


def said_after(base, question, statement, text):
    """Return what is answered to a text after a question that some statement answered, empty where nothing is."""
    (held,) = base.sources()
    fact = next(fact for fact in base.drafts(held.source) if fact.statement.startswith(statement))
    came_of = outcomes(text, base, [Turn(question, (fact.id,), held.source)])
    told = came_of[0] if isinstance(came_of, list) else None
    return told.best.fact.statement if isinstance(told, Answer) else ""


def test_a_bare_question_word_is_told_by_the_sentence_behind_the_last_answer(bad):
    told = said_after(bad, "Wer ist der Hausmeister?", "Der Hausmeister", "seit wann?")
    assert told == "Er ist seit 2018 da."


def test_what_the_last_answer_holds_beside_is_told_by_it_again(bad):
    assert "0431" in said_after(bad, "Wer ist der Hausmeister?", "Der Hausmeister", "und die Nummer?")
    assert "Papier" in said_after(bad, "Wann wird die Biotonne geleert?", "Die Biotonne", "und papier")


def test_what_stands_nowhere_near_is_not_told(bad):
    assert not said_after(bad, "Wann wird die Biotonne geleert?", "Die Biotonne", "und der gelbe Sack?")
    assert not said_after(bad, "Wann wird die Biotonne geleert?", "Die Biotonne", "warum?")


def test_how_old_somebody_is_is_not_told_by_a_number_nearby(bad):
    assert not said_after(bad, "Wer ist der Hausmeister?", "Der Hausmeister", "wie alt ist er?")


@pytest.mark.skipif(not Reader.shipped(), reason="nothing reads")
def test_a_sentence_beside_the_last_answer_is_told_where_the_reader_says_so(van):
    assert "an hour" in said_after(
        van, "where does the library van stop", "The library van", "how long does it stay"
    )
    assert "0220" in said_after(van, "who's the manager", "Petra Quill", "and her number")
    assert not said_after(van, "who's the manager", "Petra Quill", "is she married")


def test_why_not_is_no_small_talk_behind_an_answer(van):
    assert "roof leaks" in said_after(van, "is the café open in June", "The café", "why not")


def test_a_bare_subject_is_not_bent_to_what_was_asked_before(van):
    assert not said_after(van, "When is the next meeting?", "The next meeting", "budget?")


def test_nothing_stands_beside_the_only_sentence_of_a_document(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mayor.txt").write_text("The mayor of Lindvik is Ada Berg.", encoding="utf-8")
    with KnowledgeBase(tmp_path, tmp_path / ".citebot", readers=Reader.shipped()) as base:
        base.refresh()
        for text in ("and when?", "why?", "and?", "since when?", "and the deputy?"):
            assert said_after(base, "Who is the mayor of Lindvik?", "The mayor", text) in (
                "",
                "The mayor of Lindvik is Ada Berg.",
            )
