import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from bot.state.source_changes import Change
from bot.state.state import _NAME, State, _columns
from bot.state.table import Origin
from bot.state.turns import Turn
from knowledge.errors import StoreError

ANN, BOB, GROUP = 11, 12, -100


def fill(state, user_id):
    origin = Origin(chat_id=GROUP, message_id=user_id, user_id=user_id)
    state.updates.set_aside(user_id, "broken", f'{{"message": {{"from": {{"id": {user_id}}}}}}}')
    state.buttons.add("send", f"secret of {user_id}", chat_id=user_id)
    state.asked.note("answer", is_said=True, fact_id="f1", source="a.txt", confidence=0.9)
    gap_id = state.gaps.add(f"Where does {user_id} live?", "en", origin)
    state.gaps.want_person(gap_id, chat_id=GROUP, user_id=user_id)
    state.gaps.announce([gap_id])
    if user_id == ANN:
        state.notices.owe([gap_id], "f1")
    state.votes.cast("f1", 1, origin.user_id, is_up=True)
    state.complaints.note("f1", user_id, f"{user_id} says otherwise")
    state.prompts.record(origin, "/edit f1", asks=True)
    state.reviews.begin(user_id, ["f1"])
    state.turns.remember(Turn(f"Who is {user_id}?", ("f1",), "a.txt"), Origin(GROUP, 1, user_id))
    state.sent.record(origin, [1, 2])
    state.source_changes.record("a.pdf", Change.ADDED, user_id=user_id)
    state.people.block(user_id)
    state.digests.begin(state._clock().date())


def contents(state):
    """Return the rows of each table, with the columns that a file has."""
    schemas = "".join(table.SCHEMA for table in state._tables)
    with State.open(Path(":memory:")) as one:
        columns = {name: ", ".join(_columns(one._connection, name)) for name in _NAME.findall(schemas)}
    return {
        name: Counter(state._connection.execute(f"SELECT {given} FROM {name}"))
        for name, given in columns.items()
    }


def rows(state):
    """Count all rows, and those in which a column is the id of Ann or names it."""
    schemas = "".join(table.SCHEMA for table in state._tables)
    tables = _NAME.findall(schemas)
    found = [row for table in tables for row in state._connection.execute(f"SELECT * FROM {table}")]
    return len(found), sum(any(str(ANN) in str(value) for value in row[1:]) for row in found)


def test_everything_is_there_after_a_restart(open_state):
    with open_state() as first:
        fill(first, ANN)
        button_id = first.buttons.add("send", "/topics")
    with open_state() as second:
        assert second.buttons.find(button_id).arguments == ("/topics",)
        assert second.turns.kept(chat_id=GROUP, user_id=ANN)[-1].question == f"Who is {ANN}?"
        assert second.people.has_blocked(ANN)


def test_everything_can_be_taken_over_by_another_database(open_state, state_in_another_file):
    with open_state() as state:
        for user_id in (ANN, BOB):
            fill(state, user_id)
        state.forget(ANN)  # so that the numbers of what is left do not begin with 1
        taken = state_in_another_file.fill(state)
        assert taken == rows(state)[0] > 10
        assert contents(state_in_another_file) == contents(state)
    assert state_in_another_file.gaps.open()[0].askers == {BOB}


def test_everything_can_be_taken_over_from_another_database(open_state, state_in_another_file):
    for user_id in (ANN, BOB):
        fill(state_in_another_file, user_id)
    state_in_another_file.forget(ANN)
    with open_state() as state:
        state.fill(state_in_another_file)
        assert contents(state) == contents(state_in_another_file)
        known = {gap.id for gap in state.gaps.open()}
        assert state.gaps.add("Who?", "en", Origin(GROUP, 1, ANN)) not in known
        with pytest.raises(StoreError, match="not mixed"):
            state.fill(state_in_another_file)
        assert len(state.gaps.open()) == 2


def test_a_file_is_made_in_a_folder_that_is_not_there_yet(tmp_path):
    State.open(tmp_path / "new folder" / "state.sqlite").close()
    assert (tmp_path / "new folder" / "state.sqlite").exists()


def test_what_is_written_survives_a_sudden_end(tmp_path):
    program = (
        "import os, pathlib, sys\n"
        "from bot.state.state import State\n"
        "state = State.open(pathlib.Path(sys.argv[1]))\n"
        "for n in range(50): state.updates.add(n, '{}')\n"
        "os.kill(os.getpid(), 9)\n"  # where there are no signals, that ends it at once too
    )
    path = tmp_path / "state.sqlite"
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode in (-9, 9)
    with State.open(path) as state:
        assert [kept.update_id for kept in state.updates.pending()] == list(range(50))


def test_a_person_is_forgotten_everywhere_and_others_are_not(state):
    fill(state, ANN)
    fill(state, BOB)
    state.forget(ANN)
    assert rows(state)[1] == 0
    assert state.people.has_blocked(BOB)
    assert [gap.question for gap in state.gaps.open()] == [f"Where does {BOB} live?"]
    assert state.turns.kept(chat_id=GROUP, user_id=BOB)


def test_what_is_forgotten_is_in_no_file(state_in_file, tmp_path):
    fill(state_in_file, ANN)
    state_in_file.forget(ANN)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"secret of 11" not in left
    assert b"Where does 11 live" not in left


def test_what_is_older_than_the_retention_goes(state, clock):
    fill(state, ANN)
    clock.pass_by(days=20)
    state.retain(days=30)
    assert rows(state)[1] > 0
    clock.pass_by(days=11)
    state.retain(days=30)
    assert rows(state)[0] == 0


def test_a_file_of_an_older_program_is_converted_once(tmp_path):
    path = tmp_path / "state.sqlite"
    State.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.executescript("""
            DROP TABLE sent_messages;
            CREATE TABLE sent (
                chat_id INTEGER NOT NULL, question_id INTEGER NOT NULL, user_id INTEGER NOT NULL, message_ids TEXT NOT NULL,
                sent_at REAL NOT NULL,
                PRIMARY KEY (chat_id, question_id)
            ) WITHOUT ROWID;
            INSERT INTO sent VALUES (-100, 3, 11, '[8, 7]', 0), (-100, 4, 12, '[]', 0);
            CREATE TABLE turns (question TEXT);
            PRAGMA user_version = 1;
        """)
    connection.close()
    for _ in range(2):
        with State.open(path) as state:
            assert state.sent.find(Origin(GROUP, 3, ANN)) == (8, 7)
            assert state.sent.question_of(GROUP, 7) == 3
    with sqlite3.connect(path) as connection:
        left = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('sent', 'turns')").fetchall()
    connection.close()
    assert left == []


def test_a_file_of_a_newer_program_is_left_alone(tmp_path):
    path = tmp_path / "state.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="newer Citebot"):
        State.open(path)


@pytest.mark.parametrize("name", ["folder", "text", "folder/state.sqlite/deeper.sqlite"])
def test_a_file_that_cannot_be_used_is_named_with_a_remedy(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "state.sqlite").touch()
    (tmp_path / "text").write_text("This is no database, however long it may be. " * 100)
    with pytest.raises(StoreError, match=f"{name} cannot be used .* Make its folder writable"):
        State.open(tmp_path / name)


def test_another_thread_is_refused(state):
    refused = []

    def try_it():
        try:
            state.people.see(ANN)
        except (sqlite3.ProgrammingError, RuntimeError) as error:
            refused.append(error)

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    assert refused
