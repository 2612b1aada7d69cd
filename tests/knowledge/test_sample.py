import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.home import SAMPLE
from knowledge.answering.decision import THRESHOLD
from knowledge.answering.outcome import Answer
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase
from knowledge.evaluation import golden
from knowledge.evaluation.scores import evaluate
from knowledge.facts.curated import load
from knowledge.facts.proof import prove
from knowledge.model import Document, Status
from knowledge.sources.readers.text import markdown

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def sources() -> dict[str, Document]:
    return {path.name: document(path) for path in sorted((SAMPLE / "sources").iterdir())}


def document(path: Path) -> Document:
    reading = markdown.read(path.read_bytes())
    return Document(path.name, "", "markdown", reading.title, None, "en", reading.text, reading.passages)


def test_every_fact_of_the_sample_is_proven() -> None:
    facts, problems = load(SAMPLE / "facts")
    assert problems == ()
    library = sources()
    proof = prove(facts, library.keys(), library.get)
    assert proof.problems == ()
    assert len(proof.facts) == len(facts) >= 25
    assert {fact.status for fact in proof.facts} == {Status.APPROVED}
    assert {citation.source for fact in proof.facts for citation in fact.citations} == library.keys()


def test_every_fact_of_the_sample_has_questions_of_its_own() -> None:
    facts, _ = load(SAMPLE / "facts")
    asks = [ask.lower() for fact in facts for ask in fact.asks]
    assert all(1 <= len(fact.asks) <= 3 and fact.topics for fact in facts)
    assert len(asks) == len(set(asks))
    assert len({fact.statement for fact in facts}) == len(facts)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the article behind the sample is not beside this checkout")
def test_the_sample_is_in_words_of_its_own() -> None:
    article = {
        run for path in SEEDS.iterdir() for run in runs_of_eight_words(path.read_text(encoding="utf-8"))
    }
    for path in SAMPLE.rglob("*.*"):
        assert runs_of_eight_words(path.read_text(encoding="utf-8")) & article == set(), path


def runs_of_eight_words(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + 8]) for start in range(len(words) - 7)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(SAMPLE, tmp_path_factory.mktemp("sample")) as base:
        base.refresh()
        yield base


def test_every_question_of_the_sample_is_answered_by_its_fact(sample: KnowledgeBase) -> None:
    for fact in sample.facts(limit=100)[0]:
        for ask in fact.asks:
            outcome = sample.ask(ask)
            assert isinstance(outcome, Answer), ask
            assert outcome.best.fact.id == fact.id, ask
            assert not outcome.conflicts, ask
            assert not outcome.ties, ask


def test_the_golden_questions_of_the_sample_are_in_order(tmp_path: Path) -> None:
    with KnowledgeBase(SAMPLE, tmp_path, readers=Reader.shipped()) as base:
        base.refresh()
        questions, problems = golden.load(SAMPLE / "golden.yaml", base)
        assert problems == ()
        evaluation = evaluate(base, questions, (THRESHOLD,))
    assert len(evaluation.failures(THRESHOLD)) <= len(questions) / 4


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The article behind the sample, on its own in a home: no fact is approved there."""
    if not SEEDS.is_dir():
        pytest.skip("the article behind the sample is not beside the project")
    home = tmp_path_factory.mktemp("article")
    shutil.copytree(SEEDS, home / "sources")
    with KnowledgeBase(home, home / ".citebot") as base:
        base.refresh()
        yield base


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who met Xi Jinping?", "Manuel Marrero Cruz"),
        ("Where did Xi Jinping meet Marrero?", "Great Hall of the People"),
        ("When did Xi meet the Cuban prime minister?", "On Monday"),
        ("What fields of cooperation did Xi mention?", "agriculture, tourism, health"),
        ("Which summit did Cuba host?", "Group of 77 and China"),
        ("Whose greetings did Marrero convey?", "Raul Castro"),
        ("who is the prime minster of cuba", "Manuel Marrero Cruz"),
    ],
)
def test_the_article_alone_answers_what_it_says(article: KnowledgeBase, question: str, words: str) -> None:
    outcome = article.ask(question)
    assert isinstance(outcome, Answer)
    assert words in outcome.best.fact.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "How many people live in Cuba?",
        "When was the first CIIE held?",
        "Did Xi visit Havana?",
        "Who is the president of the United States?",
        "What is the weather in Beijing?",
        "Who won the world cup?",
        "hello",
    ],
)
def test_the_article_alone_declines_what_it_does_not_say(article: KnowledgeBase, question: str) -> None:
    assert not isinstance(article.ask(question), Answer)
