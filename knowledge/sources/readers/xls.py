"""Workbooks in the binary formats of Excel (.xls, .xlsb), read as .xlsx files are."""

from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.workbook import workbook_blocks


def read(content: bytes) -> Reading:
    """Read a binary Excel workbook. Rows have the numbers that Excel shows; formulas stand for their results.

    Number formats are not applied, but to dates: a share of 25 % is stored, and read, as 0.25.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    text, passages = assemble(workbook_blocks(content, lambda _: lambda _row, _column: None))
    return Reading(text, passages)
