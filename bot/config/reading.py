"""config.yaml and the environment → `Config`: strictly, with all mistakes at once, each with its place and remedy."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from bot.config.schema import AccessMode, Config, DigestDay, Key, Section, keys
from bot.config.secrets import misplaced
from knowledge.errors import ConfigError
from knowledge.languages.suggestions import did_you_mean

FILE_NAME = "config.yaml"

_S = TypeVar("_S", bound=Section)
_KINDS = {
    str: "text (put it in quotes if it looks like a number or yes/no)",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    tuple[int, ...]: "a list of whole numbers, such as [1234, 5678]",
    AccessMode: " or ".join(AccessMode),
    DigestDay: f"{', '.join([*DigestDay][:-1])} or {DigestDay.NEVER}",
}


def load(home: Path, environ: Mapping[str, str]) -> Config:
    """Return the settings of a home folder.

    Raises:
        ConfigError: If anything is wrong; the message has one line for each mistake.
    """
    mistakes: list[str] = []
    path = home / FILE_NAME
    root = _parsed_file(path)
    config = Config() if root is None else _from_file(root, Config(), path, mistakes)
    config = _from_environment(config, environ, "CITEBOT", mistakes)
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return config


def _parsed_file(path: Path) -> yaml.Node | None:
    """Return the tree of a file; None if there is none, or nothing in it."""
    try:
        tree: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text. Save it again as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(
            f"{path}:{line}: cannot be understood. Write each setting as “key: value”, as in the example that "
            "citebot init makes, and put text with special signs in quotes."
        ) from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: holds characters that YAML does not allow. Type it again.") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: is nested too deeply. Remove some brackets.") from error
    return tree


def _from_file(node: yaml.Node, section: _S, path: Path, mistakes: list[str]) -> _S:
    """Return the section with the values of a YAML mapping, noting what is wrong with it."""
    if not isinstance(node, yaml.MappingNode):
        mistakes.append(f"{_place(path, node)}: expected lines of the form “key: value” here.")
        return section
    known = {key.name: key for key in keys(section)}
    values: dict[str, Any] = {}
    for name_node, value_node in node.value:
        name, place = str(name_node.value), _place(path, name_node)
        if secret := misplaced(name, value_node.value):
            mistakes.append(f"{place}: {secret}")
        elif name not in known:
            mistakes.append(f"{place}: there is no key “{name}” here. {_nearest(name, known)}")
        elif name in values:
            mistakes.append(f"{place}: “{name}” is given twice. Remove one of them.")
        elif known[name].is_section:
            values[name] = _from_file(value_node, known[name].default, path, mistakes)
        else:
            values[name] = _checked(_value(value_node), known[name], f"{place}: “{name}”", mistakes)
    return replace(section, **values)


def _from_environment(section: _S, environ: Mapping[str, str], prefix: str, mistakes: list[str]) -> _S:
    """Return the section with the values of its variables, such as CITEBOT_READING_FILE_MB."""
    values: dict[str, Any] = {}
    for key in keys(section):
        variable = f"{prefix}_{key.name}".upper()
        if key.is_section:
            values[key.name] = _from_environment(key.default, environ, variable, mistakes)
        elif (text := environ.get(variable)) is not None:
            who = f"environment: {variable}"
            if secret := misplaced("", text):
                mistakes.append(f"{who}: {secret}")
            else:
                values[key.name] = _checked(_typed(text, key), key, who, mistakes)
    return replace(section, **values)


def _checked(value: object, key: Key, who: str, mistakes: list[str]) -> Any:
    """Return the value as its key wants it; else note the mistake and return the default."""
    if isinstance(value, str):
        value = key.names.get(value, value)
    try:
        return msgspec.convert(value, key.hint)
    except msgspec.ValidationError:
        mistakes.append(f"{who} must be {_wanted(value, key)}")
    return key.default


def _wanted(value: object, key: Key) -> str:
    """Return what a value must be, and which name was perhaps meant."""
    least, most = key.rule.ge, key.rule.le
    if _is_number(value, key):
        return f"{least} or more." if most is None else f"from {least} to {most}."
    *others, last = (_KINDS[key.kind], *key.names)
    wanted = f"{', '.join(others)} or {last}." if others else f"{last}."
    return f"{wanted} {did_you_mean(str(value), key.names)}".rstrip()


def _is_number(value: object, key: Key) -> bool:
    """Tell whether a value is of the right kind, so that only its bounds can be wrong."""
    try:
        msgspec.convert(value, key.kind)
    except msgspec.ValidationError:
        return False
    return True


def _value(node: yaml.Node) -> object:
    """Return the value of a node; None, which fits no key, if YAML cannot make one of it."""
    try:
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError):
        return None


def _typed(text: str, key: Key) -> object:
    """Return the value of a variable, as it would be read in config.yaml; a list needs no brackets."""
    if key.kind is str:
        return text
    try:
        return yaml.safe_load(f"[{text}]" if isinstance(key.default, tuple) else text)
    except (yaml.YAMLError, ValueError):
        return None


def _place(path: Path, node: yaml.Node) -> str:
    return f"{path}:{node.start_mark.line + 1}"


def _nearest(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, known) or f"The keys are: {', '.join(known)}."
