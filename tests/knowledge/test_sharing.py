"""Machines that share the generations of one home: what one has written, the others take over."""

import os
import random
import shutil

import pytest

from knowledge.answering.outcome import Answer
from knowledge.base import KnowledgeBase
from knowledge.errors import StoreError
from knowledge.languages.sentence_encoder import Encoder
from knowledge.sources.readers.guard import Limits
from knowledge.storage import store_writer
from tests.shelf import Shelf
from tests.tiny_encoder import TinyEncoder

STEPS = int(os.environ.get("SHARED_STEPS", "4"))
SEEDS = int(os.environ.get("SHARED_SEEDS", "1"))
HARBOUR = "sources/harbour.txt"
QUAYS = """- id: quays
  fact: Brede has three quays.
  asks: [How many quays does Brede have?]
  cites:
  - {source: harbour.txt, quote: It has three quays}
"""
NEWS = {"facts/news.yaml": QUAYS}
OLD = 1_500_000_000
"""A time stamp that nobody takes for fresh."""
ASKED = [
    "When was the harbour of Brede dug?",
    "What did the mayor promise?",
    "How many cars does the ferry carry?",
    "How many quays does Brede have?",
    "When does the mill open?",
]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def machine(home, tmp_path, read_harbour, shelf):
    """Open the home of the harbour as another machine does: with a derived folder of its own."""
    opened = []
    shutil.copytree(read_harbour, home.folder, dirs_exist_ok=True)

    def machine(name, **options):
        settings = {"shared": shelf, "limits": Limits(processes=1)} | options
        opened.append(KnowledgeBase(home.folder, tmp_path / name, **settings))
        return opened[-1]

    yield machine
    for base in opened:
        base.close()


@pytest.fixture
def first(home, machine):
    """The machine that has read the home already, and shares what it has."""
    os.utime(home.folder / HARBOUR, (OLD, OLD))
    with KnowledgeBase(home.folder, home.derived) as alone:
        alone.refresh()
    base = machine(home.derived)
    base.refresh()
    return base


def rows(base):
    """All that a base holds, row by row; the order of curated facts instead of their places."""
    latest = base._derived.latest()
    held = {table: list(latest.above(table, 0)) for table in ("fact", "vector")}
    sources = [
        (row[:2], row[3:]) for row in latest.above("source", 0)
    ]  # but for the files, which have time stamps
    digests = {name: source.file.digest for name, source in latest.sources().items()}
    return held, sources, digests, latest.curated_rows(), latest.id


def told(base):
    """All that a base holds and tells."""
    index = base.pipeline.snapshot.index
    words = dict(base._derived.latest().vocabulary())
    found = [(type(answer), [match.fact for match in answer.matches[:1]]) for answer in map(base.ask, ASKED)]
    return (
        rows(base),
        base.facts(limit=1000),
        base.sources(),
        base.problems(),
        base.withheld(),
        base.under_review(),
        words,
        {word: index.vocabulary.count(word) for word in words},
        index.size,
        base.pipeline.snapshot.words,
        found,
    )


def test_a_base_that_stood_alone_is_shared_as_it_is(first, shelf):
    assert first.generation == 1
    assert shelf.latest() == first._derived.latest().id


def test_what_one_machine_has_read_another_answers_with(first, machine):
    second = machine("second")
    assert second.pipeline is None
    second.follow()
    assert isinstance(second.ask("When was the harbour of Brede dug?"), Answer)
    assert second.ask("What did the mayor promise?").best.fact.id == "tug"
    assert told(second) == told(first)


def test_only_what_is_new_travels(first, machine, home, shelf):
    second = machine("second")
    second.follow()
    home.write({"sources/mill.txt": "The mill opens at six. It grinds rye.\n"})
    first.refresh()
    shelf.rows.read.clear()
    second.follow()
    assert sorted(shelf.rows.read) == [
        "fact",
        "fact",
        "fact",
        "source",
        "written",
    ]  # the curated one is proven anew
    assert told(second) == told(first)


def test_time_stamps_are_each_machines_own(first, machine, home, shelf):
    second = machine("second")
    second.follow()
    shelf.rows.read.clear()
    os.utime(home.folder / HARBOUR, (OLD + 1, OLD + 1))
    first.refresh()
    second.follow()
    assert shelf.rows.read == []
    second.refresh()
    assert second.generation == first.generation == 1
    stamps = {base._derived.latest().sources()["harbour.txt"].file.mtime_ns for base in (first, second)}
    assert stamps == {(OLD + 1) * 10**9}


def test_whoever_has_refreshed_last_need_not_do_so_next(first, machine, home):
    second = machine("second")
    home.delete(HARBOUR)
    assert second.refresh().removed == ("harbour.txt",)
    assert first.refresh().removed == ()
    assert first.generation == second.generation == 2
    assert first.size == 0


def test_while_another_machine_leads_one_that_gives_way_only_follows(first, machine, home, shelf):
    second = machine("second")
    home.write(NEWS)
    with shelf.lead(0) as leads:
        assert leads
        report = second.refresh(gives_way=True)
    assert (report.generation, report.is_followed) == (1, True)
    assert second.size == first.size


@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_fails_while_publishing_is_behind_and_never_ahead(when, first, machine, home, shelf):
    home.write(NEWS)
    shelf.fails = when
    with pytest.raises(StoreError):
        first.refresh()
    assert first.generation == 1
    assert isinstance(first.ask("When was the harbour of Brede dug?"), Answer)
    second = machine("second")
    for base in (second, first):
        base.refresh()
        assert base.generation == shelf.latest().number == 2
    assert told(first) == told(second)


def test_nothing_is_published_over_what_has_come_meanwhile(first, machine, home, shelf):
    second = machine("second")
    second.follow()
    publish = shelf.publish

    def too_late(generation, last):
        shelf.publish = publish
        first.refresh()  # as one does that has taken over the lead
        publish(generation, last)

    shelf.publish = too_late
    home.write(NEWS)
    with pytest.raises(StoreError):
        second._renew(print, is_patient=False, only_facts=False)
    second.follow()
    assert told(first) == told(second)


def test_a_base_of_its_own_gives_way_to_the_shared_one(first, machine, home, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(home.folder, other)
    (other / "facts" / "harbour.yaml").write_text(QUAYS, encoding="utf-8")
    with KnowledgeBase(other, other / ".citebot") as alone:
        home.write(NEWS)
        assert alone.refresh().generation == first.refresh().generation == 2
    second = machine(other / ".citebot")
    assert second.fact("tug") is None
    second.follow()
    assert second.fact("tug")
    assert told(second) == told(first)


def test_an_index_that_is_lost_is_written_anew_without_a_new_generation(first, machine, tmp_path):
    machine("second").follow()
    shutil.rmtree(tmp_path / "second" / "index-1")
    second = machine("second")
    assert second.pipeline is None
    second.follow()
    assert second.generation == 1
    assert told(second) == told(first)


def test_an_index_that_is_lost_is_written_anew_with_what_is_new(first, machine, home, tmp_path):
    machine("second").follow()
    shutil.rmtree(tmp_path / "second" / "index-1")
    home.write(NEWS)
    first.refresh()
    second = machine("second")
    second.follow()
    assert told(second) == told(first)


def test_whoever_is_answering_has_all_of_the_last_generation_here(first, machine, home):
    second = machine("second")
    second.follow()
    before = second.pipeline
    for change in (
        lambda: home.delete("facts/harbour.yaml"),
        lambda: home.delete(HARBOUR),
        lambda: home.write(NEWS),
    ):
        change()
        first.refresh()
    second.follow()
    assert second.generation == first.generation == 4
    (answer,) = before.ask_at("When was the harbour of Brede dug?", (0.5,), ())
    assert "1871" in answer.best.fact.statement
    assert before.snapshot.store.fact("tug")
    assert before.snapshot.store.document("harbour.txt")


def test_a_row_is_never_used_again(first, machine, home):
    second = machine("second")
    second.follow()
    for text in ("", "# the fact before this line is swept now\n", QUAYS):
        home.write({"facts/harbour.yaml": text})
        first.refresh()
    second.follow()
    assert (second.fact("tug"), second.fact("quays")) == (None, first.fact("quays"))
    assert told(second) == told(first)


def test_vectors_travel_as_they_are_made(machine, home, tmp_path, monkeypatch):
    monkeypatch.setattr(store_writer, "VECTORS_AT_MOST", 2)
    encoders = [Encoder(TinyEncoder(tmp_path / f"encoder{seed}", seed=seed).folder) for seed in range(2)]
    leader, follower = machine("second"), machine("third")
    for encoder in (*encoders, encoders[0]):
        leader = machine("second", encoder=encoder)
        leader.refresh()
        assert not leader._derived.latest().without_vectors()
        if encoder is encoders[0]:
            follower.follow()
            assert rows(leader) == rows(follower)
    home.write(NEWS)
    leader.refresh()
    follower.follow()
    assert rows(leader) == rows(follower)


class Person:
    """Changes a home in one way after the other."""

    FACTS = (
        "- id: quays\n  fact: Brede has three quays.\n  cites:\n  - {source: harbour.txt, quote: three quays}\n",
        "- id: cars\n  status: hidden\n  fact: It carries forty cars.\n  cites:\n  - {source: harbour.txt, quote: It carries forty cars}\n",
        "- id: lost\n  fact: Brede has nine quays.\n  cites:\n  - {source: harbour.txt, quote: nine quays}\n",
        "- id: boats\n  fact: Boats are blue.\n  cites:\n  - {source: a.txt, quote: boats of Brede are painted blue}\n",
    )
    SENTENCES = (
        "The mill opens at {n} in the morning.",
        "The {n} boats of Brede are painted blue.",
        "Odile Marchand wrote {n} letters.",
        "The library keeps {n} maps of the coast.",
    )

    def __init__(self, home, chance):
        self._home = home
        self._chance = chance
        self._harbour = (home.folder / HARBOUR).read_text(encoding="utf-8")

    def change(self):
        self._chance.choice(
            [self._write, self._delete, self._touch, self._approve, self._approve, self._edit]
        )()

    def _write(self):
        sentences = self._chance.choices(self.SENTENCES, k=self._chance.randint(0, 5))
        text = "\n\n".join(sentence.format(n=self._chance.randint(2, 9)) for sentence in sentences)
        self._home.write({f"sources/{self._chance.choice('abc')}.txt": text})

    def _delete(self):
        (self._home.folder / "sources" / f"{self._chance.choice('abc')}.txt").unlink(missing_ok=True)

    def _touch(self):
        stamp = self._chance.randint(10**9, 10**9 + 10**6)
        os.utime(self._home.folder / HARBOUR, (stamp, stamp))

    def _approve(self):
        facts = self._chance.sample(self.FACTS, self._chance.randint(0, len(self.FACTS)))
        self._home.write({"facts/all.yaml": "".join(facts), "sources/broken.pdf": str(len(facts))})

    def _edit(self):
        text = self._chance.choice(
            [self._harbour, self._harbour.replace("forty", "fifty"), "Nothing is left.\n"]
        )
        self._home.write({HARBOUR: text})


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whoever_follows_at_any_intervals_and_leads_in_turn_holds_the_same(first, machine, home, seed):
    chance = random.Random(seed)
    person = Person(home, chance)
    machines = [first, machine("second"), machine("third")]
    for _ in range(STEPS):
        person.change()
        chance.choice(machines[:2]).refresh()
        if chance.random() < 0.5:
            chance.choice(machines).follow()
    machines.append(machine("late"))
    for base in machines:
        base.follow()
    assert all(told(base) == told(first) for base in machines)
