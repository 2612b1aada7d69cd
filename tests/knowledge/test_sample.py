import re
from pathlib import Path

import pytest

from bot.home import SAMPLE
from knowledge.facts import load
from knowledge.model import Document, Status
from knowledge.proof import prove
from knowledge.readers import markdown

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
    proven, failures = prove(facts, library.keys(), library.get)
    assert failures == ()
    assert len(proven) == len(facts) >= 25
    assert {fact.status for fact in proven} == {Status.APPROVED}
    assert {citation.source for fact in proven for citation in fact.citations} == library.keys()


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
