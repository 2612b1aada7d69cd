import queue
from contextlib import suppress

import pytest

from bot.store.address import Address
from bot.store.database import Database, StoreBusyError
from bot.store.listener import Listener
from knowledge.errors import ConfigError, StoreError


def test_an_address_names_its_schema_and_shows_no_password():
    address = Address.of("postgresql://anna:secret@db.example:5433/press?sslmode=verify-full&schema=harbour")

    assert address.schema == "harbour"
    assert address.shown == "db.example:5433/press"
    assert address.conninfo == "postgresql://anna:secret@db.example:5433/press?sslmode=verify-full"
    assert "secret" not in repr(address)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mysql://host/db",
        "host/db",
        "postgresql://[oops/db",
        "postgresql:anna:s3cret@host",
        "postgresql:/anna:s3cret@host/db",
    ],
)
def test_an_address_of_something_else_is_explained_without_repeating_it(url):
    with pytest.raises(
        ConfigError, match=r"“store” must be an address such as postgresql://user@host/database"
    ):
        Address.of(url)


@pytest.mark.parametrize(
    "fault",
    [
        "s3cret%zz@127.0.0.1:1/press",
        "s3cret@127.0.0.1:1/press?nonsense=1",
        "x@s3cret@127.0.0.1:1/press",
        "x@y/s3cret@127.0.0.1:1/press",
        "s3cret",
    ],
)
def test_an_address_that_libpq_does_not_understand_is_explained_and_its_password_gets_nowhere(fault, caplog):
    with pytest.raises(
        ConfigError, match=r"the address .*cannot be understood\. Write special signs in it as in a link"
    ) as told:
        Database(f"postgresql://anna:{fault}")
    assert "s3cret" not in f"{told.value}{told.value.__cause__}{caplog.text}"


@pytest.mark.parametrize(
    ("url", "conninfo", "shown"),
    [
        ("postgresql:///press", "postgresql:///press", "press"),
        ("postgresql://?service=press&schema=harbour", "postgresql://?service=press", "press"),
        (
            "postgresql:///press?host=/run/postgresql",
            "postgresql:///press?host=%2Frun%2Fpostgresql",
            "/run/postgresql/press",
        ),
        (
            "postgresql://anna@one:5432,two:5433/press?target_session_attrs=read-write",
            "postgresql://anna@one:5432,two:5433/press?target_session_attrs=read-write",
            "one:5432,two:5433/press",
        ),
    ],
)
def test_an_address_may_leave_to_libpq_where_the_database_is(url, conninfo, shown):
    address = Address.of(url)
    assert (address.conninfo, address.shown) == (conninfo, shown)


def test_a_schema_that_is_no_plain_name_is_refused():
    with pytest.raises(ConfigError, match=r"small letters, digits and _"):
        Address.of('postgresql://host/db?schema=a"; DROP TABLE fact')


def test_a_database_that_is_not_there_is_a_sentence_with_a_remedy():
    with pytest.raises(
        StoreError, match=r"The database at 127.0.0.1:1/press cannot be reached. Check"
    ) as told:
        Database("postgresql://anna:secret@127.0.0.1:1/press")
    assert "secret" not in str(told.value)


def test_what_is_written_in_a_transaction_is_there_whole_or_not_at_all(database):
    with database.connection() as connection:
        connection.execute("CREATE TABLE pier (name TEXT)")

    with suppress(RuntimeError), database.transaction() as connection:
        connection.execute("INSERT INTO pier VALUES ('north')")
        raise RuntimeError
    with database.transaction() as connection:
        connection.execute("INSERT INTO pier VALUES ('south')")

    with database.connection() as connection:
        assert connection.execute("SELECT name FROM pier").fetchall() == [("south",)]


def test_homes_in_one_database_do_not_see_each_other(database, postgres):
    with Database(postgres.get_uri()) as other, other.connection() as connection:
        assert connection.execute("SELECT to_regclass('file')").fetchone() == (None,)
    with database.connection() as connection:
        assert connection.execute("SELECT to_regclass('file')").fetchone() == ("file",)


def test_a_lock_is_held_by_one_at_a_time_and_given_back(database, store_url):
    with Database(store_url) as other:
        with database.locked("files"):
            with other.try_locked("files") as is_held:
                assert not is_held
            with other.try_locked("refresh") as is_held:
                assert is_held
            with (
                pytest.raises(StoreBusyError, match="Another replica is at work on this"),
                other.locked("files", 0.01),
            ):
                pass
        with other.locked("files", 1):
            pass


def test_what_a_replica_tells_is_heard_by_all_once_it_is_committed(database, store_url):
    heard: queue.Queue[tuple[str, str]] = queue.Queue()
    with Database(store_url) as other, Listener(other, ["generation"], lambda *told: heard.put(told)):
        assert heard.get(timeout=10) == ("", "")
        with suppress(RuntimeError), database.transaction() as connection:
            database.notify(connection, "generation", "1")
            raise RuntimeError
        with database.transaction() as connection:
            database.notify(connection, "generation", "2")
        assert heard.get(timeout=10) == ("generation", "2")


def test_a_broken_connection_is_replaced_and_whoever_listens_is_told(database, store_url, postgres):
    heard: queue.Queue[tuple[str, str]] = queue.Queue()
    with Database(store_url) as other, Listener(other, ["generation"], lambda *told: heard.put(told)):
        assert heard.get(timeout=10) == ("", "")
        postgres.psql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'citebot';"
        )
        assert heard.get(timeout=10) == ("", "")
        with database.connection() as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
