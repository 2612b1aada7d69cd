from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def part(golden):
    """Compare what stands in a document between <!-- begin NAME --> and <!-- end NAME --> with what a program makes."""

    def compare(document, name, text):
        path = ROOT / document
        begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->\n"
        before, rest = path.read_text(encoding="utf-8").split(begin)
        _, after = rest.split(end)
        golden(path, f"{before}{begin}{text}{end}{after}")

    return compare
