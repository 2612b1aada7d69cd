"""The sign of life that a bot leaves while it runs, and that `citebot health` looks for."""

import time

from bot.home import Home

EVERY_S = 30.0
"""How often the sign is renewed."""
_MISSED = 4
"""Signs in a row that may fail to come: a busy machine is not a dead bot."""


def beat(home: Home, complaint: str = "") -> None:
    """Leave a sign of life, and why the bot cannot answer all the same, if so."""
    (home.derived / "alive").write_text(complaint, encoding="utf-8")


def is_alive(home: Home) -> bool:
    """Tell whether a bot has left one lately."""
    try:
        left_at = (home.derived / "alive").stat().st_mtime
    except FileNotFoundError:
        return False
    return time.time() - left_at < _MISSED * EVERY_S


def complaint(home: Home) -> str:
    """Return why a bot that is alive cannot answer; empty if it can."""
    return (home.derived / "alive").read_text(encoding="utf-8")
