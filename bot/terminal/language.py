"""The language that a terminal is set to."""

from collections.abc import Mapping

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set decides, as POSIX has it."""


def terminal_language(environ: Mapping[str, str]) -> str:
    """Return what the environment names as the language of messages, such as "de_DE.UTF-8"; empty where it names none."""
    return next((environ[name] for name in _VARIABLES if environ.get(name)), "")
