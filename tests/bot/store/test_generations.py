"""Replicas that share the generations of a home through a real PostgreSQL server."""

import queue
from contextlib import contextmanager

import pytest

from bot.store.database import Database, StoreBusyError
from bot.store.generations import CHANNEL, PostgresGenerations
from bot.store.listener import Listener
from knowledge.base import KnowledgeBase
from knowledge.errors import StoreError
from knowledge.languages.sentence_encoder import Encoder
from knowledge.storage import shared_generations, store
from knowledge.storage.shared_generations import TABLES
from tests.tiny_encoder import TinyEncoder

PIER = """\
- id: pier
  fact: The pier is long.
  cites:
  - {source: mill.txt, quote: The pier is 200 metres long.}
"""


@pytest.fixture
def generations(database):
    return PostgresGenerations(database)


@pytest.fixture
def replica(mill_home, tmp_path, generations):
    """Open the home of the mill as another machine does: with a derived folder of its own."""
    opened = []

    def replica(name, **options):
        base = KnowledgeBase(mill_home.folder, tmp_path / name, **{"shared": generations} | options)
        opened.append(base)
        return base

    yield replica
    for base in opened:
        base.close()


@pytest.fixture
def first(mill_home, replica):
    """The replica that has read the home already, and shares what it has."""
    base = replica(mill_home.derived)
    base.refresh()
    return base


def write(mill_home, text):
    (mill_home.folder / "facts" / "own.yaml").write_text(text, encoding="utf-8")


def rows(base):
    """All that a base holds and shares, row by row."""
    latest = base._derived.latest()
    held = {table: list(latest.above(table, 0)) for table in ("source", "fact", "vector")}
    return held, latest.curated_rows(), latest.id, sorted(latest.vocabulary())


def shared(generations):
    """All that stands in the database."""
    with generations.open() as last:
        return {table: list(last.above(table, 0)) for table in TABLES}, last.curated_rows(), last.id


def test_the_columns_of_each_table_have_types():
    from bot.store.generations import _TYPES

    assert {table: len(types) for table, types in _TYPES.items()} == {
        table: len(columns) for table, columns in shared_generations.TABLES.items()
    }


def test_what_one_replica_has_read_another_answers_with(first, replica):
    second = replica("second")
    second.follow()
    assert rows(second) == rows(first)
    assert second.ask("What does the mill grind?").best.fact.id == "rye"
    assert second.facts() == first.facts()


def test_the_database_holds_the_rows_of_the_last_generation_and_no_others(
    first, replica, mill_home, generations
):
    for text in (PIER, "", PIER):
        write(mill_home, text)
        first.refresh()
    held, curated, latest = shared(generations)
    own = first._derived.latest()
    assert (held["source"], held["fact"]) == (list(own.above("source", 0)), list(own.above("fact", 0)))
    assert [row[0] for row in held["written"]] == curated == own.curated_rows()
    assert latest == own.id
    second = replica("second")
    second.follow()
    (mill_home.folder / "sources" / "mill.txt").unlink()
    first.refresh()
    held, _, _ = shared(generations)
    assert not any(held.values())
    second.follow()
    assert rows(second) == rows(first)


def test_facts_come_in_the_order_of_their_files(first, replica, mill_home):
    second = replica("second")
    second.follow()
    rye = (mill_home.folder / "facts" / "own.yaml").read_text(encoding="utf-8")
    for text in (rye + PIER, PIER + rye):
        write(mill_home, text)
        first.refresh()
        second.follow()
        assert [fact.id for fact in second.curated()] == [fact.id for fact in first.curated()]
    assert [fact.id for fact in second.curated()] == ["pier", "rye"]


def test_vectors_are_shared_and_give_way_to_those_of_another_encoder(first, replica, tmp_path, generations):
    second = replica("second")
    for seed in (0, 1):
        encoder = Encoder(TinyEncoder(tmp_path / f"encoder{seed}", seed=seed).folder)
        leader = replica(f"leader{seed}", encoder=encoder)
        leader.refresh()
        second.follow()
        assert rows(second) == rows(leader)
        assert len(shared(generations)[0]["vector"]) == leader.size
    first.refresh()
    assert not shared(generations)[0]["vector"]


def test_whoever_reads_goes_on_seeing_the_generation_that_they_began_with(first, mill_home, generations):
    with generations.open() as last:
        write(mill_home, PIER)
        first.refresh()
        assert last.id.number == 1
        assert len(list(last.above("fact", 0))) == 4
        assert len(last.curated_rows()) == 1
    assert generations.latest().number == 2


def test_nothing_is_published_over_what_has_come_meanwhile(first, replica, mill_home, generations):
    second = replica("second")
    second.follow()
    before = generations.latest()
    write(mill_home, PIER)
    first.refresh()
    with pytest.raises(StoreError, match="Another replica has read what is new meanwhile"):
        generations.publish(second._derived.latest(), before)
    with pytest.raises(StoreError, match="Another replica has read what is new meanwhile"):
        generations.publish(second._derived.latest(), None)
    assert generations.latest() == first._derived.latest().id


def test_what_fails_within_a_publication_leaves_all_as_it_was(first, generations):
    class Broken:
        id = shared_generations.GenerationId(2, b"2")
        encoder_digest = ""

        def source_rows(self):
            return []

        def curated_rows(self):
            return []

        def about_stored(self):
            return b""

        def above(self, table, key):
            raise OSError(table, key)

    before = shared(generations)
    with pytest.raises(OSError, match="source"):
        generations.publish(Broken(), generations.latest())
    assert shared(generations) == before
    assert before[2] == first._derived.latest().id


def test_replicas_hear_of_a_new_generation(first, mill_home, database):
    heard: queue.Queue[tuple[str, str]] = queue.Queue()
    with Listener(database, [CHANNEL], lambda *told: heard.put(told)):
        assert heard.get(timeout=10) == ("", "")
        write(mill_home, PIER)
        first.refresh()
        assert heard.get(timeout=10) == (CHANNEL, "2")


def test_one_replica_leads_at_a_time_and_has_the_files_as_all_share_them(store_url, generations):
    agreed = []
    with Database(store_url) as database:
        other = PostgresGenerations(database, lambda: agreed.append("files"))
        with generations.lead(0) as leads, other.lead(0) as leads_too:
            assert (leads, leads_too, agreed) == (True, False, [])
            with pytest.raises(StoreBusyError, match="Nothing is lost"), other.lead(0.01):
                pass
        with other.lead(1) as leads:
            assert (leads, agreed) == (True, ["files"])


@contextmanager
def written_by(monkeypatch, version):
    with monkeypatch.context() as patch:
        patch.setattr("bot.store.generations.FORMAT", version)
        yield


def test_a_newer_program_is_not_followed_and_not_written_over(first, mill_home, generations, monkeypatch):
    with written_by(monkeypatch, store.FORMAT - 1):
        for deed in (first.follow, first.refresh):
            with pytest.raises(StoreError, match="a newer Citebot"):
                deed()
        write(mill_home, PIER)
        with pytest.raises(StoreError, match="a newer Citebot"):
            generations.publish(first._derived.latest(), None)
    assert first.ask("What does the mill grind?").best.fact.id == "rye"
    first.follow()
    assert first.generation == 1


def test_a_newer_program_begins_anew(first, replica, generations, monkeypatch):
    with written_by(monkeypatch, store.FORMAT + 1):
        newer = replica("newer")
        newer.follow()
        assert newer.pipeline is None
        newer.refresh()
        assert generations.latest() == newer._derived.latest().id
    with pytest.raises(StoreError, match="a newer Citebot"):
        first.follow()
    assert first.ask("What does the mill grind?").best.fact.id == "rye"


class Interrupted(PostgresGenerations):
    """The first generation is interrupted while its facts travel: the server ends all connections."""

    is_over = False

    def publish(self, generation, last):
        super().publish(generation if self.is_over else Cut(generation, self), last)

    def cut(self):
        self.is_over = True
        with self._database.connection() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'citebot' AND pid <> pg_backend_pid()"
            )


class Cut:
    def __init__(self, generation, shared):
        self._generation, self._shared = generation, shared

    def __getattr__(self, name):
        return getattr(self._generation, name)

    def above(self, table, key):
        for row in self._generation.above(table, key):
            yield row
            if table == "fact" and not self._shared.is_over:
                self._shared.cut()


def test_a_database_that_goes_away_while_facts_travel_has_all_of_them_or_none(mill_home, replica, database):
    shared = Interrupted(database)
    base = replica(mill_home.derived, shared=shared)
    with pytest.raises(StoreError, match="cannot be reached"):
        base.refresh()
    assert base.ask("What does the mill grind?").best.fact.id == "rye"
    assert shared.latest() is None
    base.refresh()
    assert shared.latest() == base._derived.latest().id
    second = replica("second")
    second.follow()
    assert rows(second) == rows(base)
