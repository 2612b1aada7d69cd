import sqlite3

import pytest

from knowledge.answering.outcome import Answer
from knowledge.errors import ConfigError
from knowledge.languages.sentence_encoder import Encoder
from knowledge.storage import store_writer
from knowledge.storage.store import About
from tests.tiny_encoder import TinyEncoder

BAKERY = "The bakery opens at six. A loaf costs two crowns.\n"
MILL = "The mill grinds rye.\n"
LOAF = """- id: loaf
  fact: A loaf costs two crowns.
  asks: [How much is a loaf?, When does the bakery open?]
  cites: [{source: bakery.txt, quote: A loaf costs two crowns.}]
"""


class Breaking(Encoder):
    """An encoder whose power is cut after so many texts."""

    def __init__(self, folder, after):
        super().__init__(folder)
        self.left = after

    def encode(self, texts, *, is_question=False):
        self.left -= len(texts)
        if self.left < 0:
            raise RuntimeError("power cut")
        return super().encode(texts, is_question=is_question)


@pytest.fixture
def tiny(tmp_path):
    return TinyEncoder(tmp_path / "tiny")


@pytest.fixture
def bakery(home):
    home.write({"sources/bakery.txt": BAKERY, "sources/mill.txt": MILL, "facts/loaf.yaml": LOAF})
    return home


def refreshed(home, encoder=None):
    with home.open(encoder=Encoder(encoder) if encoder else None) as base:
        base.refresh()
        return vectors(base)


def vectors(base):
    """Return (row, vectors) of all facts by statement and status."""
    store = base.pipeline.snapshot.store
    rows = [fact.row for fact in store.searchable()]
    made = store.vectors(rows)
    return {
        (fact.statement, fact.status.value): (row, made.get(row)) for row, fact in store.facts(rows).items()
    }


def test_each_fact_gets_the_vector_of_its_statement_and_those_of_its_questions(bakery, tiny):
    found = refreshed(bakery, tiny.folder)
    encoder = Encoder(tiny.folder)
    for (statement, status), (_, made) in found.items():
        asks = ["How much is a loaf?", "When does the bakery open?"] if status == "approved" else []
        assert made == (*encoder.encode([statement]), *encoder.encode(asks, is_question=True))
    assert len(found) == 4


def test_without_an_encoder_there_are_none(bakery):
    assert {made for _, made in refreshed(bakery).values()} == {None}


def test_documents_that_stay_keep_theirs(bakery, tiny):
    before = refreshed(bakery, tiny.folder)
    bakery.write({"sources/bakery.txt": "The bakery opens at seven.\n", "facts/loaf.yaml": ""})
    after = refreshed(bakery, tiny.folder)
    mill = ("The mill grinds rye.", "draft")
    assert after[mill] == before[mill]
    assert all(made for _, made in after.values())


def test_sentences_that_come_back_in_a_changed_document_need_no_model(bakery, tiny):
    before = refreshed(bakery, tiny.folder)
    with bakery.open(encoder=Encoder(tiny.folder)) as base:
        assert not base.refresh().is_change
        (tiny.folder / "model.onnx").write_bytes(b"gone bad")
        bakery.write({"sources/bakery.txt": f"\n\n{BAKERY}"})
        assert base.refresh().changed == ("bakery.txt",)
        after = vectors(base)
    assert {key: made for key, (_, made) in after.items()} == {key: made for key, (_, made) in before.items()}
    assert after != before


def test_another_model_makes_them_all_anew(bakery, tiny, tmp_path):
    before = refreshed(bakery, tiny.folder)
    other = TinyEncoder(tmp_path / "other", seed=1).folder
    with bakery.open(encoder=Encoder(other)) as base:
        report = base.refresh()
        assert (report.generation, report.is_change) == (2, False)
        after = vectors(base)
        assert base.pipeline.snapshot.store.about().encoder == Encoder(other).digest
        assert base.refresh().generation == 2
    assert all(made and made != before[key][1] for key, (_, made) in after.items())


def test_an_encoder_set_later_or_no_longer_counts_from_the_next_refresh(bakery, tiny):
    assert {made for _, made in refreshed(bakery).values()} == {None}
    assert all(made for _, made in refreshed(bakery, tiny.folder).values())
    assert {made for _, made in refreshed(bakery).values()} == {None}
    with bakery.open() as base:
        assert base.pipeline.snapshot.store.about().encoder == About().encoder
        assert isinstance(base.ask("When does the bakery open?"), Answer)


def test_very_many_vectors_are_made_in_several_generations(bakery, tiny, monkeypatch):
    monkeypatch.setattr(store_writer, "VECTORS_AT_MOST", 2)
    with bakery.open(encoder=Encoder(tiny.folder)) as base:
        assert base.refresh().generation == 2
        assert all(made for _, made in vectors(base).values())
        assert base.refresh().generation == 2


def test_vectors_made_before_a_break_are_not_made_again(bakery, tiny, monkeypatch):
    monkeypatch.setattr(store_writer, "VECTORS_AT_MOST", 2)
    with bakery.open(encoder=Breaking(tiny.folder, after=2)) as base:
        with pytest.raises(RuntimeError, match="power cut"):
            base.refresh()
        assert isinstance(base.ask("When does the bakery open?"), Answer)
        begun = {key: made for key, (_, made) in vectors(base).items() if made}
        assert len(begun) == 2
    after = refreshed(bakery, tiny.folder)
    assert all(made for _, made in after.values())
    assert begun.items() <= {key: made for key, (_, made) in after.items()}.items()


def test_whoever_answers_from_the_generation_before_keeps_its_vectors(bakery, tiny, tmp_path):
    with bakery.open(encoder=Encoder(tiny.folder)) as base:
        base.refresh()
        store, before = base.pipeline.snapshot.store, vectors(base)
        refreshed(bakery, TinyEncoder(tmp_path / "other", seed=1).folder)
        assert store.vectors(row for row, _ in before.values()) == dict(before.values())


def test_old_vectors_are_swept(bakery, tiny):
    refreshed(bakery, tiny.folder)
    for text in ("seven", "eight", "nine"):
        bakery.write({"sources/mill.txt": f"The mill opens at {text}."})
        refreshed(bakery)
    database = sqlite3.connect(bakery.derived / "base.sqlite")
    assert database.execute("SELECT count(*) FROM vector").fetchone() == (0,)
    database.close()


def test_vectors_live_no_longer_than_their_facts(bakery, tiny):
    with bakery.open(encoder=Encoder(tiny.folder)) as base:
        for text in ("seven", "six", "seven", "six"):
            bakery.write({"sources/bakery.txt": BAKERY.replace("six", text)})
            base.refresh()
    database = sqlite3.connect(bakery.derived / "base.sqlite")
    orphans = "SELECT count(*) FROM vector WHERE fact NOT IN (SELECT row FROM fact)"
    assert database.execute(orphans).fetchone() == (0,)
    database.close()


def test_a_model_that_fails_leaves_the_last_generation(bakery, tiny):
    refreshed(bakery)
    (tiny.folder / "model.onnx").write_bytes(b"gone bad")
    with bakery.open(encoder=Encoder(tiny.folder)) as base:
        with pytest.raises(ConfigError, match="cannot be used"):
            base.refresh()
        assert isinstance(base.ask("When does the bakery open?"), Answer)
        assert base.generation == 1


def test_progress_says_that_sentences_are_being_understood(bakery, tiny):
    steps = []
    with bakery.open(encoder=Encoder(tiny.folder)) as base:
        base.refresh(lambda *step: steps.append(step))
    assert ("Understanding sentences", 0, 4) in steps
