"""The number formats of the cells of an Excel workbook of before 2007 ([MS-XLS], BIFF8)."""

import struct
from collections.abc import Iterator, Mapping
from io import BytesIO

import olefile

from knowledge.sources.readers.sheets.number_formats import BUILT_IN, GENERAL

_BOF, _EOF = 0x0809, 0x000A
_BIFF8 = 0x0600
_FORMAT, _XF, _SHEET = 0x041E, 0x00E0, 0x0085
_CELLS = frozenset({0x0006, 0x0203, 0x0205, 0x027E, 0x00FD})
"""Formulas, numbers, truth values, packed numbers and texts."""
_PACKED_ROW = 0x00BD
_PACKED_CELL_SIZE = 6
_BROKEN = (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, struct.error)
"""What the library, and we, trip over damaged files with."""

Codes = Mapping[tuple[int, int], str]
"""Row and column of a cell, from 0 → its number format; cells that show values as they are are left out."""


def sheet_formats(content: bytes) -> dict[str, Codes]:
    """Return the number formats of each sheet by its name; none of a workbook older than 1997, or a damaged one."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            stream = bytes(file.openstream("Workbook").read())
        return _formats(stream)
    except _BROKEN:
        return {}


def _formats(stream: bytes) -> dict[str, Codes]:
    codes: dict[int, str] = dict(BUILT_IN)
    styles: list[int] = []
    sheets: dict[str, int] = {}
    for kind, body in _records(stream, 0):
        if kind == _FORMAT:
            codes[_short(body, 0)] = _text(body[4:], _short(body, 2))
        elif kind == _XF:
            styles.append(_short(body, 2))
        elif kind == _SHEET:
            sheets[_text(body[7:], body[6])] = struct.unpack_from("<I", body)[0]
    shown = {
        style: codes[number]
        for style, number in enumerate(styles)
        if codes.get(number, GENERAL) not in {GENERAL, ""}
    }
    return {
        name: {place: shown[style] for place, style in _cells(stream, start) if style in shown}
        for name, start in sheets.items()
    }


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record from `start` to the end of what begins there."""
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        body = stream[start + 4 : start + 4 + size]
        if kind == _EOF or (kind == _BOF and _short(body, 0) != _BIFF8):
            return
        yield kind, body
        start += 4 + size


def _cells(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the place and the style of each cell of a sheet."""
    for kind, body in _records(stream, start):
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            yield (row, column), style
        elif kind == _PACKED_ROW:
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // _PACKED_CELL_SIZE):
                yield (row, first + number), _short(body, 4 + number * _PACKED_CELL_SIZE)


def _short(body: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", body, at)[0])


def _text(body: bytes, length: int) -> str:
    """Return a text of `length` characters behind the byte that says how wide they are."""
    is_wide = body[0] & 1
    return body[1 : 1 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1")
