from dataclasses import asdict
from pathlib import Path

import pytest

from bot.config.reading import load
from bot.config.schema import AccessMode, Config, ReadingLimits, TelegramSettings
from knowledge.answering.decision import PRESETS
from knowledge.errors import ConfigError
from knowledge.sources.readers.guard import Limits


def write(home: Path, text: str) -> Path:
    (home / "config.yaml").write_text(text, encoding="utf-8")
    return home


def mistakes(home: Path, text: str, **environ: str) -> list[str]:
    with pytest.raises(ConfigError) as error:
        load(write(home, text), environ)
    return str(error.value).replace(f"{home}/", "").splitlines()


def test_reading_limits_default_to_those_of_the_readers():
    assert Limits(**asdict(ReadingLimits())) == Limits()


@pytest.mark.parametrize("text", [None, "", "# nothing set\n", "\ufeff"])
def test_without_settings_the_defaults_hold(tmp_path, text):
    if text is not None:
        write(tmp_path, text)
    assert load(tmp_path, {}) == Config()


def test_a_key_that_is_left_out_keeps_its_default(tmp_path):
    config = load(write(tmp_path, "name: Ada\nreading:\n  wall_s: 7\n"), {})
    assert config == Config(name="Ada", reading=ReadingLimits(wall_s=7))


def test_a_whole_number_will_do_for_a_fraction(tmp_path):
    assert load(write(tmp_path, "threshold: 1"), {}).threshold == 1.0


@pytest.mark.parametrize("name", PRESETS)
def test_a_threshold_may_be_named(tmp_path, name):
    assert load(write(tmp_path, f"threshold: {name}"), {}).threshold == PRESETS[name]
    assert load(tmp_path, {"CITEBOT_THRESHOLD": name}).threshold == PRESETS[name]


def test_all_mistakes_are_reported_at_once_with_their_lines(tmp_path):
    text = "nmae: Ada\nthreshold: 2\nthreshold: 0.5\nlog_questions: 1\nreading:\n  wal_s: 3\n  cpu_s: fast\n"
    assert mistakes(tmp_path, text) == [
        "config.yaml:1: there is no key “nmae” here. Did you mean “name”?",
        "config.yaml:2: “threshold” must be from 0 to 1.",
        "config.yaml:3: “threshold” is given twice. Remove one of them.",
        "config.yaml:4: “log_questions” must be true or false.",
        "config.yaml:6: there is no key “wal_s” here. Did you mean “wall_s”?",
        "config.yaml:7: “cpu_s” must be a whole number.",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name: no", "must be text"),
        ("name: 12", "must be text"),
        ("name: [a]", "must be text"),
        ("name:", "must be text"),
        ("threshold: .nan", "must be from 0 to 1"),
        ("threshold: high", "must be a number, careful or helpful."),
        ("threshold: carefull", "must be a number, careful or helpful. Did you mean “careful”?"),
        ("threshold: [helpful]", "must be a number, careful or helpful."),
        ("near_topics: 2.5", "must be a whole number"),
        ("near_topics: true", "must be a whole number"),
        ("near_topics: 11", "must be from 0 to 10"),
        ("name: 2020-13-45", "must be text"),
        ("reading:\n  memory_mb: 5", "must be 128 or more"),
        ("reading: 5", "key: value"),
        ("telegram:\n  access: friends", "must be open or allowlist"),
        ("telegram:\n  access: []", "must be open or allowlist"),
        ("telegram:\n  admins: 12", "must be a list of whole numbers"),
        ("telegram:\n  admins: [me]", "must be a list of whole numbers"),
        ("telegram:\n  webhook_port: 99999", "must be from 1 to 65535"),
        ("- name", "key: value"),
        ("[a, b]: c", "there is no key"),
        ("colour: red", "The keys are: name, threshold"),
        ("name: a: b", "config.yaml:1: cannot be understood"),
        ("name: \x07", "characters"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(tmp_path, text, complaint):
    (mistake,) = mistakes(tmp_path, text)
    assert complaint in mistake


def test_the_environment_wins_over_the_file(tmp_path):
    environ = {
        "CITEBOT_NAME": "12",
        "CITEBOT_THRESHOLD": "0.25",
        "CITEBOT_READING_CPU_S": "9",
        "CITEBOT_HOME": "x",
    }
    config = load(write(tmp_path, "name: Ada\nthreshold: 0.5"), environ)
    assert config == Config(name="12", threshold=0.25, reading=ReadingLimits(cpu_s=9))


@pytest.mark.parametrize("value", ["", "often", "2", "[", "2020-13-45"])
def test_a_wrong_environment_variable_is_named(tmp_path, value):
    (mistake,) = mistakes(tmp_path, "", CITEBOT_THRESHOLD=value)
    assert mistake.startswith("environment: CITEBOT_THRESHOLD must be ")


def test_people_are_listed_by_number(tmp_path):
    text = "telegram:\n  access: allowlist\n  users: [12, 34]\n  chats: [-100]\n"
    config = load(write(tmp_path, text), {"CITEBOT_TELEGRAM_ADMINS": "5, 6"})
    assert config.telegram == TelegramSettings(
        access=AccessMode.ALLOWLIST, users=(12, 34), chats=(-100,), admins=(5, 6)
    )


def test_the_encoder_is_looked_for_from_the_home(tmp_path):
    assert Config().encoder_folder(tmp_path) is None
    assert Config(encoder="models/tiny").encoder_folder(tmp_path) == tmp_path / "models" / "tiny"
    assert Config(encoder=str(tmp_path / "tiny")).encoder_folder(Path("home")) == tmp_path / "tiny"


def test_a_file_that_is_no_text_is_reported(tmp_path):
    (tmp_path / "config.yaml").write_bytes(b"name: \xff")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path, {})


def test_a_folder_in_place_of_the_file_is_reported(tmp_path):
    (tmp_path / "config.yaml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, {})


def test_a_file_of_nothing_but_brackets_is_reported(tmp_path):
    (mistake,) = mistakes(tmp_path, "[" * 2000)
    assert "nested too deeply" in mistake
