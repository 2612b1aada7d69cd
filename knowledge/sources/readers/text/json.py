"""JSON and JSON lines: FAQs, sections, conversations and records, as `records` tells them apart."""

import json

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.text.records import Value, record_blocks

_TITLES = ("title", "name", "headline")


def read(content: bytes) -> Reading:
    """Read JSON, one value or one a line. Numbers stay as they are written.

    Raises:
        ReadError: If it is not JSON, or its encoding cannot be told.
    """
    text = decode(content).removeprefix("\ufeff")
    try:
        value = _parse(text)
    except json.JSONDecodeError as error:
        value = _lines(text, error)
    title = next((value[key] for key in _TITLES if value.get(key)), "") if isinstance(value, dict) else ""
    canonical, passages = assemble(record_blocks(value))
    return Reading(canonical, passages, title=title if isinstance(title, str) else "")


def _parse(text: str) -> Value:
    value: object = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    return _cleaned(value)


def _cleaned(value: object) -> Value:
    if isinstance(value, dict):
        return {key: _cleaned(below) for key, below in value.items() if below is not None}
    if isinstance(value, list):
        return [_cleaned(below) for below in value if below is not None]
    return ("true" if value else "false") if isinstance(value, bool) else str(value or "")


def _lines(text: str, error: json.JSONDecodeError) -> list[Value]:
    """Return the values of JSON lines.

    Raises:
        ReadError: If a line is no value; about the whole text if its first line is none.
    """
    values: list[Value] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                values.append(_parse(line))
            except json.JSONDecodeError as fault:
                place = number if len(values) > 1 else error.lineno
                raise ReadError(
                    f"is not valid JSON in line {place}. Mend that line, or save the file again with the program "
                    "that made it."
                ) from fault
    return values
