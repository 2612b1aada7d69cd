"""Workbooks in the binary formats of Excel (.xls, .xlsb), read as .xlsx files are."""

from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.sheets import xls_formats, xlsb_formats
from knowledge.sources.readers.sheets.workbook import CodeOf, workbook_blocks

_ZIP = b"PK"
"""How .xlsb files begin."""


def read(content: bytes) -> Reading:
    """Read a binary Excel workbook. Rows have the numbers that Excel shows; formulas stand for their results.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    formats = (xlsb_formats if content.startswith(_ZIP) else xls_formats).sheet_formats(content)

    def codes_of(sheet: str) -> CodeOf:
        codes = formats.get(sheet, {})
        return lambda row, column: codes.get((row, column))

    text, passages = assemble(workbook_blocks(content, codes_of))
    return Reading(text, passages)
