import io

import pytest

from bot.__main__ import main
from bot.store import schema


@pytest.fixture
def on_store(store_url, mill_home, monkeypatch):
    """A home whose settings name a database, in which there is nothing yet."""
    monkeypatch.setenv("CITEBOT_STORE", store_url)
    monkeypatch.setenv("CITEBOT_HOME", str(mill_home.folder))
    return store_url


@pytest.mark.usefixtures("on_store")
def test_a_home_whose_database_has_no_tables_says_how_to_make_them(capsys):
    assert main(["ask", "How long is the pier?"]) == 2
    assert "not there yet" in (told := capsys.readouterr().err)
    assert "citebot store init" in told


@pytest.fixture
def in_store(on_store, mill_home, capsys):
    """The same, once its files are in the database."""
    schema.migrate(on_store)
    main(["store", "import", str(mill_home.folder)])
    capsys.readouterr()
    return on_store


@pytest.mark.usefixtures("in_store")
def test_a_home_in_a_database_answers(capsys):
    assert main(["ask", "How long is the pier?"]) == 0
    assert "200 metres" in capsys.readouterr().out


@pytest.mark.usefixtures("in_store")
def test_a_home_in_a_database_is_answered_from_in_an_empty_folder(monkeypatch, tmp_path, capsys):
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("CITEBOT_HOME", str(tmp_path / "other"))
    assert main(["ask", "How long is the pier?"]) == 0
    assert "200 metres" in capsys.readouterr().out


@pytest.mark.usefixtures("in_store")
def test_what_people_do_with_a_home_in_a_database_is_kept_in_it(mill_home, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("The mill grinds rye, and only rye.\n"))
    assert main(["edit", "rye"]) == 0
    assert "only rye" in capsys.readouterr().out
    assert not mill_home.state.exists()


@pytest.mark.usefixtures("on_store")
def test_a_store_without_a_folder_for_its_copy_is_explained(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("CITEBOT_HOME")
    monkeypatch.chdir(tmp_path)
    assert main(["ask", "How long is the pier?"]) == 2
    assert "needs a folder of its own" in capsys.readouterr().err


@pytest.mark.usefixtures("in_store")
def test_while_the_database_is_away_questions_are_answered_from_the_copy(monkeypatch, capsys):
    main(["ask", "How long is the pier?"])
    capsys.readouterr()
    monkeypatch.setenv("CITEBOT_STORE", "postgresql://anna:s3cret@127.0.0.1:1/press")

    assert main(["ask", "How long is the pier?"]) == 0
    out, err = capsys.readouterr()
    assert "200 metres" in out
    assert "127.0.0.1:1/press cannot be reached." in err
    assert err.endswith("Until then what was read before counts.\n")
    assert main(["edit", "rye"]) == 2
    assert "s3cret" not in err + capsys.readouterr().err


@pytest.mark.usefixtures("in_store")
def test_the_doctor_says_where_the_home_is_kept(capsys):
    main(["doctor"])
    assert "The home is kept at " in capsys.readouterr().out
