"""The settings: `config.yaml` in the home, then environment variables, then defaults.

Every key is declared once, as a field with its default, comment and bounds. From these come the
strict reading, the example file and the environment names (`CITEBOT_THRESHOLD`, `CITEBOT_READING_FILE_MB`).
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from knowledge.answering.decision import PRESETS, THRESHOLD
from knowledge.errors import ConfigError
from knowledge.suggestions import did_you_mean

FILE_NAME = "config.yaml"
_WIDTH = 110
"""Columns of the example."""

_T = TypeVar("_T")
_Section = TypeVar("_Section", bound="Config | Reading | Telegram")
_SECRET_KEYS = {"token": "token_file", "webhook_secret": "webhook_secret_file"}
_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
"""What BotFather hands out."""
_ELSEWHERE = (
    "a secret must not stand in here. Put it into a file that only you can read, and name that file as “{}”."
)


def _key(
    default: _T,
    comment: str,
    *,
    least: float | None = None,
    most: float | None = None,
    names: Mapping[str, object] = MappingProxyType({}),
) -> _T:
    """Declare a key. Typed as its default, which is what the dataclass makes of it.

    Args:
        default: Its value where nothing is given.
        comment: What it is, with its unit; stands above it in the example.
        least: The smallest number it may be.
        most: The greatest.
        names: What may be written instead of a value → the value.
    """
    metadata = {"comment": comment, "least": least, "most": most, "names": names}
    declared: _T = field(default=default, metadata=metadata)
    return declared


@dataclass(frozen=True, slots=True)
class Reading:
    """Limits on reading one source file, so that a bad file cannot hurt the rest."""

    file_mb: int = _key(50, "Largest file that is read, in MB.", least=1)
    memory_mb: int = _key(1024, "Memory that reading one file may take, in MB.", least=128)
    cpu_s: int = _key(60, "Computing time that reading one file may take, in seconds.", least=1)
    wall_s: int = _key(120, "Time on the clock that reading one file may take, in seconds.", least=1)
    processes: int = _key(2, "How many files are read at the same time.", least=1, most=64)


class AccessMode(StrEnum):
    """Who may talk to the bot."""

    OPEN = "open"
    ALLOWLIST = "allowlist"


@dataclass(frozen=True, slots=True)
class Telegram:
    """How the bot is put on Telegram, and for whom."""

    token_file: str = _key(
        "", "File that holds the bot's token and nothing else. The variable CITEBOT_TOKEN wins over it."
    )
    base_url: str = _key(
        "https://api.telegram.org/bot", "Where the Bot API is, if you run a server of your own."
    )
    base_file_url: str = _key("https://api.telegram.org/file/bot", "Where that server has its files.")
    webhook_url: str = _key(
        "", "HTTPS address at which Telegram delivers messages. Empty: the bot asks for them itself."
    )
    webhook_port: int = _key(8443, "Port on which the bot listens for a webhook.", least=1, most=65535)
    webhook_listen: str = _key(
        "127.0.0.1", "Address on which it listens; a proxy in front of it speaks HTTPS."
    )
    webhook_secret_file: str = _key(
        "", "File with the secret by which it knows Telegram; 1 to 256 letters, digits, _ and -."
    )
    access: AccessMode = _key(  # noqa: RUF009 - a member of an enum is immutable
        AccessMode.OPEN, "“open” for everyone, or “allowlist” for the users, chats and admins below."
    )
    users: tuple[int, ...] = _key((), "Ids of the people who may talk to the bot.")
    chats: tuple[int, ...] = _key((), "Ids of the groups in which everyone may.")
    admins: tuple[int, ...] = _key(
        (), "Ids of the people who may change sources and see what was not answered."
    )
    messages_per_minute: int = _key(20, "How many messages one person may send in a minute.", least=1)
    concurrency: int = _key(16, "How many chats are served at the same time.", least=1, most=256)
    too_old_s: int = _key(
        900, "Age in seconds from which on a question gets an apology instead of an answer.", least=1
    )


@dataclass(frozen=True, slots=True)
class Config:
    """Everything an operator can set."""

    name: str = _key("Citebot", "How the bot calls itself when it greets people.")
    threshold: float = _key(
        THRESHOLD,
        "How sure the bot must be to answer: “careful”, “helpful”, or a number from 0 (always answer) to 1 (never). "
        "Of 100 questions on encyclopedia articles, “careful” answers 69, 5 of them wrongly, and “helpful” 81, 9 of them "
        "wrongly. Of 100 that the articles do not answer, “careful” declines 96 and “helpful” 92.",
        least=0,
        most=1,
        names=PRESETS,
    )
    near_topics: int = _key(3, "How many nearby topics it offers when it has no answer.", least=0, most=10)
    log_questions: bool = _key(False, "Whether people's questions are written to the log.")
    keep_days: int = _key(
        90, "How long questions without an answer, votes and the like are kept, in days.", least=1
    )
    encoder: str = _key(
        "",
        "Folder of a sentence encoder (model.onnx and tokenizer.json, such as a model of sentence-transformers exported "
        "to ONNX), counted from this one. With it the bot understands questions that share no word with their answer. "
        'Needs: pip install "citebot[semantic]". all-MiniLM-L6-v2, for English, takes 90 MB, 4 ms a question and, once, 6 ms '
        "for each sentence of the sources; its small form 23 MB and half the time. benchmarks/export_encoder.py makes both. "
        "Nothing is ever downloaded.",
    )
    send_files: bool = _key(False, "Whether people may have the source files themselves.")
    refresh_every_s: int = _key(60, "How often the bot looks for new and changed files, in seconds.", least=1)
    reading: Reading = field(default=Reading(), metadata={"comment": "Limits on reading one source file."})
    telegram: Telegram = field(
        default=Telegram(), metadata={"comment": "Only for citebot run. The token itself never goes in here."}
    )


_KINDS = {
    str: "text (put it in quotes if it looks like a number or yes/no)",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    tuple: "a list of whole numbers, such as [1234, 5678]",
    AccessMode: " or ".join(AccessMode),
}


def example() -> str:
    """Return a config.yaml with every key at its default, each under its comment."""
    head = [
        "# Settings of Citebot. Every key may be left out.",
        "# An environment variable wins over this file: CITEBOT_THRESHOLD, CITEBOT_READING_FILE_MB, …",
    ]
    return "\n".join([*head, *_example_lines(Config(), "")]) + "\n"


def load(home: Path, environ: Mapping[str, str]) -> Config:
    """Return the settings of a home folder.

    Raises:
        ConfigError: If anything is wrong; the message has one line for each mistake.
    """
    mistakes: list[str] = []
    config = _from_environment(_from_file(home / FILE_NAME, mistakes), environ, mistakes)
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return config


def token(settings: Telegram, home: Path, environ: Mapping[str, str]) -> str:
    """Return the bot's token: $CITEBOT_TOKEN, else what the token file holds; empty if there is neither.

    Raises:
        ConfigError: If the file cannot be read.
    """
    return environ.get("CITEBOT_TOKEN", "").strip() or _secret(settings.token_file, "token_file", home)


def webhook_secret(settings: Telegram, home: Path) -> str:
    """Return the secret with which Telegram shows itself to the webhook; empty if there is none.

    Raises:
        ConfigError: If the file cannot be read.
    """
    return _secret(settings.webhook_secret_file, "webhook_secret_file", home)


def encoder_folder(settings: Config, home: Path) -> Path | None:
    """Return the folder of the sentence encoder, named relative to the home; None if there is none."""
    return home / Path(settings.encoder).expanduser() if settings.encoder else None


def _secret(file: str, key: str, home: Path) -> str:
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


def _example_lines(section: Config | Reading | Telegram, indent: str) -> Iterator[str]:
    for key in fields(section):
        value, comment = getattr(section, key.name), key.metadata["comment"]
        yield ""
        if isinstance(value, Reading | Telegram):
            yield f"{indent}# {comment}"
            yield f"{indent}{key.name}:"
            yield from list(_example_lines(value, indent + "  "))[1:]
        else:
            named = {meant: name for name, meant in key.metadata["names"].items()}
            written = _written(key.name, named.get(value, value))
            default = f"{comment} Default: {written.partition(': ')[2]}."
            yield from textwrap.wrap(
                default, _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
            )
            yield f"{indent}{written}"


def _written(name: str, value: object) -> str:
    """Return the line of a key in YAML."""
    plain = {tuple: list, AccessMode: str}.get(type(value), lambda unchanged: unchanged)(value)
    return yaml.safe_dump({name: plain}, allow_unicode=True).strip()


def _from_file(path: Path, mistakes: list[str]) -> Config:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text. Save it again as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: is not valid YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: holds characters that YAML does not allow. Type it again.") from error
    return Config() if root is None else _section(root, Config(), path, mistakes)


def _section(node: yaml.Node, section: _Section, path: Path, mistakes: list[str]) -> _Section:
    """Return `section` with the values of a YAML mapping, noting what is wrong with it."""
    if not isinstance(node, yaml.MappingNode):
        mistakes.append(f"{_place(path, node)}: expected lines of the form “key: value” here.")
        return section
    known = {key.name: key for key in fields(section)}
    values: dict[str, Any] = {}
    for name_node, value_node in node.value:
        name, place = str(name_node.value), _place(path, name_node)
        if name in _SECRET_KEYS:
            mistakes.append(f"{place}: {_ELSEWHERE.format(_SECRET_KEYS[name])}")
        elif name not in known:
            mistakes.append(f"{place}: there is no key “{name}” here. {_nearest(name, known)}")
        elif name in values:
            mistakes.append(f"{place}: “{name}” is given twice. Remove one of them.")
        elif isinstance(default := getattr(section, name), Reading | Telegram):
            values[name] = _section(value_node, default, path, mistakes)
        else:
            values[name] = _checked(
                _constructed(value_node), default, known[name].metadata, f"{place}: “{name}”", mistakes
            )
    return replace(section, **values)


def _from_environment(
    section: _Section, environ: Mapping[str, str], mistakes: list[str], prefix: str = "CITEBOT"
) -> _Section:
    values: dict[str, Any] = {}
    for key in fields(section):
        variable, default = f"{prefix}_{key.name}".upper(), getattr(section, key.name)
        if isinstance(default, Reading | Telegram):
            values[key.name] = _from_environment(default, environ, mistakes, variable)
        elif (text := environ.get(variable)) is not None:
            value = text if isinstance(default, str) else _parsed(f"[{text}]" if default == () else text)
            values[key.name] = _checked(value, default, key.metadata, f"environment: {variable}", mistakes)
    return replace(section, **values)


def _checked(value: Any, default: Any, bounds: Mapping[str, Any], who: str, mistakes: list[str]) -> Any:
    """Return the value if it fits its key; else note the mistake and return the default."""
    kind = type(default)
    names = bounds["names"]
    value = _converted(names.get(value, value) if isinstance(value, str) else value, kind)
    if isinstance(value, str) and _TOKEN.search(value):
        mistakes.append(f"{who}: {_ELSEWHERE.format('token_file')}")
        return default
    if type(value) is not kind:
        mistakes.append(f"{who} must be {_wanted(value, kind, names)}")
        return default
    least, most = bounds["least"], bounds["most"]
    if least is not None and not least <= value <= (most if most is not None else float("inf")):
        mistakes.append(
            f"{who} must be {f'from {least} to {most}' if most is not None else f'{least} or more'}."
        )
        return default
    return value


def _wanted(value: object, kind: type, names: Mapping[str, object]) -> str:
    """Return what a value must be, and which name was perhaps meant."""
    *others, last = (_KINDS[kind], *names)
    wanted = f"{', '.join(others)} or {last}." if others else f"{last}."
    return f"{wanted} {did_you_mean(str(value), names)}".rstrip()


def _converted(value: Any, kind: type) -> Any:
    """Return the value as the kind that its key has, where YAML has no such kind."""
    if kind is float and type(value) is int:
        return float(value)
    if kind is tuple and isinstance(value, list) and all(type(part) is int for part in value):
        return tuple(value)
    if kind is AccessMode and value in list(AccessMode):
        return AccessMode(value)
    return value


def _constructed(node: yaml.Node) -> object:
    """Return the value of a node; None, which fits no key, if YAML cannot make one of it."""
    try:
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError):
        return None


def _parsed(text: str) -> object:
    """Return the value that `text` would have in config.yaml; None if it would have none."""
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return None


def _place(path: Path, node: yaml.Node) -> str:
    return f"{path}:{node.start_mark.line + 1}"


def _nearest(name: str, known: Mapping[str, object]) -> str:
    return did_you_mean(name, known) or f"The keys are: {', '.join(known)}."
