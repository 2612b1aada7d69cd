"""What a person says of a source, in a file beside it: "report.pdf.yaml" describes "report.pdf".

    title: The harbour in 2024
    author: Olaf Berg
    date: 2025-03-05
    link: https://harbour.example/report

Each of the keys may be missing.
"""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import yaml

from knowledge.errors import FactFileError
from knowledge.facts.strict_yaml import Node, Text, read_pairs
from knowledge.languages.suggestions import did_you_mean, listed_keys
from knowledge.model import Description

KEYS = ("title", "author", "date", "link")
_MAX_BYTES = 2**14
_ADDRESSES = ("https://", "http://", "tg://")


def read(path: Path) -> tuple[Description, list[FactFileError]]:
    """Return what a file says of the one beside it, and everything that is not understood of it, with line and remedy.

    Raises:
        OSError: If it cannot be opened.
    """
    with path.open("rb") as file:
        content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        size = f"is larger than {_MAX_BYTES // 2**10} KB. Keep only title, author, date and link."
        return Description(), [FactFileError(size)]
    try:
        return parsed(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        message = "This file is not UTF-8 text. Save it again with the encoding UTF-8."
        return Description(), [FactFileError(message)]


def parsed(text: str) -> tuple[Description, list[FactFileError]]:
    """Return what the text of such a file says, and everything that is not understood of it."""
    told: dict[str, Text] = {}
    errors: list[FactFileError] = []
    try:
        pairs = read_pairs(text).pairs
    except FactFileError as error:
        return Description(), [error]
    for key_node, value in pairs:
        try:
            key, said = _entry(key_node, value, told)
            told[key] = said
        except FactFileError as error:
            errors.append(error)
    title, author, date, link = (" ".join(told[key].text.split()) if key in told else "" for key in KEYS)
    return Description(title, author, dt.date.fromisoformat(date) if date else None, link), errors


def _entry(key_node: Node, value: Node, told: Collection[str]) -> tuple[str, Text]:
    """Return a key and what stands behind it.

    Raises:
        FactFileError: If it is not understood.
    """
    key = key_node.text if isinstance(key_node, Text) else ""
    if key not in KEYS:
        remedy = did_you_mean(key.lower(), KEYS) or listed_keys(KEYS)
        raise FactFileError(f"There is no key “{key:.64}” here. {remedy}", key_node.line)
    if key in told:
        raise FactFileError(f"“{key}” stands here twice. Delete one of the two.", key_node.line)
    if not isinstance(value, Text):
        raise FactFileError(
            f"“{key}” must be text. Put text that holds brackets or colons in quotes.", value.line
        )
    said = value.text.strip()
    if key == "date" and said:
        _check_day(value)
    if key == "link" and said and not said.startswith(_ADDRESSES):
        raise FactFileError(
            "A link begins with “https://” or “http://”. Write the whole address.", value.line
        )
    return key, value


def written(description: Description) -> str:
    """Return the text of the file that says this; empty where there is nothing to say."""
    told = {
        "title": description.title,
        "author": description.author,
        "date": description.date,
        "link": description.link,
    }
    said = {key: value for key, value in told.items() if value}
    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=float("inf"))) if said else ""


def _check_day(value: Text) -> None:
    try:
        dt.date.fromisoformat(value.text.strip())
    except ValueError as error:
        raise FactFileError(
            f"“{value.text:.64}” is no day. Write it as year, month and day, such as 2025-03-05.", value.line
        ) from error
