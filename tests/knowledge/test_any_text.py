"""Neither a source nor a question can break a base, whatever characters they are made of."""

import sys
import unicodedata
from functools import cache
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answering.decision import LIMIT
from knowledge.answering.outcome import Answer, NoAnswer
from knowledge.answering.query import LONGEST_QUESTION
from knowledge.base import KnowledgeBase
from knowledge.sources.quotes import PlainText
from knowledge.sources.readers.guard import Limits

ALIKE = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH", "HANGUL SYLLABLE", "TANGUT IDEOGRAPH")
"""Tens of thousands of letters that differ in nothing but their look; every hundredth stands for the others."""
MIXED = st.text(
    st.one_of(
        st.sampled_from(
            "aéßıİЖعـ‍‌中字かカ한ไทযक्ǅﷺﬁ０Ⅷ½²₂①🙂👩\u0301\u200b\u202e\ufeff\ufffd\x00\x1b\x85\u2028 \t\n.,?!-'\"()[]/:;_@#"
        ),
        st.characters(),
        st.sampled_from("\ud800\udc00\udfff"),
    ),
    max_size=60,
)


def batched(characters, size):
    """Return the characters in batches."""
    remaining = iter(characters)
    return iter(lambda: tuple(islice(remaining, size)), ())


@cache
def assigned():
    """Return every assigned character that a file can hold, of those that are alike a few."""
    found = []
    for code in range(1, sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in {"Cn", "Co", "Cs"}:
            continue
        if code % 100 and unicodedata.name(character, "").startswith(ALIKE):
            continue
        found.append(character)
    return found


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A base on one source that holds every character, alone and amid a word."""
    home = tmp_path_factory.mktemp("any")
    (home / "sources").mkdir()
    paragraphs = [
        f"The ferry {how.join(batch)} sails at noon."
        for how in (" ", "a")
        for batch in batched(assigned(), 100)
    ]
    (home / "sources" / "all.txt").write_text("\n\n".join(paragraphs), encoding="utf-8", newline="")
    with KnowledgeBase(home, home / ".citebot", limits=Limits(processes=1)) as opened:
        report = opened.refresh()
        assert report.problems == ()
        assert report.drafts >= len(paragraphs) // 2
        yield opened


def test_every_character_may_stand_in_a_source_and_its_quotes_prove(base):
    document = base.document("all.txt")
    facts, _ = base.facts(limit=10_000)
    text = PlainText(document.text)
    for fact in facts:
        (citation,) = fact.citations
        start, end = citation.locator.start, citation.locator.end
        assert document.quote(start, end) == citation.quote
        assert any(left < end and start < right for left, right in text.find(PlainText(citation.quote)))


def test_every_character_may_stand_in_a_question(base, caplog):
    for batch in batched(assigned(), 400):
        words = " ".join("".join(word) for word in batched(batch, 8))
        assert isinstance(base.ask(f"When does the ferry {words} sail?"), Answer | NoAnswer)
    assert not caplog.records


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=MIXED)
def test_any_text_is_answered_or_refused(base, caplog, text):
    outcome = base.ask(text)
    assert isinstance(outcome, Answer | NoAnswer)
    assert len(outcome.matches) <= LIMIT
    outcome.question.text.encode()
    base.facts(text)
    base.document(text)
    assert not caplog.records


@pytest.mark.parametrize(
    "text", ["ferry " * 20_000, "x" * 100_000, "中" * 100_000, "?" * 100_000, "a\u0301" * 50_000]
)
def test_of_a_text_without_end_the_beginning_is_looked_at(base, text):
    assert len(base.ask(text).question.text) == LONGEST_QUESTION


@pytest.mark.parametrize(
    "text", ["x" * 20_000, "9" * 20_000, "x-" * 10_000, "’x" * 10_000, "a. " * 5000, "Q: a\n" * 3000]
)
def test_a_file_of_a_word_without_end_is_read(home, text):
    home.write({"sources/word.txt": text})
    with KnowledgeBase(home.folder, home.folder / ".citebot", limits=Limits(processes=1, cpu_s=10)) as base:
        assert not base.refresh().problems


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(MIXED, min_size=1, max_size=5))
def test_any_file_is_read_or_a_problem(tmp_path_factory, texts):
    home = tmp_path_factory.mktemp("home")
    (home / "sources").mkdir()
    for number, text in enumerate(texts):
        content = text.encode("utf-8", errors="surrogatepass")
        (home / "sources" / f"{number}.txt").write_bytes(content)
    with KnowledgeBase(home, home / ".citebot", limits=Limits(processes=1)) as base:
        report = base.refresh()
        assert report.sources + len(report.problems) >= len(set(texts))
        assert not any("log says" in problem.message for problem in report.problems)
        for text in texts:
            base.ask(text)
