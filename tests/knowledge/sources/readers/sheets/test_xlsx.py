import datetime as dt

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.sheets.xlsx import read
from knowledge.sources.readers.zipped import Archive

TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMATS = ("#,##0.00 &quot;€&quot;", "0.0%", "DD.MM.YYYY", ";;;")
STYLES = (
    f'<styleSheet xmlns="{SHEET}"><numFmts>'
    + "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in enumerate(FORMATS, 164)
    )
    + "</numFmts><cellXfs>"
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 20, 164, 165, 166, 167))
    + "</cellXfs></styleSheet>"
)


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(place, value):
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(place, value, style=0, kind="n"):
    return f'<c r="{place}" s="{style}" t="{kind}"><v>{value}</v></c>'


@pytest.fixture
def xlsx(zipped):
    def make(*sheets, merged="", hidden=(), core=""):
        entries, links = [], []
        parts = {}
        for count, (name, rows) in enumerate(sheets, 1):
            state = ' state="hidden"' if name in hidden else ""
            entries.append(f'<sheet name="{name}" sheetId="{count}"{state} r:id="rId{count}"/>')
            links.append(
                f'<Relationship Id="rId{count}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{count}.xml"/>'
            )
            parts[f"xl/worksheets/sheet{count}.xml"] = (
                f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{merged}</worksheet>'
            )
        links.append(f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/>')
        workbook = (
            f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{"".join(entries)}</sheets></workbook>'
        )
        root = (
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            '<Relationship Id="r2" Type="http://x/core-properties" Target="docProps/core.xml"/>'
        )
        namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        return zipped(
            {
                "[Content_Types].xml": TYPES,
                "_rels/.rels": RELATIONSHIPS.format(root),
                "xl/workbook.xml": workbook,
                "xl/_rels/workbook.xml.rels": RELATIONSHIPS.format("".join(links)),
                "xl/styles.xml": STYLES,
                "docProps/core.xml": f"<c {namespaces}>{core}</c>",
                **parts,
            }
        )

    return make


def test_each_sheet_is_a_heading_and_each_row_stands_under_its_header(xlsx, outline):
    fares = row(1, text("A1", "Island"), text("B1", "Fare")) + row(
        2, text("A2", "Tern Rock"), number("B2", "30")
    )
    boats = row(1, text("A1", "Boat"), text("B1", "Built")) + row(
        2, text("A2", "Heron"), number("B2", "1987")
    )
    reading = read(xlsx(("Fares", fares), ("Boats", boats)))
    assert outline(reading) == [
        "# Fares",
        "## Island | Fare",
        "row: Tern Rock | 30",
        "# Boats",
        "## Boat | Built",
        "row: Heron | 1987",
    ]
    assert [cell.column for cell in reading.passages[2].cells] == ["Island", "Fare"]


def test_rows_have_the_numbers_that_the_sheet_shows(xlsx):
    rows = row(3, text("B3", "Island"), text("C3", "Fare")) + row(
        7, text("B7", "Tern Rock"), number("C7", "30")
    )
    assert [passage.row for passage in read(xlsx(("Fares", rows))).passages if passage.row] == [7]


def test_values_are_read_as_they_are_displayed(xlsx):
    cells = [
        number("A1", "3.0"),
        number("B1", "0.30000000000000004"),
        number("C1", "45356", style=1),
        number("D1", "45356.4375", style=2),
        number("E1", "0.4375", style=3),
        number("F1", "1", kind="b"),
        number("G1", "-1234.5"),
        text("H1", "two\n lines"),
        number("I1", "1250.5", style=4),
        number("J1", "0.055", style=5),
        number("K1", "45356", style=6),
    ]
    reading = read(xlsx(("S", row(1, *cells))))
    assert reading.text.partition("\n\n")[2] == (
        "3 | 0.3 | 2024-03-05 | 2024-03-05 10:30 | 10:30 | TRUE | -1234.5 | two lines | 1,250.50 € | 5.5% | 05.03.2024"
    )


def test_what_its_format_hides_is_not_read(xlsx, outline):
    cells = text("A1", "seen") + number("B1", "42", style=7)
    assert outline(read(xlsx(("S", row(1, cells))))) == ["# S", "row: seen"]


def test_a_merged_cell_stands_in_each_of_its_rows(xlsx, outline):
    rows = (
        row(1, text("A1", "Port"), text("B1", "Boat"))
        + row(2, text("A2", "Skerry"), text("B2", "Heron"))
        + row(3, text("B3", "Gull"))
    )
    merged = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    assert outline(read(xlsx(("S", rows), merged=merged)))[2:] == [
        "row: Skerry | Heron",
        "row: Skerry | Gull",
    ]


def test_hidden_rows_and_columns_are_left_out_but_not_filtered_rows(xlsx, outline, zipped):
    rows = row(1, text("A1", "Boat"), text("B1", "Cost"), text("C1", "Built")) + row(
        2, text("A2", "Heron"), text("B2", "secret"), text("C2", "1987")
    )
    hidden = row(3, text("A3", "Gull"), text("B3", "secret"), text("C3", "1990")).replace(
        "<row", '<row hidden="1"'
    )
    archive = Archive(xlsx(("S", rows + hidden)))
    parts = {name: archive.read(name) for name in archive.names}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", b'<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
    )
    assert outline(read(zipped(parts | {"xl/worksheets/sheet1.xml": sheet}))) == [
        "# S",
        "## Boat | Built",
        "row: Heron | 1987",
    ]
    filtered = sheet.replace(b"</sheetData>", b'</sheetData><autoFilter ref="A1:C3"/>')
    assert outline(read(zipped(parts | {"xl/worksheets/sheet1.xml": filtered})))[-1] == "row: Gull | 1990"


def test_hidden_sheets_are_left_out(xlsx, outline):
    sheets = ("Seen", row(1, text("A1", "here"))), ("Unseen", row(1, text("A1", "not here")))
    assert outline(read(xlsx(*sheets, hidden=["Unseen"]))) == ["# Seen", "row: here"]


def test_title_and_date_come_from_the_properties(xlsx):
    core = "<dc:title>Fares of 2024</dc:title><dcterms:created>2024-03-05T10:00:00Z</dcterms:created>"
    reading = read(xlsx(("S", row(1, text("A1", "x"))), core=core))
    assert (reading.title, reading.date) == ("Fares of 2024", dt.date(2024, 3, 5))


def test_a_cell_far_outside_the_table_is_to_be_deleted(xlsx):
    rows = row(1, text("A1", "x")) + row(1048576, text("XFD1048576", "lost"))
    with pytest.raises(
        ReadError, match=r"reaches over more than 1,000,000 cells\. Delete what stands far outside"
    ):
        read(xlsx(("S", rows)))


def test_a_count_that_cannot_be_true_makes_the_file_damaged(xlsx, zipped):
    lie = f'<sst xmlns="{SHEET}" uniqueCount="99999999999"/>'
    archive = Archive(xlsx(("S", row(1, text("A1", "x")))))
    parts = {name: archive.read(name) for name in archive.names}
    with pytest.raises(ReadError, match="is damaged or cut short"):
        read(zipped(parts | {"xl/sharedStrings.xml": lie}))


def test_an_empty_sheet_is_only_a_heading(xlsx, outline):
    assert outline(read(xlsx(("Empty", "")))) == ["# Empty"]


def test_a_protected_workbook_asks_for_a_copy_without_password():
    with pytest.raises(ReadError, match="is protected by a password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


def test_a_zip_file_without_a_workbook_is_damaged(zipped):
    with pytest.raises(ReadError, match="is damaged or cut short"):
        read(zipped({"a.txt": "b"}))
