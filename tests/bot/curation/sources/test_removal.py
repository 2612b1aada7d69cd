from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.curation.sources.removal import put_back, take_away
from bot.home import Home
from bot.state.source_changes import Change, SourceChange
from knowledge.errors import HomeError


@pytest.fixture
def home(tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.txt").write_text("first", encoding="utf-8")
    return Home(tmp_path, tmp_path / ".citebot")


def upload(change, previous=None):
    return SourceChange(1, "a.txt", change, previous, 1, datetime.now(UTC))


def test_a_source_is_moved_and_never_over_another(home):
    assert take_away(home, "a.txt") == Path("removed/a.txt")
    (home.sources / "a.txt").write_text("second", encoding="utf-8")
    second = take_away(home, "a.txt")
    assert second == Path("removed/a 2.txt")
    assert (home.folder / second).read_text(encoding="utf-8") == "second"
    assert list(home.sources.iterdir()) == []


def test_what_was_removed_comes_back(home):
    previous = take_away(home, "a.txt")
    assert put_back(home, upload(Change.REMOVED, previous)) == "a.txt"
    assert (home.sources / "a.txt").read_text(encoding="utf-8") == "first"


def test_what_comes_back_leaves_a_newer_one_of_its_name_alone(home):
    previous = take_away(home, "a.txt")
    (home.sources / "a.txt").write_text("newer", encoding="utf-8")
    assert put_back(home, upload(Change.REMOVED, previous)) == "a 2.txt"
    assert (home.sources / "a.txt").read_text(encoding="utf-8") == "newer"


def test_what_comes_back_does_so_in_its_folder_and_with_what_is_said_of_it(home):
    folder = home.sources / "north"
    folder.mkdir()
    (folder / "b.txt").write_text("first", encoding="utf-8")
    (folder / "b.txt.yaml").write_text("title: B", encoding="utf-8")
    (home.removed).mkdir()
    (home.removed / "b.txt.yaml").write_text("title: Another", encoding="utf-8")
    previous = take_away(home, "north/b.txt")
    assert list(folder.iterdir()) == []
    (folder / "b.txt").write_text("newer", encoding="utf-8")
    change = SourceChange(1, "north/b.txt", Change.REMOVED, previous, 1, datetime.now(UTC))
    assert put_back(home, change) == "north/b 2.txt"
    assert (folder / "b 2.txt.yaml").read_text(encoding="utf-8") == "title: B"
    assert (folder / "b.txt").read_text(encoding="utf-8") == "newer"
    assert (home.removed / "b.txt.yaml").read_text(encoding="utf-8") == "title: Another"


def test_what_was_added_goes_again_but_is_kept(home):
    put_back(home, upload(Change.ADDED))
    assert not (home.sources / "a.txt").exists()
    assert (home.removed / "a.txt").read_text(encoding="utf-8") == "first"


def test_what_was_replaced_is_again_what_it_was(home):
    previous = home.removed / "old.txt"
    home.removed.mkdir()
    previous.write_text("before", encoding="utf-8")
    assert put_back(home, upload(Change.REPLACED, previous)) == "a.txt"
    assert (home.sources / "a.txt").read_text(encoding="utf-8") == "before"
    assert (home.removed / "a.txt").read_text(encoding="utf-8") == "first"


def test_what_cannot_be_moved_is_reported_with_the_remedy(home):
    with pytest.raises(HomeError, match=r"gone.txt cannot be moved .* permissions"):
        put_back(home, upload(Change.REMOVED, home.removed / "gone.txt"))
