"""`citebot store`: homes put into a database, and taken out of it."""

import io

import pytest
from psycopg import connect

from bot.__main__ import main
from bot.home import Home
from bot.state.source_changes import Change
from bot.state.state import State
from bot.store.database import Database
from bot.store.home_files import HomeFiles


@pytest.fixture
def citebot(store_url, monkeypatch, capsys):
    """Run a command on the store; return (exit code, stdout, stderr)."""
    monkeypatch.setenv("CITEBOT_STORE", store_url)

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def used_mill(mill_home):
    """A home in which people have done things."""
    kept = mill_home.removed / "old.txt"
    kept.parent.mkdir()
    kept.write_text("The old mill.")
    (mill_home.folder / "facts/history.jsonl").write_bytes(b'{"number":1}\n')
    with State.open(mill_home.state) as state:
        state.source_changes.record("old.txt", Change.REMOVED, user_id=1, previous=kept)
        state.languages.note(1, "de")
    return mill_home


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("sources", "facts", "removed")
        for path in (folder / part).rglob("*")
        if path.is_file()
    }


def test_a_home_goes_into_the_database_and_comes_out_of_it_as_it_was(citebot, used_mill, tmp_path):
    code, out, err = citebot("store", "init")
    assert code == 0
    assert "are up to date now (0001_files, " in err
    assert 'GRANT USAGE ON SCHEMA "home_' in out

    code, out, err = citebot("store", "import", used_mill.folder)
    assert (code, err) == (0, "")
    assert "4 files put into" in out
    assert "What people have done was put in too: 2 rows." in out

    code, out, _ = citebot("--home", used_mill.folder, "store", "export", tmp_path / "copy")
    assert code == 0
    assert "4 files and 2 rows of what people have done are in" in out
    assert files(tmp_path / "copy") == files(used_mill.folder)
    copy = Home(tmp_path / "copy", tmp_path / "copy" / ".citebot")
    with State.open(copy.state) as state:
        assert state.languages.of(1) == "de"
        change = state.source_changes.undo(1)
        assert change
        assert (copy.folder / str(change.previous)).read_text() == "The old mill."


def test_a_home_that_came_out_of_the_database_needs_none(citebot, mill_home, tmp_path, monkeypatch):
    citebot("store", "init")
    citebot("store", "import", mill_home.folder)
    citebot("store", "export", tmp_path / "copy")
    monkeypatch.delenv("CITEBOT_STORE")
    code, out, _ = citebot("--home", tmp_path / "copy", "ask", "How long is the pier?")
    assert code == 0
    assert "200 metres" in out


def test_a_folder_that_was_put_in_is_a_copy_of_what_is_there(citebot, mill_home):
    citebot("store", "init")
    citebot("store", "import", mill_home.folder)
    code, out, _ = citebot("--home", mill_home.folder, "ask", "How long is the pier?")
    assert code == 0
    assert "200 metres" in out


def test_what_is_in_the_database_already_is_not_written_over_by_an_import(citebot, used_mill):
    citebot("store", "init")
    citebot("store", "import", used_mill.folder)
    code, out, err = citebot("store", "import", used_mill.folder)
    assert code == 1
    assert "0 files put into" in out
    assert "4 files had been there already" in out
    assert "The two are not mixed." in err

    (used_mill.sources / "mill.txt").write_text("Another mill.")
    (used_mill.sources / "new.txt").write_text("New.")
    code, _, err = citebot("store", "import", used_mill.folder)
    assert code == 2
    assert "sources/mill.txt is another file at" in err
    assert "store sync" in err
    assert citebot("store", "sync", used_mill.folder, "--dry-run")[1].splitlines()[:2] == [
        "+ sources/new.txt",
        "~ sources/mill.txt",
    ]


def test_a_checkout_is_the_truth_for_the_folders_that_it_has(citebot, used_mill, tmp_path, store_url):
    citebot("store", "init")
    citebot("store", "import", used_mill.folder)
    checkout = tmp_path / "checkout"
    (checkout / "facts").mkdir(parents=True)
    (checkout / "facts/new.yaml").write_bytes(b"# none yet\n")

    code, out, _ = citebot("store", "sync", checkout, "--dry-run")
    assert code == 0
    assert out == "+ facts/new.yaml\n- facts/own.yaml\nTo be done: 1 new, 1 gone. Nothing was changed.\n"
    assert citebot("store", "sync", checkout)[1].endswith("Done: 1 new, 1 gone.\n")
    assert citebot("store", "sync", checkout)[1] == "Both are the same.\n"

    with Database(store_url) as database:
        HomeFiles(database, used_mill.folder, used_mill.derived).sync()
    assert set(files(used_mill.folder)) == {
        "sources/mill.txt",
        "facts/new.yaml",
        "facts/history.jsonl",
        "removed/old.txt",
    }


def test_what_cannot_be_done_is_explained(citebot, mill_home, tmp_path, monkeypatch):
    citebot("store", "init")
    assert "is no home" in citebot("store", "sync", tmp_path / "nowhere")[2]
    assert "Which folder?" in citebot("store", "import")[2]
    assert "is not empty" in citebot("store", "export", mill_home.folder)[2]
    monkeypatch.delenv("CITEBOT_STORE")
    assert "No store is named." in citebot("store", "init")[2]


def test_a_role_with_the_printed_rights_can_do_all_but_make_tables(
    citebot, store_url, used_mill, postgres, monkeypatch
):
    citebot("store", "init")
    role = store_url.rpartition("=")[2].replace("home", "role")
    sql = citebot("store", "init", "--rights", "--role", role)[1]
    with connect(postgres.get_uri(), autocommit=True) as owner:
        owner.execute(sql)
    try:
        narrow = store_url.replace("postgresql://postgres:", f"postgresql://{role}:")
        assert narrow != store_url
        with Database(narrow) as database:
            monkeypatch.setenv("CITEBOT_STORE", narrow)
            assert citebot("store", "import", used_mill.folder)[0] == 0
            monkeypatch.setattr("sys.stdin", io.StringIO("The mill grinds rye, and only rye.\n"))
            assert citebot("--home", used_mill.folder, "edit", "rye")[0] == 0
            assert citebot("--home", used_mill.folder, "ask", "How long is the pier?")[0] == 0
            for statement in (
                "CREATE TABLE more ()",
                "DROP TABLE file",
                "ALTER TABLE file ADD COLUMN more TEXT",
                "TRUNCATE file",
                "DELETE FROM _yoyo_migration",
            ):
                with (
                    pytest.raises(Exception, match="does not give this program the rights"),
                    database.connection() as connection,
                ):
                    connection.execute(statement)
    finally:
        with connect(postgres.get_uri(), autocommit=True) as owner:
            owner.execute(f'DROP OWNED BY "{role}"; DROP ROLE "{role}"')
