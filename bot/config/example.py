"""`config.example.yaml`: every key at its default, each under its comment."""

import textwrap
from collections.abc import Iterator
from enum import Enum

import yaml

from bot.config.schema import Config, Key, Section, keys

_COLUMNS = 110
_HEAD = (
    "# Settings of Citebot. Every key may be left out.",
    "# An environment variable wins over this file: CITEBOT_THRESHOLD, CITEBOT_READING_FILE_MB, …",
)


def example() -> str:
    """Return a config.yaml with every key at its default, each under its comment."""
    return "\n".join((*_HEAD, *_lines(Config(), ""))) + "\n"


def _lines(section: Section, indent: str) -> Iterator[str]:
    for key in keys(section):
        yield ""
        if key.is_section:
            yield f"{indent}# {key.comment}"
            yield f"{indent}{key.name}:"
            yield from list(_lines(key.default, f"{indent}  "))[1:]
        else:
            written = yaml.safe_dump({key.name: _plain(key)}, allow_unicode=True).strip()
            default = "empty" if key.default in ("", ()) else written.partition(": ")[2]
            comment = f"{key.comment} Default: {default}."
            margin = f"{indent}# "
            yield from textwrap.wrap(comment, _COLUMNS, initial_indent=margin, subsequent_indent=margin)
            yield f"{indent}{written}"


def _plain(key: Key) -> object:
    """Return the default of a key as YAML has it, by its name if it has one."""
    if isinstance(key.default, tuple):
        return list(key.default)
    if isinstance(key.default, Enum):
        return key.default.value
    named = {number: name for name, number in key.names.items()}
    return named.get(key.default, key.default)
