"""OpenDocument spreadsheets: each visible sheet a heading, each row a claim under its header, values as displayed."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.metadata import sensible_title
from knowledge.sources.readers.office.opendocument import Package, Place, open_package, row_spans, table_rows
from knowledge.sources.readers.tables import MAX_CELLS, Span, table_blocks
from knowledge.sources.readers.zipped import child, whole_number


def read(content: bytes) -> Reading:
    """Read an OpenDocument spreadsheet. Rows have the numbers that the program shows.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    package = open_package(content)
    text, passages = assemble(_sheets(package))
    return Reading(
        text,
        passages,
        title=sensible_title(package.properties.get("dc:title")),
        date=package.date,
        language=package.language,
    )


def _sheets(package: Package) -> Iterator[Block]:
    hidden = {
        style.get("style:name")
        for style in package.content.iter("style:style")
        if any(properties.get("table:display") == "false" for properties in style)
    }
    body = child(package.content, "office:body", "office:spreadsheet")
    for table in body if body is not None else ():
        if table.tag == "table:table" and table.get("table:style-name") not in hidden:
            yield Block(table.get("table:name", ""), Kind.HEADING, 1)
            yield from table_blocks(_rows(table, package.place))


def _rows(table: Element, place: Place) -> list[list[Span]]:
    """Return the rows of a sheet up to the last that is filled, empty ones included."""
    rows: list[list[Span]] = []
    empty = 0
    for row, is_header in table_rows(table):
        spans = row_spans(row, place, is_header=is_header)
        repeated = whole_number(row.get("table:number-rows-repeated"), default=1, limit=MAX_CELLS)
        if spans and len(rows) <= MAX_CELLS:
            rows.extend([[]] * empty)
            rows.extend([spans] * repeated)
        empty = 0 if spans else empty + repeated
    return rows
