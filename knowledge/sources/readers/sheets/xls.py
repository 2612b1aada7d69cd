"""Workbooks in the binary formats of Excel (.xls, .xlsb), read as .xlsx files are."""

from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.sheets.workbook import CodeOf, workbook_blocks
from knowledge.sources.readers.sheets.xls_formats import sheet_formats


def read(content: bytes) -> Reading:
    """Read a binary Excel workbook. Rows have the numbers that Excel shows; formulas stand for their results.

    Of .xlsb files number formats are not applied, but to dates: a share of 25 % is stored, and read, as 0.25.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    formats = sheet_formats(content)

    def codes_of(sheet: str) -> CodeOf:
        codes = formats.get(sheet, {})
        return lambda row, column: codes.get((row, column))

    text, passages = assemble(workbook_blocks(content, codes_of))
    return Reading(text, passages)
