"""What people change in the chat of one replica is changed on all."""

import shutil
from dataclasses import replace

import pytest

from bot.config.schema import Config
from bot.curation.sources import arrivals
from bot.dialogue import Dialogue
from bot.home import Home
from bot.state.source_changes import Change
from bot.state.state import State
from bot.state.table import Origin
from bot.store import home_files
from bot.store.home_files import HomeFiles
from bot.store.state_connection import StateConnection
from knowledge.base import KnowledgeBase
from knowledge.errors import StoreError

MESSAGE = Origin(1, 7, 1)


class Replica:
    """A machine with a copy of the home."""

    def __init__(self, folder, derived, database, state):
        shutil.copytree(derived, folder / ".citebot")
        home = Home(folder, folder / ".citebot")
        self.home = replace(home, files=HomeFiles(database, folder, home.derived))
        self.home.files.sync()
        self.base = KnowledgeBase(folder, home.derived)
        self.state = state
        self.dialogue = Dialogue(self.base, Config(), self.home, state)

    def catch_up(self):
        self.home.files.sync()
        self.base.refresh()


@pytest.fixture
def replicas(state_database, read_mill, tmp_path, monkeypatch):
    """Two machines that share the mill."""
    monkeypatch.setattr(home_files, "_APART_S", 0)
    with State(StateConnection(state_database)) as state:
        one = Replica(tmp_path / "one", read_mill / ".citebot", state_database, state)
        for part in ("sources", "facts"):
            shutil.copytree(read_mill / part, one.home.folder / part)
        one.catch_up()
        other = Replica(tmp_path / "other", read_mill / ".citebot", state_database, state)
        other.catch_up()
        yield one, other
        one.base.close()
        other.base.close()


def test_a_fact_that_is_worded_on_one_is_told_by_the_other_and_taken_back_there(replicas, hear):
    one, other = replicas
    hear(one.dialogue, "admin", "/edit rye The mill grinds nothing but rye.")
    other.catch_up()
    assert "nothing but rye" in (other.home.folder / "facts/own.yaml").read_text(encoding="utf-8")
    hear(other.dialogue, "admin", "/undo")
    one.catch_up()
    assert "nothing but rye" not in (one.home.folder / "facts/own.yaml").read_text(encoding="utf-8")
    assert (one.home.folder / "facts/history.jsonl").read_bytes() == (
        other.home.folder / "facts/history.jsonl"
    ).read_bytes()


def test_a_source_that_is_removed_on_one_is_brought_back_on_the_other(replicas, hear, read):
    one, other = replicas
    removed = hear(one.dialogue, "admin", "/remove mill.txt now")
    assert read(removed)[0].startswith("mill.txt is taken away.")
    other.catch_up()
    assert [path.name for path in other.home.removed.iterdir()] == ["mill.txt"]
    assert read(hear(other.dialogue, "admin", removed.choices[0].send))[0] == "mill.txt is back."
    one.catch_up()
    assert not list(one.home.removed.glob("*"))
    assert (one.home.sources / "mill.txt").exists()


def test_texts_that_are_added_on_both_under_one_name_stand_beside_each_other(replicas, hear):
    one, other = replicas
    hear(one.dialogue, "admin", "/add Tug\nThe tug is red.")
    hear(other.dialogue, "boss", "/add Tug\nThe tug is blue.")
    one.catch_up()
    assert {path.name: path.read_text() for path in one.home.sources.glob("Tug*.txt")} == {
        "Tug.txt": "The tug is red.\n",
        "Tug 2.txt": "The tug is blue.\n",
    }


def test_what_a_machine_died_of_that_nobody_else_got_is_taken_anew_by_the_next(replicas):
    one, other = replicas
    arrivals.part(one.home, MESSAGE).write_bytes(b"The tug is red.")
    one.state.source_changes.arrive("tug.txt", Change.ADDED, brought_by=MESSAGE)

    assert arrivals.noted(other.home, other.state.source_changes, MESSAGE) is None
    arrivals.part(other.home, MESSAGE).write_bytes(b"The tug is red.")
    put = arrivals.put(other.home, other.state.source_changes, MESSAGE, "tug.txt")
    assert put.source == "tug.txt"
    assert arrivals.noted(one.home, one.state.source_changes, MESSAGE) == one.state.source_changes.brought_by(
        MESSAGE
    )


def test_what_the_store_does_not_take_is_not_noted(replicas, state_database):
    one, _ = replicas
    with state_database.connection() as connection:
        connection.execute("ALTER TABLE file ADD CONSTRAINT small CHECK (length(content) < 5000)")
    try:
        arrivals.part(one.home, MESSAGE).write_bytes(b"The tug is red. " * 500)
        with pytest.raises(StoreError, match="stays as it was"):
            arrivals.put(one.home, one.state.source_changes, MESSAGE, "tug.txt")
    finally:
        with state_database.connection() as connection:
            connection.execute("ALTER TABLE file DROP CONSTRAINT small")
    assert one.state.source_changes.brought_by(MESSAGE) is None
    assert not (one.home.sources / "tug.txt").exists()
