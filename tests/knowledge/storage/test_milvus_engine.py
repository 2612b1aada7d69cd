"""A base whose facts are in an embedded Milvus, beside the same base with the engine that comes with the program."""

import socket
import time
from contextlib import ExitStack
from importlib.util import find_spec

import pytest

from knowledge.errors import SearchError
from knowledge.storage.engines import engine
from knowledge.storage.fallback_engine import FallbackEngine
from knowledge.storage.milvus_address import MilvusAddress
from knowledge.storage.milvus_connection import MilvusConnection
from knowledge.storage.milvus_engine import MilvusEngine
from knowledge.storage.store_writer import open_writer
from knowledge.storage.tantivy_index import TantivyEngine
from tests.knowledge.conftest import HARBOUR, TUG, HomeFolder
from tests.shelf import Shelf

pytestmark = [
    # It is looked for and not imported: that takes a second, on each core, of those too that run none of these tests.
    pytest.mark.skipif(
        not (find_spec("pymilvus") and find_spec("milvus_lite")), reason="the extra milvus is not installed"
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]

WEIGHTS = {"harbour": 1.0, "ferri": 2.0, "quay": 1.0, "mayor": 0.5, "tug": 1.0}
PILOTS = "The pilots of Brede\n\nThe tug of the pilots is moored at the southern quay.\n"


class TwoBases:
    """One home, opened with Milvus and with the engine that comes with the program."""

    def __init__(self, folder):
        self.home = HomeFolder(folder)
        self.home.write({"sources/harbour.txt": HARBOUR, "facts/harbour.yaml": TUG})
        self.own = self.home.open()
        self.home.derived = folder / ".milvus"
        self.in_milvus = self.open()
        self.milvus = MilvusConnection(MilvusAddress.parse("milvus:facts.db", folder))

    def open(self):
        return self.home.open(engine=engine("milvus:facts.db", self.home.folder, {}))

    def refresh(self):
        return self.own.refresh(), self.in_milvus.refresh()

    @property
    def indexes(self):
        return self.own.pipeline.snapshot.index, self.in_milvus.pipeline.snapshot.index


@pytest.fixture(scope="module")
def bases(tmp_path_factory):
    """Two bases that the tests of this file, in their order, change together."""
    bases = TwoBases(tmp_path_factory.mktemp("milvus") / "home")
    bases.refresh()
    yield bases
    for opened in (bases.own, bases.in_milvus, bases.milvus):
        opened.close()


def found(index, **options):
    return {row: pytest.approx(score, rel=0.35) for row, score in index.search(WEIGHTS, 10, **options)}


def agree(bases):
    own, in_milvus = bases.indexes
    for options in ({}, {"is_curated": True}, {"documents": [1]}, {"holding": "tug"}, {"holding": "whale"}):
        assert found(own, **options) == dict(in_milvus.search(WEIGHTS, 10, **options))
    for term in ("tug", "quay", "whale"):
        assert in_milvus.company(term, WEIGHTS) == pytest.approx(own.company(term, WEIGHTS), abs=1e-3)
        assert in_milvus.knows(term) == own.knows(term)
        assert in_milvus.holds(term) == own.holds(term)
    assert in_milvus.heads("harbour")
    assert not in_milvus.heads("tug")
    assert in_milvus.size == own.size


def test_both_find_the_same_by_the_same_scores(bases):
    agree(bases)
    own, in_milvus = bases.indexes
    assert found(own) == dict(in_milvus.search(WEIGHTS, 10))
    assert in_milvus.frequency("tug") == own.frequency("tug") == 2
    assert in_milvus.beginning("har", 5) == own.beginning("har", 5)
    assert bases.in_milvus.ask("When was the harbor dug?").matches[0].fact.statement.startswith("The harbour")


def test_a_refresh_writes_what_came_while_the_last_generation_goes_on_answering(bases):
    before = bases.indexes[1]
    rows = {row for row, _ in before.search(WEIGHTS, 10)}
    bases.home.write(
        {"sources/pilots.txt": PILOTS, "sources/harbour.txt": HARBOUR.replace("three quays", "four quays")}
    )
    bases.refresh()
    agree(bases)
    after = {row for row, _ in bases.indexes[1].search(WEIGHTS, 10)}
    assert {row for row, _ in before.search(WEIGHTS, 10)} == rows
    assert after.isdisjoint(rows)


def test_what_is_gone_is_found_no_more_and_swept_by_the_next_generation(bases):
    milvus = bases.milvus
    bases.home.write({"sources/pilots.txt": PILOTS})
    bases.refresh()
    bases.home.delete("sources/pilots.txt")
    bases.home.write({"facts/harbour.yaml": TUG.replace("  topics: [harbour]\n", "")})
    bases.refresh()
    agree(bases)
    (collection,) = milvus.collections()
    assert milvus.count(collection) > bases.indexes[1].size
    bases.home.write({"facts/harbour.yaml": TUG})
    bases.refresh()
    assert milvus.count(collection) == bases.indexes[1].size + 1


def test_an_interrupted_refresh_leaves_nothing_that_is_found(bases, monkeypatch):
    size, milvus = bases.indexes[1].size, bases.milvus
    bases.home.write({"sources/pilots.txt": PILOTS})
    with monkeypatch.context() as patched:
        patched.setattr(MilvusConnection, "settle", lambda *_: (_ for _ in ()).throw(SearchError("away")))
        with pytest.raises(SearchError):
            bases.in_milvus.refresh()
    assert milvus.count(milvus.collections()[0]) > size
    assert dict(bases.indexes[1].search({"southern": 1.0}, 5)) == {}
    assert bases.in_milvus.ask("Who leaves from the northern quay?").matches
    bases.refresh()
    agree(bases)


def test_another_process_opens_what_is_there(bases):
    with bases.open() as again:
        assert again.generation == bases.in_milvus.generation
        assert again.ask("Who dug the harbour of Brede?").matches[0].fact.statement.startswith("The harbour")


def test_facts_that_milvus_has_lost_are_put_there_again(bases):
    milvus = bases.milvus
    (lost,) = milvus.collections()
    milvus.drop(lost)
    with pytest.raises(SearchError, match="are gone"):
        bases.in_milvus.ask("What did the mayor promise?")
    with bases.open() as again:
        assert not again.generation
        again.refresh()
        assert again.ask("What did the mayor promise?").matches
    assert lost not in milvus.collections()


def test_a_replica_counts_what_another_one_has_put_into_milvus(bases, tmp_path):
    leader = bases.in_milvus.pipeline.snapshot
    follower = engine("milvus:facts.db", bases.home.folder, {})
    with open_writer(bases.home.derived / "base.sqlite") as store:
        with follower.write(
            tmp_path / "index", tmp_path / "none", store, leader.store.about().index
        ) as index:
            assert index.is_new
            index.count(store.vocabulary())
        following = follower.open(tmp_path / "index", store)
        assert following.size == leader.index.size
        assert following.search(WEIGHTS, 10) == leader.index.search(WEIGHTS, 10)
        with pytest.raises(SearchError, match="same “search”"):
            follower.write(tmp_path / "index", tmp_path / "none", store, "").__enter__()
    follower.close()


def test_machines_share_one_collection_whichever_of_them_writes(home, tmp_path):
    home.write({"sources/harbour.txt": HARBOUR, "facts/harbour.yaml": TUG})
    shelf, address = Shelf(), f"milvus:{tmp_path}/shared.db?name=press"
    milvus = MilvusConnection(MilvusAddress.parse(address, home.folder))
    with ExitStack() as stack:

        def machine(name):
            home.derived = tmp_path / name
            return stack.enter_context(home.open(shared=shelf, engine=engine(address, home.folder, {})))

        one, other = machine("one"), machine("other")
        written = []
        for leader, follower, quays in ((one, other, "four"), (other, one, "five"), (one, other, "six")):
            home.write({"sources/harbour.txt": HARBOUR.replace("three quays", f"{quays} quays")})
            leader.refresh()
            follower.follow()
            first, second = leader.pipeline.snapshot.index, follower.pipeline.snapshot.index
            assert first.search(WEIGHTS, 10) == second.search(WEIGHTS, 10)
            assert (
                f"{quays} quays" in follower.ask("How many quays has the harbour?").matches[0].fact.statement
            )
            written.append(milvus.collections())
        assert written == [written[0]] * 3
        assert milvus.count(written[0][0]) == 2 * first.size
    milvus.close()


def test_what_an_earlier_program_has_written_is_found(home):
    home.write({"sources/harbour.txt": HARBOUR, "facts/harbour.yaml": TUG})
    address = MilvusAddress.parse("milvus:facts.db", home.folder)
    with home.open(engine=MilvusEngine(address)) as base:
        base.refresh()
        asked = base.ask("Where is the tug moored?").matches[0]
    earlier = MilvusConnection(address)
    (collection,) = earlier.collections()
    earlier._client.release_collection(collection)  # as it is in a program that has just begun
    earlier.close()
    with home.open(engine=MilvusEngine(address)) as base:
        assert base.ask("Where is the tug moored?").matches[0].fact == asked.fact


def test_with_the_program_s_own_engine_beside_it_questions_are_answered_while_milvus_is_away(
    home, monkeypatch
):
    home.write({"sources/harbour.txt": HARBOUR, "facts/harbour.yaml": TUG})
    milvus = MilvusEngine(MilvusAddress.parse("milvus:facts.db", home.folder))
    with home.open(engine=FallbackEngine(milvus, TantivyEngine())) as base:
        base.refresh()
        home.write({"sources/pilots.txt": PILOTS})
        base.refresh()
        asked = base.ask("Where is the tug of the pilots moored?").matches[0]
        monkeypatch.setattr(MilvusConnection, "search", lambda *_: (_ for _ in ()).throw(SearchError("away")))
        assert base.ask("Where is the tug of the pilots moored?").matches[0].fact == asked.fact


def test_milvus_that_is_away_is_said_in_a_moment_and_the_last_generation_stays(home, caplog):
    home.write({"sources/harbour.txt": HARBOUR})
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"milvus://someone:secret@127.0.0.1:{closed.getsockname()[1]}"
        with home.open(engine=engine(address, home.folder, {})) as base:
            started = time.monotonic()
            with pytest.raises(SearchError, match="does not answer") as said:
                base.refresh()
            assert base.generation == 0
            assert time.monotonic() - started < 60
    assert "secret" not in str(said.value) + caplog.text
