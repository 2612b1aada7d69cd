import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.sheets.ods import read

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
HIDDEN = '<style:style style:name="hidden"><style:table-properties table:display="false"/></style:style>'
EMPTY_ROW = '<table:table-row table:number-rows-repeated="{}"><table:table-cell/></table:table-row>'


def row(*texts):
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
    return f"<table:table-row>{cells}</table:table-row>"


def sheet(name, *rows, style="shown"):
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


@pytest.fixture
def ods(zipped):
    def make(*sheets):
        return zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>{HIDDEN}</office:automatic-styles>"
                f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>",
            }
        )

    return make


def test_each_sheet_is_a_heading_and_each_row_stands_under_its_header(ods, outline):
    fares = sheet("Fares", row("Island", "Fare"), row("Tern Rock", "30,00 €"))
    staff = sheet("Staff", row("Post", "Name"), row("Pilot", "Ola"))
    assert outline(read(ods(fares, staff))) == [
        "# Fares",
        "## Island | Fare",
        "row: Tern Rock | 30,00 €",
        "# Staff",
        "## Post | Name",
        "row: Pilot | Ola",
    ]


def test_rows_have_the_numbers_that_the_sheet_shows(ods):
    content = ods(
        sheet(
            "S",
            EMPTY_ROW.format(2),
            row("a", "b"),
            EMPTY_ROW.format(3),
            row("1", "2"),
            EMPTY_ROW.format(10**6),
        )
    )
    assert [passage.row for passage in read(content).passages if passage.row] == [7]


def test_hidden_sheets_are_left_out(ods, outline):
    assert outline(
        read(ods(sheet("Seen", row("here")), sheet("Unseen", row("not here"), style="hidden")))
    ) == [
        "# Seen",
        "row: here",
    ]


def test_a_cell_far_outside_the_table_is_refused(ods):
    with pytest.raises(ReadError, match="more than 1,000,000 cells"):
        read(ods(sheet("S", row("a", "b"), EMPTY_ROW.format(10**6), row("c", "d"))))
