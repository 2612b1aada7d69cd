"""Secrets stand in files of their own or in the environment, never among the settings, and never in a message."""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.config.schema import TelegramSettings
from knowledge.errors import ConfigError

_KEYS = {"token": "token_file", "webhook_secret": "webhook_secret_file"}
"""What somebody may write a secret under → the key that names its file."""
_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
"""What BotFather hands out."""
_PASSWORD = re.compile(r"^[a-z][\w+.-]*://[^/?#@]*:[^?@]*@|[?&](?:ssl)?password=", re.IGNORECASE)
"""What an address holds that has a password, be it before its host or among its parameters."""
_USER = re.compile(r"^[a-z][\w+.-]*://[^/?#]*@", re.IGNORECASE)
"""What an address holds that says who asks."""
_OUT_OF_THE_ADDRESS = {
    "store": (
        _PASSWORD,
        (
            "a password must not stand in here. Put the whole address into the variable CITEBOT_STORE instead; or leave only the password "
            "out, and put it into ~/.pgpass, a service file or PGPASSWORD."
        ),
    ),
    "search": (
        _USER,
        "what shows Citebot to a server must not stand in here. Put it into the variable CITEBOT_SEARCH_TOKEN instead.",
    ),
}
"""Key of an address → what its secret looks like, and where that belongs."""


def token(settings: TelegramSettings, home: Path, environ: Mapping[str, str]) -> str:
    """Return the bot's token: $CITEBOT_TOKEN, else what the token file holds; empty if there is neither.

    Raises:
        ConfigError: If the file cannot be read.
    """
    return environ.get("CITEBOT_TOKEN", "").strip() or _held(settings.token_file, "token_file", home)


def webhook_secret(settings: TelegramSettings, home: Path) -> str:
    """Return the secret with which Telegram shows itself to the webhook; empty if there is none.

    Raises:
        ConfigError: If the file cannot be read.
    """
    return _held(settings.webhook_secret_file, "webhook_secret_file", home)


def misplaced(name: str, value: object) -> str:
    """Return where a secret belongs that stands among the settings; empty if it is none.

    Args:
        name: Of the key; empty for a variable, in which an address may have its password.
        value: Of the key.
    """
    if name in _OUT_OF_THE_ADDRESS and isinstance(value, str):
        pattern, instead = _OUT_OF_THE_ADDRESS[name]
        if pattern.search(value):
            return instead
    key = _KEYS.get(name) or ("token_file" if isinstance(value, str) and _TOKEN.search(value) else "")
    if not key:
        return ""
    return f"a secret must not stand in here. Put it into a file that only you can read, and name that file as “{key}”."


def _held(file: str, key: str, home: Path) -> str:
    """Return what a file holds, named relative to the home; nothing of it ever gets into an error."""
    if not file:
        return ""
    path = home / Path(file).expanduser()
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except OSError as error:
        raise ConfigError(
            f"“{key}”: {path} cannot be read ({error.strerror}). Check its name and permissions."
        ) from error
    except UnicodeDecodeError:
        raise ConfigError(f"“{key}”: {path} is no text file. Save it again as UTF-8.") from None
