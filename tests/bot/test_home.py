from pathlib import Path

import pytest

from bot.config.reading import load
from bot.config.schema import Config
from bot.home import SAMPLE, choose_home, create_home
from knowledge.errors import HomeError


@pytest.fixture
def press(tmp_path):
    create_home(tmp_path / "press")
    return tmp_path / "press"


def test_the_home_that_is_asked_for_comes_first(press, tmp_path):
    create_home(tmp_path / "other")
    home = choose_home(press, {"CITEBOT_HOME": str(tmp_path / "other")}, tmp_path / "other")
    assert (home.folder, home.derived, home.is_sample) == (press, press / ".citebot", False)


def test_the_environment_comes_before_the_current_folder(press, tmp_path):
    create_home(tmp_path / "other")
    assert choose_home(None, {"CITEBOT_HOME": str(press)}, tmp_path / "other").folder == press


@pytest.mark.parametrize("part", ["sources", "facts"])
def test_the_current_folder_serves_if_it_looks_like_a_home(tmp_path, part):
    (tmp_path / part).mkdir()
    assert choose_home(None, {"CITEBOT_HOME": ""}, tmp_path).folder == tmp_path


def test_elsewhere_the_sample_serves_and_derives_outside_the_package(tmp_path):
    home = choose_home(None, {}, tmp_path)
    assert (home.folder, home.is_sample) == (SAMPLE, True)
    assert not home.derived.is_relative_to(SAMPLE)


@pytest.mark.parametrize("by_option", [True, False])
def test_a_home_that_does_not_exist_is_refused_with_the_remedy(tmp_path, by_option):
    missing = tmp_path / "nowhere"
    with pytest.raises(HomeError, match=r"citebot init .*nowhere"):
        choose_home(missing if by_option else None, {"CITEBOT_HOME": str(missing)}, tmp_path)


def test_a_new_home_has_a_place_for_everything(press):
    assert sorted(path.name for path in press.iterdir()) == ["config.yaml", "facts", "sources"]
    assert load(press, {}) == Config()


def test_what_is_already_there_is_left_alone(press):
    (press / "config.yaml").write_text("name: Ada", encoding="utf-8")
    create_home(press)
    assert load(press, {}).name == "Ada"


def test_a_file_in_the_way_is_reported(tmp_path):
    (tmp_path / "press").write_text("a note", encoding="utf-8")
    with pytest.raises(HomeError, match="cannot be made a home"):
        create_home(tmp_path / "press")


def test_a_home_may_be_named_from_the_home_folder_of_its_owner(monkeypatch, press, tmp_path):
    monkeypatch.setenv("HOME", str(press.parent))
    assert choose_home(Path("~/press"), {}, tmp_path).folder == press
