import hashlib

import pytest

from knowledge.answering.outcome import Answer, NoAnswer, Reason
from knowledge.base import KnowledgeBase
from knowledge.errors import HomeError, StoreError
from knowledge.model import Status


def test_an_answer_comes_with_its_proof(harbour):
    answer = harbour.ask("When was the harbour of Brede dug?")
    assert isinstance(answer, Answer)
    (citation,) = answer.best.fact.citations
    document = harbour.document("harbour.txt")
    assert document.quote(citation.locator.start, citation.locator.end) == citation.quote
    assert "1871" in citation.quote
    assert citation.locator.paragraph == 1
    assert answer.best.confidence >= answer.threshold


def test_a_slip_of_the_finger_is_forgiven_and_shown(harbour):
    answer = harbour.ask("When was teh harbuor of Brede dug?")
    assert "1871" in answer.best.fact.statement
    assert answer.question.understood_as == "When was the harbour of Brede dug?"


def test_what_the_sources_do_not_say_is_not_answered(harbour):
    refusal = harbour.ask("What is the population of Denmark?")
    assert isinstance(refusal, NoAnswer)
    assert refusal.reason is Reason.NOTHING_FOUND


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂", "\u0640"])
def test_no_words_are_no_question(harbour, text):
    assert harbour.ask(text).reason is Reason.NO_QUESTION


def test_a_lone_tatweel_in_a_source_troubles_no_question(home):
    home.write({"sources/notes.txt": "The harbour \u0640 an old one \u0640 was dug in 1871.\n"})
    with home.open() as base:
        base.refresh()
        assert "1871" in base.ask("When was the harbour dug?").best.fact.statement
        assert "1871" in base.ask("When \u0640 was the harbour dug?").best.fact.statement


def test_an_approved_fact_outranks_the_sentence_it_stands_on(harbour):
    answer = harbour.ask("What did the mayor promise the pilots?")
    assert answer.best.fact.id == "tug"
    assert [match.fact.status for match in answer.matches].count(Status.APPROVED) == 1
    assert all("promised them" not in match.fact.statement for match in answer.matches)


def test_an_empty_home_has_no_facts(home):
    with home.open() as base:
        assert base.ask("Who?").reason is Reason.NO_FACTS
        base.refresh()
        assert base.ask("Who?").reason is Reason.NO_FACTS
        assert base.facts() == ((), 0)


def test_facts_are_listed_approved_first_then_in_reading_order(harbour):
    page, total = harbour.facts(limit=3)
    assert [fact.status for fact in page] == [Status.APPROVED, Status.DRAFT, Status.DRAFT]
    assert page[1].citations[0].locator.start < page[2].citations[0].locator.start
    rest, _ = harbour.facts(offset=3, limit=100)
    assert total == len(page) + len(rest)
    assert len({fact.id for fact in (*page, *rest)}) == total


def test_facts_about_some_words_come_nearest_first(harbour):
    page, _ = harbour.facts("ferry Osterholm", limit=1)
    assert "ferry" in page[0].statement


def test_a_fact_is_found_by_its_id(harbour):
    page, _ = harbour.facts()
    assert [harbour.fact(fact.id) for fact in page] == list(page)
    assert harbour.fact("no-such-fact") is None


def test_a_document_is_found_by_part_of_its_name(harbour):
    assert harbour.document("HARBOUR").source == "harbour.txt"
    assert harbour.document("lighthouse keeper") is None


def test_sources_are_summed_up(harbour):
    (summary,) = harbour.sources()
    assert (summary.source, summary.title, summary.language) == ("harbour.txt", "Harbour notes", "en")
    assert (summary.paragraphs, summary.drafts, summary.approved) == (3, 6, 1)


def test_topics_are_those_of_facts_then_titles(harbour):
    assert harbour.topics() == ("harbour", "Harbour notes")


def test_a_home_that_is_not_there_is_said(tmp_path):
    with pytest.raises(HomeError, match="citebot init"):
        KnowledgeBase(tmp_path / "nowhere", tmp_path / "derived")


def test_a_derived_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "derived").write_text("not a folder")
    with pytest.raises(StoreError, match="delete it"):
        KnowledgeBase(tmp_path, tmp_path / "derived")


def test_the_same_sentence_in_two_sources_is_one_answer_with_two_proofs(home):
    sentence = "The old bridge of Brede was closed to lorries in March."
    home.write({"sources/a.txt": f"{sentence}\n\nIt rains.", "sources/b.txt": f"{sentence}\n\nIt snows."})
    with home.open() as base:
        base.refresh()
        answer = base.ask("When was the old bridge of Brede closed to lorries?")
        assert [citation.source for citation in answer.best.fact.citations] == ["a.txt", "b.txt"]
        assert sum(match.fact.statement == sentence for match in answer.matches) == 1


def test_two_approved_facts_that_disagree_are_both_shown(home):
    home.write(
        {
            "sources/a.txt": "The new pier is 120 metres long.",
            "sources/b.txt": "The new pier is 150 metres long.",
            "facts/pier.yaml": """
- {id: pier-a, fact: The new pier is 120 metres long., asks: How long is the new pier?, cites: {source: a.txt, quote: The new pier is 120 metres long.}}
- {id: pier-b, fact: The new pier is 150 metres long., asks: How long is the new pier?, cites: {source: b.txt, quote: The new pier is 150 metres long.}}
""",
        }
    )
    with home.open() as base:
        base.refresh()
        answer = base.ask("How long is the new pier?")
        assert {answer.best.fact.id, *(match.fact.id for match in answer.conflicts)} == {"pier-a", "pier-b"}


def test_a_hidden_fact_silences_its_sentence(home):
    home.write({"sources/a.txt": "The mayor wears a green hat. The harbour is closed in winter."})
    with home.open() as base:
        base.refresh()
        assert isinstance(base.ask("Who wears a green hat?"), Answer)
        home.write(
            {
                "facts/x.yaml": "- {id: hat, status: hidden, cites: {source: a.txt, quote: The mayor wears a green hat.}}"
            }
        )
        base.refresh()
        outcome = base.ask("Who wears a green hat?")
        assert isinstance(outcome, NoAnswer)
        assert all("hat" not in match.fact.statement for match in outcome.matches)
        assert base.fact("hat") is None


def test_a_bare_word_that_a_fact_holds_is_answered(harbour):
    assert "lighthouse" in harbour.ask("lighthouse").best.fact.statement


def test_a_name_nobody_has_heard_of_is_not_answered(harbour):
    refusal = harbour.ask("Did the mayor meet the pilots in Havana?")
    assert refusal.reason is Reason.UNKNOWN_NAME
    assert refusal.unknown == ("Havana",)


def test_a_year_nobody_has_heard_of_is_not_answered(harbour):
    assert harbour.ask("Who dug the harbour in 1999?").unknown == ("1999",)


def test_a_question_in_capitals_names_nobody(harbour):
    assert "1871" in harbour.ask("WHEN WAS THE HARBOUR OF BREDE DUG").best.fact.statement


@pytest.mark.parametrize("text", ["and when?", "who are you?", "What is it?"])
def test_function_words_alone_ask_nothing(harbour, text):
    assert isinstance(harbour.ask(text), NoAnswer)


def test_function_words_are_a_question_if_a_fact_has_it_so(home):
    home.write(
        {
            "sources/note.txt": "This is the desk of the harbour. It answers letters.",
            "facts/us.yaml": "- id: us\n  fact: We are the desk of the harbour.\n  asks: [Who are you?]\n  cites:\n"
            "  - source: note.txt\n    quote: This is the desk of the harbour.\n",
        }
    )
    with home.open() as base:
        base.refresh()
        answer = base.ask("who are you")
        assert isinstance(answer, Answer)
        assert answer.matches[0].fact.id == "us"


@pytest.mark.parametrize("text", ["How many children has Tomas Lindqvist?", "Why did Odile Marchand resign?"])
def test_what_is_not_told_about_somebody_is_not_answered_with_something_else(harbour, text):
    assert isinstance(harbour.ask(text), NoAnswer)


def test_of_facts_as_likely_those_of_what_was_talked_about_come_first(home):
    home.write(
        {
            "sources/ferry.txt": "The ferry opens at seven in the morning.\n",
            "sources/museum.txt": "The museum opens at nine in the morning.\n",
        }
    )
    with KnowledgeBase(home.folder, home.derived) as base:
        base.refresh()
        for source in ("ferry.txt", "museum.txt"):
            first = base.ask("When does it open in the morning?", near=[source]).matches[0]
            assert first.fact.citations[0].source == source
        elsewhere = base.ask("When does the museum open?", near=["ferry.txt", "gone.txt"]).matches[0]
        assert elsewhere.fact.citations[0].source == "museum.txt"


def test_a_question_comes_to_something_at_every_threshold(harbour):
    low, high = harbour.ask_at("Who dug the harbour of Brede?", (0.3, 1.0))
    assert isinstance(low, Answer)
    assert isinstance(high, NoAnswer)


def test_before_anything_is_read_there_is_nothing_to_ask_or_browse(home):
    with home.open() as base:
        assert base.ask("Who dug the harbour?").reason is Reason.NO_FACTS
        assert (base.pipeline, base.curated(), base.drafts("harbour.txt"), base.sources_of("0")) == (
            None,
            (),
            (),
            (),
        )


def test_the_drafts_of_a_source_come_in_reading_order(harbour):
    drafts = harbour.drafts("harbour.txt")
    starts = [fact.citations[0].locator.start for fact in drafts]
    assert starts == sorted(starts)
    assert {fact.status for fact in drafts} == {Status.DRAFT}
    assert harbour.drafts("nowhere.txt") == ()


def test_sources_are_known_by_their_bytes(home, harbour):
    content = (home.folder / "sources" / "harbour.txt").read_bytes()
    assert harbour.sources_of(hashlib.sha256(content).hexdigest()) == ("harbour.txt",)
    assert harbour.sources_of("0" * 64) == ()


def test_hidden_facts_are_curated_but_cannot_be_looked_up(home, harbour):
    hidden = "- id: rumour\n  fact: It has quays.\n  status: hidden\n  cites:\n  - source: harbour.txt\n    quote: It has three quays\n"
    home.write({"facts/rumour.yaml": hidden})
    harbour.refresh()
    assert {fact.id for fact in harbour.curated()} == {"tug", "rumour"}
    assert harbour.fact("rumour") is None


def test_a_name_that_stands_in_a_heading_alone_is_no_stranger(tmp_path):
    (tmp_path / "sources").mkdir()
    text = "# Lamps\n\n## Brisk Pro\n\nPrice: 19 €\n\nColour: black\n\n## Orlo Mini\n\nPrice: 28 €\n\nColour: brown\n"
    (tmp_path / "sources" / "lamps.md").write_text(text, encoding="utf-8")
    with KnowledgeBase(tmp_path, tmp_path / ".citebot") as base:
        base.refresh()
        known, unknown = base.ask("What does the Brisk Pro cost?"), base.ask("What does the Varga cost?")
    assert "19" in known.matches[0].fact.statement
    assert getattr(known, "reason", None) is not Reason.UNKNOWN_NAME
    assert unknown.reason is Reason.UNKNOWN_NAME
