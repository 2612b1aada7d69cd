import re

import pytest

from bot.state.state import State
from bot.state.table import Origin
from bot.store import state_connection
from bot.store.database import Database
from bot.store.state_connection import StateConnection
from knowledge.errors import StoreError

GUEST = Origin(2, 7, 2)


@pytest.fixture
def connection(state_database):
    connection = StateConnection(state_database)
    yield connection
    connection.close()


@pytest.fixture
def state(connection):
    return State(connection)


def end(connection, postgres):
    """Let the server end a connection."""
    postgres.psql(f"SELECT pg_terminate_backend({connection._connection.info.backend_pid}, 5000);")


def test_the_tables_have_the_columns_of_those_in_a_file(state, tmp_path):
    def columns(connection, query):
        return {table: {name for (name,) in connection.execute(query.format(table))} for table in tables}

    with State.open(tmp_path / "state.sqlite") as in_file:
        schemas = "".join(table.SCHEMA for table in in_file._tables)
        tables = re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", schemas)
        in_a_file = columns(in_file._connection, "SELECT name FROM pragma_table_info('{}')")
    in_a_server = columns(
        state._connection,
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{}'",
    )
    for_replicas = {"chat_id", "holder", "held_until"}  # see `Leases`
    assert in_a_server.pop("updates") == in_a_file.pop("updates") | for_replicas
    assert in_a_server == in_a_file


def test_a_connection_that_has_broken_is_replaced_unnoticed(state, connection, postgres):
    state.people.block(1)
    end(connection, postgres)
    assert state.people.has_blocked(1)


def test_what_breaks_off_in_the_middle_is_told_kindly_and_leaves_nothing_half_done(
    state, connection, postgres
):
    def break_off():
        with connection.transaction():
            state.people.block(1)
            end(connection, postgres)
            state.people.block(2)

    with pytest.raises(StoreError, match=r"cannot be reached\. Check that it runs"):
        break_off()
    assert not state.people.has_blocked(1)
    with connection.transaction():
        state.people.block(2)
    assert state.people.has_blocked(2)


def test_a_database_that_stays_away_is_waited_for_once_and_found_again(postgres, monkeypatch):
    postgres.psql("CREATE DATABASE away;")
    with Database(postgres.get_uri("away")) as database:
        connection = StateConnection(database)
        monkeypatch.setattr(state_connection, "_PATIENCE_S", 0)
        monkeypatch.setattr(database, "connect", counted := Counted(database.connect))
        postgres.psql("ALTER DATABASE away ALLOW_CONNECTIONS FALSE;")
        end(connection, postgres)
        for _ in range(3):
            with pytest.raises(StoreError, match="cannot be reached"):
                connection.execute("SELECT 1")
        waited = counted.times
        assert waited > 0
        monkeypatch.setattr(connection, "_next_attempt", 0)
        postgres.psql("ALTER DATABASE away ALLOW_CONNECTIONS TRUE;")
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert counted.times == waited + 1
        connection.close()


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, function):
        self.function, self.times = function, 0

    def __call__(self):
        self.times += 1
        return self.function()


def test_only_what_is_done_durably_is_waited_for(connection):
    ask = "SELECT current_setting('synchronous_commit')"
    assert connection.execute(ask).fetchone() == ("off",)
    assert connection.execute_durably(ask).fetchone() == ("on",)
    with connection.transaction(durably=True):
        assert connection.execute(ask).fetchone() == ("on",)
    with connection.transaction():
        assert connection.execute(ask).fetchone() == ("off",)
    assert connection.execute(ask).fetchone() == ("off",)


def test_a_mistake_is_told_without_what_somebody_wrote_and_leaves_the_connection_whole(connection, caplog):
    with pytest.raises(StoreError, match="did not do what it was asked to"):
        connection.execute_durably("INSERT INTO moves (old_id, new_id) VALUES (4711, NULL)")
    assert "violates not-null constraint" in caplog.text
    assert "4711" not in caplog.messages[0]
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_text_may_hold_anything(state):
    state.complaints.note("100 % \\ ? 'f'", 1, "it\0s 5 % 😀 \\ ?")
    assert state.complaints.about("100 % \\ ? 'f'") == ("it\N{REPLACEMENT CHARACTER}s 5 % 😀 \\ ?",)


def test_a_question_as_long_as_a_message_may_be_is_a_gap(state):
    question = " ".join(f"word{number}" for number in range(4096))
    assert state.gaps.add(question, "en", GUEST) == state.gaps.add(question, "en", GUEST)
