"""The sign of life that a bot leaves while it runs, and that `citebot health` looks for."""

import time

from bot.home import Home

EVERY_S = 30.0
"""How often the sign is renewed."""
_MISSED = 4
"""Signs in a row that may fail to come: a busy machine is not a dead bot."""


def beat(home: Home) -> None:
    """Leave a sign of life."""
    (home.derived / "alive").touch()


def is_alive(home: Home) -> bool:
    """Tell whether a bot has left one lately."""
    try:
        left_at = (home.derived / "alive").stat().st_mtime
    except FileNotFoundError:
        return False
    return time.time() - left_at < _MISSED * EVERY_S
