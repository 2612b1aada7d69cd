import queue
import unicodedata
from contextlib import contextmanager
from itertools import count
from uuid import uuid4

import pytest

from bot.store import home_files, mirror, schema
from bot.store.database import Database
from bot.store.home_files import HomeFiles
from bot.store.listener import Listener
from bot.store.mirror import Mirror
from knowledge.errors import HomeError, StoreError


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Between two looks at a file nothing passes."""
    monkeypatch.setattr(home_files, "_APART_S", 0)


@pytest.fixture
def replica(state_database, tmp_path):
    """Make another machine's copy of the home."""
    numbers = count()

    def make():
        return Replica(state_database, tmp_path / f"replica{next(numbers)}")

    return make


@contextmanager
def only_small_files(database):
    """Let the store refuse what is longer than ten bytes."""
    with database.connection() as connection:
        connection.execute("ALTER TABLE file ADD CONSTRAINT small CHECK (length(content) < 10)")
    yield
    with database.connection() as connection:
        connection.execute("ALTER TABLE file DROP CONSTRAINT small")


class Replica:
    """A machine with a copy of a home."""

    def __init__(self, database, folder):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.files = HomeFiles(database, folder, folder / ".citebot")

    def write(self, path, content):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(content)

    def all(self):
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and ".citebot" not in path.parts
        }


def test_what_one_changes_the_others_have_byte_for_byte(replica):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("sources/mill.txt", b"The mill grinds rye.\r\n\xff\x00")
        one.write("facts/own.yaml", b"- id: rye\n")
    assert set(other.files.sync().taken) == {"sources/mill.txt", "facts/own.yaml"}

    assert (
        other.all()
        == one.all()
        == {"sources/mill.txt": b"The mill grinds rye.\r\n\xff\x00", "facts/own.yaml": b"- id: rye\n"}
    )
    assert not other.files.sync()


def test_a_folder_comes_in_the_place_of_a_file_and_a_file_in_that_of_a_folder(replica):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("sources/plan", b"a file")
        one.write("sources/fees/now.txt", b"in a folder")
    other.files.sync()
    (one.folder / "sources/plan").unlink()
    one.write("sources/plan/in.txt", b"in a folder by now")
    (one.folder / "sources/fees/now.txt").unlink()
    (one.folder / "sources/fees").rmdir()
    one.write("sources/fees", b"a file by now")
    one.files.sync()

    other.files.sync()
    assert (
        other.all()
        == one.all()
        == {"sources/plan/in.txt": b"in a folder by now", "sources/fees": b"a file by now"}
    )
    assert not one.files.sync()
    assert not other.files.sync()


def test_a_file_here_and_a_folder_elsewhere_of_one_name_are_told_with_the_remedy(replica):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("sources/mill.txt", b"The mill")
    other.files.sync()
    with one.files.changing():
        one.write("sources/plan", b"a file")
    other.write("sources/plan/in.txt", b"in a folder")
    with pytest.raises(StoreError, match=r"sources/plan is a file .* Rename it here"):
        other.files.sync()

    (other.folder / "sources/plan").rename(other.folder / "sources/plans")
    other.files.sync()
    assert other.all() == {
        "sources/mill.txt": b"The mill",
        "sources/plan": b"a file",
        "sources/plans/in.txt": b"in a folder",
    }


def test_names_are_the_same_to_the_byte(replica):
    one, other = replica(), replica()
    names = [
        "Übung 1.txt",
        "мельница/рожь и овёс.txt",
        " leading.txt",
        "100% ☃ 'a\"b.txt",
        "UPPER.TXT",
        "line\nbreak.txt",
    ]
    with one.files.changing():
        for number, name in enumerate(names):
            one.write(f"sources/{name}", b"%d" % number)
        for form in ("NFC", "NFD"):
            one.write(f"sources/{unicodedata.normalize(form, 'Prüfung')}.txt", form.encode())
    other.files.sync()

    assert other.all() == one.all()
    assert len(other.all()) == 8


def test_a_name_that_a_file_system_decomposes_stays_the_one_that_was_given(replica, monkeypatch):
    one = replica()
    with one.files.changing():
        one.write("sources/Prüfung.txt", b"1")
    monkeypatch.setattr(Mirror, "_is_same", lambda *_: True)  # as on a disk that knows but one of both names
    decomposed = unicodedata.normalize("NFD", "Prüfung.txt")
    (one.folder / "sources" / "Prüfung.txt").rename(one.folder / "sources" / decomposed)
    monkeypatch.setattr(
        Mirror, "_place", lambda self, path: self._folder / unicodedata.normalize("NFD", path)
    )

    assert not one.files.sync()


def test_what_is_taken_away_is_gone_everywhere(replica):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("sources/deep/er/mill.txt", b"1")
        one.write("sources/pier.txt", b"2")
    other.files.sync()
    with one.files.changing():
        (one.folder / "sources/deep/er/mill.txt").rename(one.folder / "sources/hill.txt")
    other.files.sync()

    assert other.all() == {"sources/hill.txt": b"1", "sources/pier.txt": b"2"}
    assert not (other.folder / "sources/deep").exists()


def test_what_is_dropped_into_a_folder_by_hand_is_given_and_what_is_deleted_by_hand_goes(replica):
    one, other = replica(), replica()
    one.files.sync()
    one.write("sources/mill.txt", b"1")
    one.write("sources/pier.txt", b"2")
    assert one.files.sync().given == ("sources/mill.txt", "sources/pier.txt")
    other.files.sync()
    (other.folder / "sources/mill.txt").unlink()
    assert other.files.sync().given == ("sources/mill.txt",)
    one.files.sync()

    assert one.all() == {"sources/pier.txt": b"2"}


def test_what_editors_and_systems_leave_behind_stays_where_it_is(replica):
    one, other = replica(), replica()
    one.files.sync()
    for name in (
        "sources/.hidden",
        "sources/~$mill.docx",
        "facts/own.yaml~",
        "sources/.git/x",
        "config.yaml",
        "notes.txt",
    ):
        one.write(name, b"1")
    assert not one.files.sync()
    other.files.sync()
    assert other.all() == {}


def test_of_a_file_that_both_have_changed_the_stores_counts_and_the_other_is_kept(replica, caplog):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("facts/own.yaml", b"first")
    other.files.sync()
    with one.files.changing():
        one.write("facts/own.yaml", b"of one")
    other.write("facts/own.yaml", b"of other")
    done = other.files.sync()

    (kept,) = done.kept
    assert kept.startswith("removed/own (as it was on ")
    assert kept.endswith(").yaml")
    assert other.all() == {"facts/own.yaml": b"of one", kept: b"of other"}
    assert f"kept as {kept}" in caplog.text
    one.files.sync()
    assert one.all() == other.all()


def test_a_deletion_on_one_side_gives_way_to_a_change_there_and_keeps_a_change_here(replica):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("sources/a.txt", b"1")
        one.write("sources/b.txt", b"1")
    other.files.sync()
    with one.files.changing():
        one.write("sources/a.txt", b"2")
        (one.folder / "sources/b.txt").unlink()
    (other.folder / "sources/a.txt").unlink()
    other.write("sources/b.txt", b"3")
    (kept,) = other.files.sync().kept

    assert other.all() == {"sources/a.txt": b"2", kept: b"3"}


def test_the_notes_of_a_copy_may_be_deleted(replica):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("sources/a.txt", b"1")
        one.write("sources/b.txt", b"1")
    other.files.sync()
    with one.files.changing():
        (one.folder / "sources/b.txt").unlink()
        one.write("sources/c.txt", b"3")
    (other.folder / ".citebot/mirror.json").write_bytes(b"{broken")

    other.files.sync()
    assert other.all() == one.all()


def test_a_folder_of_something_else_is_refused_and_left_alone(replica):
    one, stranger = replica(), replica()
    with one.files.changing():
        one.write("sources/mill.txt", b"1")
    stranger.write("sources/other.txt", b"2")
    stranger.write("sources/third.txt", b"2")

    with pytest.raises(
        HomeError, match=r"sources/other.txt is not the same there, nor are 1 other files. .* store import"
    ):
        stranger.files.sync()
    with pytest.raises(HomeError, match="is no copy"), stranger.files.changing():
        pass
    assert stranger.all() == {"sources/other.txt": b"2", "sources/third.txt": b"2"}
    one.files.sync()
    assert one.all() == {"sources/mill.txt": b"1"}


def test_a_folder_that_is_gone_with_its_drive_is_not_taken_for_one_that_was_emptied(replica):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("sources/mill.txt", b"1")
    other.files.sync()
    (one.folder / "sources").rename(one.folder / "elsewhere")

    assert not one.files.sync()
    other.files.sync()
    assert other.all() == {"sources/mill.txt": b"1"}


def test_a_file_that_is_being_written_waits(replica, monkeypatch):
    one = replica()
    one.files.sync()
    one.write("sources/mill.txt", b"The mill")
    monkeypatch.setattr("time.sleep", lambda _: one.write("sources/mill.txt", b"The mill grinds"))
    assert not one.files.sync()
    monkeypatch.undo()
    monkeypatch.setattr(home_files, "_APART_S", 0)
    assert one.files.sync().given == ("sources/mill.txt",)


def test_a_version_that_comes_while_a_file_is_being_written_comes_once_that_is_whole(replica, monkeypatch):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("facts/own.yaml", b"first")
    other.files.sync()
    with one.files.changing():
        one.write("facts/own.yaml", b"second")
    other.write("facts/own.yaml", b"fir")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("time.sleep", lambda _: other.write("facts/own.yaml", b"first, and"))
        assert not other.files.sync()
    assert other.all() == {"facts/own.yaml": b"first, and"}
    (kept,) = other.files.sync().kept
    assert other.all() == {"facts/own.yaml": b"second", kept: b"first, and"}


def test_a_link_out_of_the_home_is_neither_followed_nor_written_through(replica, tmp_path):
    one, other = replica(), replica()
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "outside").mkdir()
    one.files.sync()
    (one.folder / "sources").mkdir()
    (one.folder / "sources/link.txt").symlink_to(tmp_path / "secret.txt")
    (one.folder / "sources/folder").symlink_to(tmp_path / "outside")
    assert not one.files.sync()

    with other.files.changing():
        other.write("sources/folder/new.txt", b"1")
    with pytest.raises(HomeError, match=r"sources/folder/new.txt leads out of the home"):
        one.files.sync()
    assert not list((tmp_path / "outside").iterdir())


def test_sources_may_themselves_be_a_link(replica, tmp_path):
    one, other = replica(), replica()
    (tmp_path / "share").mkdir()
    (one.folder / "sources").symlink_to(tmp_path / "share")
    one.files.sync()
    one.write("sources/mill.txt", b"1")
    assert one.files.sync().given == ("sources/mill.txt",)
    with other.files.changing():
        other.write("sources/pier.txt", b"2")
    one.files.sync()
    assert sorted(path.name for path in (tmp_path / "share").iterdir()) == ["mill.txt", "pier.txt"]


def test_a_path_that_leads_elsewhere_is_never_written(replica, state_database, tmp_path):
    one = replica()
    one.files.sync()
    for path in ("sources/../../evil.txt", "/tmp/evil.txt", "config.yaml", "sources/.hidden"):
        with state_database.connection() as connection:
            connection.execute(
                "INSERT INTO file VALUES (%s, 'x', sha256('x'), nextval('file_version'))", (path,)
            )
        with pytest.raises(HomeError, match="leads out of the home"):
            one.files.sync()
        with state_database.connection() as connection:
            connection.execute("DELETE FROM file")
    assert not (tmp_path / "evil.txt").exists()


def change(replica, files, then=lambda: None):
    """Let a replica change two files, after which something happens."""
    with files.changing():
        replica.write("facts/own.yaml", b"much longer than that")
        replica.write("sources/new.txt", b"short")
        then()


def test_a_change_that_the_store_does_not_take_is_taken_back(replica, state_database):
    one, other = replica(), replica()
    with one.files.changing():
        one.write("facts/own.yaml", b"first")
    with (
        only_small_files(state_database),
        pytest.raises(StoreError, match=r"What was to be changed stays as it was\."),
    ):
        change(one, one.files)
    assert one.all() == {"facts/own.yaml": b"first"}
    other.files.sync()
    assert other.all() == one.all()


def test_a_change_whose_store_goes_away_meanwhile_is_taken_back_once_it_is_there_again(
    database, store_url, tmp_path
):
    one = Replica(database, tmp_path / "one")
    with one.files.changing():
        one.write("facts/own.yaml", b"first")
    with Database(store_url) as leaving:
        files = HomeFiles(leaving, one.folder, one.folder / ".citebot")
        with pytest.raises(StoreError, match=r"What was to be changed stays as it was\."):
            change(one, files, then=leaving.close)
    assert one.all() == {"facts/own.yaml": b"much longer than that", "sources/new.txt": b"short"}

    assert set(one.files.sync().taken) == {"facts/own.yaml", "sources/new.txt"}
    assert one.all() == {"facts/own.yaml": b"first"}


def test_a_change_that_ends_in_an_error_goes_to_the_store_with_the_next(replica):
    one, other = replica(), replica()
    with pytest.raises(ZeroDivisionError):
        change(one, one.files, then=lambda: 1 / 0)
    assert one.files.sync().given == ("facts/own.yaml", "sources/new.txt")
    other.files.sync()
    assert other.all() == one.all()


def test_what_is_changed_in_some_folders_leaves_the_others_alone(replica):
    one, other = replica(), replica()
    one.files.sync()
    one.write("sources/by hand.txt", b"1")
    with one.files.changing("facts"):
        one.write("facts/own.yaml", b"2")
    other.files.sync()
    assert other.all() == {"facts/own.yaml": b"2"}
    assert one.files.sync().given == ("sources/by hand.txt",)


def test_a_backup_that_is_put_back_takes_nothing_away(replica, state_database):
    one = replica()
    with one.files.changing():
        one.write("sources/old.txt", b"1")
    with state_database.connection() as connection:
        backup = connection.execute("SELECT * FROM file").fetchone()
    with one.files.changing():
        one.write("sources/old.txt", b"2")
        one.write("sources/new.txt", b"3")
    with state_database.transaction() as connection:
        connection.execute("DELETE FROM file")
        connection.execute("INSERT INTO file VALUES (%s, %s, %s, %s, %s)", backup)
        connection.execute("SELECT setval('file_version', 1)")
    done = one.files.sync()

    (kept,) = done.kept
    assert one.all() == {"sources/old.txt": b"1", kept: b"2", "sources/new.txt": b"3"}


def test_two_who_change_at_the_same_time_do_so_one_after_the_other(replica, monkeypatch):
    one, other = replica(), replica()
    monkeypatch.setattr(home_files, "_WAIT_S", 0.05)
    with one.files.changing():
        with pytest.raises(StoreError, match="Another replica is at work"), other.files.changing():
            pass
        with pytest.raises(HomeError, match="Somebody else is changing"), one.files.changing():
            pass
    with other.files.changing():
        pass


def test_a_large_file_stays_on_its_machine_and_that_is_said_once(replica, monkeypatch, caplog):
    one, other = replica(), replica()
    one.files.sync()
    monkeypatch.setattr(mirror, "LARGEST", 10)
    one.write("sources/film.mkv", b"01234567890")
    one.write("sources/mill.txt", b"1")
    one.files.sync()
    one.files.sync()
    other.files.sync()
    assert other.all() == {"sources/mill.txt": b"1"}
    assert caplog.text.count("sources/film.mkv stays on this machine") == 1


def test_replicas_hear_of_changes(replica, state_database):
    heard: queue.Queue[tuple[str, str]] = queue.Queue()
    one = replica()
    with Listener(state_database, [home_files.CHANNEL], lambda *told: heard.put(told)):
        assert heard.get(timeout=10) == ("", "")
        with one.files.changing():
            one.write("sources/mill.txt", b"1")
        assert heard.get(timeout=10) == ("files", "1")


def test_homes_in_one_database_have_files_of_their_own(replica, postgres, tmp_path):
    one = replica()
    with one.files.changing():
        one.write("sources/mill.txt", b"1")
    url = f"{postgres.get_uri()}&schema=other_{uuid4().hex[:8]}"
    schema.migrate(url)
    (tmp_path / "neighbour").mkdir()
    with Database(url) as database:
        neighbour = Replica(database, tmp_path / "neighbour")
        assert not neighbour.files.sync()
        with one.files.changing(), neighbour.files.changing():
            neighbour.write("sources/pier.txt", b"2")
            one.write("sources/hill.txt", b"3")
        neighbour.files.sync()
        assert neighbour.all() == {"sources/pier.txt": b"2"}
        one.files.sync()
        assert one.all() == {"sources/mill.txt": b"1", "sources/hill.txt": b"3"}
