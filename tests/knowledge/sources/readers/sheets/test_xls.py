from pathlib import Path

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.sheets.xls import read

FEES = (Path(__file__).parents[1] / "samples" / "fees.xls").read_bytes()
"""Made with xlwt: a visible sheet and a hidden one."""


def test_visible_sheets_of_an_old_workbook_are_read_as_displayed(outline):
    reading = read(FEES)
    assert outline(reading) == [
        "# Fees",
        "## Service | Price | Due",
        "row: Crane lift | 1,250.50 € | 31.03.2026",
    ]
    assert reading.passages[-1].row == 2


def test_a_workbook_that_was_cut_short_is_damaged():
    with pytest.raises(ReadError, match="is damaged or cut short"):
        read(FEES[:1500])
