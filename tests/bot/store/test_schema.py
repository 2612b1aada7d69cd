import pytest

from bot.store import schema
from bot.store.database import Database
from knowledge.errors import StoreError


def test_the_tables_are_made_once(store_url):
    made = schema.migrate(store_url)

    assert made == tuple(sorted(made))
    assert made[0] == "0001_files"
    assert schema.migrate(store_url) == ()


def test_a_home_that_is_not_there_yet_is_told_with_the_command_that_makes_it(store_url):
    with (
        Database(store_url) as database,
        pytest.raises(StoreError, match=r"not there yet .* citebot store init"),
    ):
        schema.check(database)


def test_older_tables_are_told(database):
    schema.check(database)
    with database.connection() as connection:
        connection.execute("DELETE FROM _yoyo_migration WHERE migration_id = '0001_files'")

    with pytest.raises(StoreError, match=r"older than this program|not there yet"):
        schema.check(database)


def test_newer_tables_are_neither_read_nor_written_nor_migrated(database, store_url):
    with database.connection() as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_of_tomorrow')"
        )

    with pytest.raises(StoreError, match="by a newer Citebot"):
        schema.check(database)
    with pytest.raises(StoreError, match="by a newer Citebot"):
        schema.migrate(store_url)


def test_once_the_tables_are_newer_a_program_that_runs_refuses_whatever_is_wanted(database):
    schema.refuse_other(database)
    with database.connection() as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_of_tomorrow')"
        )
    schema.refuse_other(database)

    with pytest.raises(StoreError, match="by a newer Citebot"), database.connection():
        pass
    with pytest.raises(StoreError, match="by a newer Citebot"), database.locked("files"):
        pass
