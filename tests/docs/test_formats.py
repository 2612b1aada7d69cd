"""The README lists the formats that can be read."""

import re
from pathlib import Path

from knowledge.sources.readers import READERS

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SYNONYMS = {".markdown", ".htm", ".ndjson", ".jpeg", ".tiff"}
"""Endings that go without saying."""


def test_the_formats_are_listed():
    (table,) = re.findall(
        r"^Sources are read in these formats.*?^Each file", README, re.DOTALL | re.MULTILINE
    )
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert set(re.findall(r"\.\w+", " ".join(rows))) == READERS.keys() - SYNONYMS
