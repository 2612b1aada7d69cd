import pytest

from bot.config.reading import load
from bot.config.schema import TelegramSettings
from bot.config.secrets import token, webhook_secret
from knowledge.errors import ConfigError

TOKEN = "123456789:AAErandom-Letters_andDigits0123456"


@pytest.mark.parametrize(
    "text",
    [
        f"token: {TOKEN}",
        f"telegram:\n  token: {TOKEN}",
        f"telegram:\n  token_file: {TOKEN}",
        f"name: {TOKEN}",
        f"telegram:\n  base_url: https://api.telegram.org/bot{TOKEN}",
    ],
)
def test_a_token_in_the_settings_is_refused_and_not_repeated(tmp_path, text):
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load(tmp_path, {})
    assert "“token_file”" in str(refused.value)
    assert "AAE" not in str(refused.value)


def test_a_token_in_a_variable_for_something_else_is_refused_and_not_repeated(tmp_path):
    with pytest.raises(ConfigError, match=r"CITEBOT_NAME: a secret") as refused:
        load(tmp_path, {"CITEBOT_NAME": TOKEN})
    assert "AAE" not in str(refused.value)


def test_the_token_comes_from_the_environment_or_from_its_file(tmp_path):
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    settings = TelegramSettings(token_file="token")
    assert token(settings, tmp_path, {}) == TOKEN
    assert token(settings, tmp_path, {"CITEBOT_TOKEN": "1:other"}) == "1:other"
    assert token(TelegramSettings(), tmp_path, {}) == ""


def test_a_secret_that_cannot_be_read_is_named_but_not_shown(tmp_path):
    (tmp_path / "secret").write_bytes(b"AAE\xff")
    with pytest.raises(ConfigError, match="no text file") as unreadable:
        webhook_secret(TelegramSettings(webhook_secret_file="secret"), tmp_path)
    assert "AAE" not in str(unreadable.value)
    with pytest.raises(ConfigError, match=r"“token_file”: .*missing cannot be read"):
        token(TelegramSettings(token_file="missing"), tmp_path, {})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:s3cret@db.example/press",
        "postgresql://anna:s3@cret/of@db.example/press",
        "postgres://db.example/press?user=anna&password=s3cret",
        "postgresql://db.example/press?sslpassword=s3cret",
    ],
)
def test_a_password_in_the_address_of_the_store_is_refused_and_not_repeated(tmp_path, address):
    (tmp_path / "config.yaml").write_text(f"store: {address}", encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"config.yaml:1: a password must not .* CITEBOT_STORE .* ~/.pgpass"
    ) as told:
        load(tmp_path, {})
    assert "cret" not in str(told.value)


def test_an_address_without_a_password_may_stand_in_the_settings_and_one_with_it_in_the_environment(tmp_path):
    (tmp_path / "config.yaml").write_text("store: postgresql://anna@db.example:5432/press?schema=harbour")
    assert load(tmp_path, {}).store == "postgresql://anna@db.example:5432/press?schema=harbour"
    settings = load(tmp_path, {"CITEBOT_STORE": "postgresql://anna:s3cret@db.example/press"})
    assert settings.store == "postgresql://anna:s3cret@db.example/press"
    assert "s3cret" not in repr(settings)


def test_what_shows_the_bot_to_a_search_server_stands_in_the_environment_alone(tmp_path):
    (tmp_path / "config.yaml").write_text("search: milvus://s3cret@search.example/docs", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config.yaml:1: what shows .* CITEBOT_SEARCH_TOKEN") as told:
        load(tmp_path, {})
    assert "cret" not in str(told.value)
    (tmp_path / "config.yaml").unlink()
    settings = load(tmp_path, {"CITEBOT_SEARCH": "milvus://s3cret@search.example/docs"})
    assert settings.search == "milvus://s3cret@search.example/docs"
    assert "s3cret" not in repr(settings)
