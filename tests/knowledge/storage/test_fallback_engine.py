import pytest

from knowledge.errors import SearchError
from knowledge.storage import fallback_engine
from knowledge.storage.fallback_engine import FallbackIndex
from knowledge.storage.tantivy_index import TantivyIndex
from tests.knowledge.storage.test_tantivy_index import build, entry


class Distant(TantivyIndex):
    """An index that may be away."""

    is_away = False
    asked = 0

    def search(self, *args, **which):
        self.asked += 1
        if self.is_away:
            raise SearchError("The engine is away.")
        return super().search(*args, **which)


@pytest.fixture
def distant(tmp_path):
    build(tmp_path / "first", None, (), [entry(1, "red boat")])
    return Distant(tmp_path / "first")


@pytest.fixture
def index(tmp_path, distant):
    return FallbackIndex(distant, build(tmp_path / "second", None, (), [entry(2, "red boat")]))


def found(index):
    return [row for row, _ in index.search({"boat": 1.0}, 5)]


def test_the_first_engine_is_asked_while_it_answers(index):
    assert found(index) == [1]
    assert index.company("boat", {"red": 2.0}) == pytest.approx(2.0)
    assert index.holds("red")


def test_while_it_is_away_the_one_beside_it_answers_and_few_wait(index, distant, caplog):
    distant.is_away = True
    assert [found(index) for _ in range(3)] == [[2]] * 3
    assert distant.asked == 1
    assert "Meanwhile the index beside it answers." in caplog.text


def test_it_is_asked_again_after_a_while(index, distant, monkeypatch):
    monkeypatch.setattr(fallback_engine, "AWAY_S", 0.0)
    distant.is_away = True
    assert found(index) == [2]
    distant.is_away = False
    assert found(index) == [1]
