import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from knowledge.sources.readers.blocks import Reading

Zipper = Callable[[Mapping[str, str | bytes]], bytes]


@pytest.fixture
def zipped() -> Zipper:
    """Pack parts, by name, as a zip file."""

    def pack(parts: Mapping[str, str | bytes]) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return buffer.getvalue()

    return pack


@pytest.fixture
def outline() -> Callable[[Reading], list[str]]:
    """Write each passage on a line: "kind: text", headings as "#" to the depth of their path."""

    def lines(reading: Reading) -> list[str]:
        return [
            f"{'#' * (len(passage.heading) + 1) if passage.kind == 'heading' else passage.kind + ':'} "
            + reading.text[passage.start : passage.end].replace("\n", " / ")
            for passage in reading.passages
        ]

    return lines


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide what recognises pictures of text."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setenv("PATH", "")
