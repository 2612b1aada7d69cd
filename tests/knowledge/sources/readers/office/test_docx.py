import datetime as dt

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.office.docx import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Eigene"><w:name w:val="Eigene"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Versteckt"><w:name w:val="Versteckt"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Kreis"><w:name w:val="Kreis"/><w:basedOn w:val="Kreis"/></w:style>
"""


def paragraph(text, style="", properties=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


@pytest.fixture
def docx(zipped):
    def make(body, document="word/document.xml", **parts):
        def relationships(*targets):
            return RELATIONSHIPS.format(
                "".join(
                    f'<Relationship Type="http://x/{kind}" Target="{target}"/>' for kind, target in targets
                )
            )

        def part(name, inner):
            return (
                f'<w:{name} xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                f"{inner}</w:{name}>"
            )

        folder, name = document.split("/")
        return zipped(
            {
                "_rels/.rels": relationships(
                    ("officeDocument", document), ("core-properties", "docProps/core.xml")
                ),
                document: part("document", f"<w:body>{body}</w:body>"),
                f"{folder}/_rels/{name}.rels": relationships(
                    ("styles", "styles.xml"),
                    ("footnotes", "footnotes.xml"),
                    ("numbering", "numbering.xml"),
                ),
                "word/styles.xml": part("styles", STYLES),
                "word/footnotes.xml": part("footnotes", parts.get("footnotes", "")),
                "word/numbering.xml": part("numbering", parts.get("numbering", "")),
                "docProps/core.xml": (
                    '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
                    f"{parts.get('core', '')}</c>"
                ),
            }
        )

    return make


def test_headings_are_known_by_style_and_level_in_any_language(docx, outline):
    body = paragraph("One", "berschrift1") + paragraph("Two", "Eigene") + paragraph("Three", "Kapitel")
    direct = paragraph("Four", "", '<w:outlineLvl w:val="2"/>') + paragraph("Text", "Kreis")
    assert outline(read(docx(body + direct))) == ["# One", "## Two", "# Three", "## Four", "paragraph: Text"]


def test_an_empty_heading_ends_no_section(docx, outline):
    body = paragraph("One", "berschrift1") + paragraph(" ", "berschrift1") + paragraph("Two", "Eigene")
    assert outline(read(docx(body))) == ["# One", "## Two"]


def test_bold_lines_stand_in_for_headings_where_there_are_none(docx, outline):
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Opening hours</w:t></w:r></w:p>"
    assert outline(read(docx(bold + paragraph("From nine.")))) == ["# Opening hours", "paragraph: From nine."]
    assert outline(read(docx(paragraph("One", "berschrift1") + bold)))[1] == "paragraph: Opening hours"


def test_list_entries_and_captions_are_told(docx, outline):
    body = (
        paragraph("first", "Liste")
        + paragraph("second", "", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + paragraph("no longer one", "Liste", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("Fig. 1", "Beschriftung")
    )
    assert outline(read(docx(body))) == [
        "item: first",
        "item: second",
        "paragraph: no longer one",
        "caption: Fig. 1",
    ]


def level(depth, text, form="decimal", start=1):
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbered(text, depth=0, name=1, style=""):
    return paragraph(text, style, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>')


CLAUSES = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "§ %1")
    + level(1, "%1.%2")
    + level(2, "(%3)", "lowerLetter")
    + level(3, "•", "bullet")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "%1.", "upperRoman", start=4)
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_the_numbers_that_word_makes_are_read_as_printed(docx, outline):
    body = (
        numbered("Fees", style="berschrift1")
        + numbered("Payment is due.", 1)
        + numbered("In cash,", 2)
        + numbered("or by card.", 2)
        + numbered("Any card.", 3)
        + numbered("Late fees.", 1)
        + numbered("Speed", style="berschrift1")
        + numbered("Five knots.", 1)
    )
    assert outline(read(docx(body, numbering=CLAUSES))) == [
        "# § 1 Fees",
        "paragraph: 1.1 Payment is due.",
        "item: (a) In cash,",
        "item: (b) or by card.",
        "item: Any card.",
        "paragraph: 1.2 Late fees.",
        "# § 2 Speed",
        "paragraph: 2.1 Five knots.",
    ]


def test_a_list_may_start_anywhere_and_begin_anew(docx, outline):
    body = numbered("a", name=2) + numbered("b", name=2) + numbered("c", name=3) + numbered("d", name=3)
    assert outline(read(docx(body, numbering=CLAUSES))) == [
        "item: IV. a",
        "item: V. b",
        "item: I. c",
        "item: II. d",
    ]


def test_a_bold_line_that_asks_is_a_heading_beside_others(docx, outline):
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>May I bring my dog?</w:t></w:r></w:p>"
    assert (
        outline(read(docx(paragraph("Rules", "berschrift1") + bold + paragraph("No."))))[1]
        == "## May I bring my dog?"
    )


def test_a_raised_number_after_a_word_is_no_part_of_it(docx, outline):
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    body = f"<w:p><w:r><w:t>a tenth</w:t></w:r>{raised.format(1)}<w:r><w:t> of 10 km</w:t></w:r>{raised.format(2)}</w:p>"
    assert outline(read(docx(body))) == ["paragraph: a tenth of 10 km2"]


def test_text_in_a_hidden_style_is_left_out(docx, outline):
    body = '<w:p><w:r><w:rPr><w:rStyle w:val="Versteckt"/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>'
    assert outline(read(docx(body))) == ["paragraph: seen"]


def test_a_table_of_contents_is_left_out(docx, outline):
    body = paragraph("One 3", "Verzeichnis1") + paragraph("One", "berschrift1")
    assert outline(read(docx(body))) == ["# One"]


def test_deleted_text_goes_and_inserted_text_stays(docx, outline):
    body = (
        "<w:p><w:r><w:t>The bridge is </w:t></w:r><w:del><w:r><w:delText>red</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>green</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom>"
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )
    assert outline(read(docx(body))) == ["paragraph: The bridge is green."]


def test_hidden_text_and_field_codes_are_left_out(docx, outline):
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>'
    )
    assert outline(read(docx(body))) == ["paragraph: seen"]


def test_tabs_and_breaks_are_white_space(docx):
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>"
        "<w:lastRenderedPageBreak/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    )
    reading = read(docx(body))
    assert reading.text == "a\tb\nc-d"
    assert reading.passages[0].page is None


def test_a_text_box_is_read_once_after_its_paragraph(docx, outline):
    box = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent><w:t>around</w:t></w:r></w:p>"
    )
    assert outline(read(docx(body))) == ["paragraph: around", "paragraph: boxed"]


def test_a_footnote_follows_its_paragraph(docx, outline):
    body = '<w:p><w:r><w:t>Claim.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("Next.")
    notes = f'<w:footnote w:id="-1">{paragraph("ruler")}</w:footnote><w:footnote w:id="2">{paragraph("Proof.")}</w:footnote>'
    assert outline(read(docx(body, footnotes=notes))) == [
        "paragraph: Claim.",
        "paragraph: [1] Proof.",
        "paragraph: Next.",
    ]


def test_a_footnote_that_refers_to_itself_is_read_once(docx, outline):
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2"><w:p><w:r><w:t>Proof.</w:t></w:r>{reference}</w:p></w:footnote>'
    body = f"<w:p><w:r><w:t>Claim.</w:t></w:r>{reference}</w:p>"
    assert outline(read(docx(body, footnotes=notes))) == ["paragraph: Claim.", "paragraph: [1] Proof."]


def test_merged_cells_are_read_with_their_rows(docx, outline):
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Port')}{cell('Boat')}{cell('Fare')}</w:tr>"
        f"<w:tr>{cell('Skerry', begins)}{cell('Heron')}{cell('48')}</w:tr>"
        f"<w:tr>{cell('', goes_on)}{cell('no boat', wide)}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('deleted')}{cell('row')}</w:tr>"
    )
    reading = read(docx(f"<w:tbl>{rows}</w:tbl>" + paragraph("After.")))
    assert outline(reading) == [
        "# Port | Boat | Fare",
        "row: Skerry | Heron | 48",
        "row: Skerry | no boat",
        "paragraph: After.",
    ]
    assert [cell.column for cell in reading.passages[1].cells] == ["Port", "Boat", "Fare"]


def test_a_table_within_a_cell_belongs_to_the_cell(docx, outline):
    inner = f"<w:tbl><w:tr>{cell('b')}{cell('c')}</w:tr></w:tbl>"
    rows = f"<w:tr>{cell('1')}<w:tc>{paragraph('a')}{inner}</w:tc></w:tr>"
    assert outline(read(docx(f"<w:tbl>{rows}</w:tbl>"))) == ["row: 1 | a b c"]


def test_a_box_drawn_as_a_table_is_ordinary_text(docx, outline):
    boxed = f"<w:tbl><w:tr><w:tc>{paragraph('One.')}{paragraph('Two.')}</w:tc></w:tr></w:tbl>"
    assert outline(read(docx(boxed))) == ["paragraph: One.", "paragraph: Two."]


def test_content_controls_are_looked_into(docx, outline):
    body = f"<w:sdt><w:sdtContent>{paragraph('Filled in.')}</w:sdtContent></w:sdt>"
    assert outline(read(docx(body))) == ["paragraph: Filled in."]


def test_the_document_may_have_another_name(docx, outline):
    assert outline(read(docx(paragraph("Text."), document="word/document2.xml"))) == ["paragraph: Text."]


def test_title_date_and_language_come_from_the_properties(docx):
    core = "<dc:title>On tides</dc:title><dcterms:created>2024-03-05T10:00:00Z</dcterms:created>"
    reading = read(docx(paragraph("Heading", "Titel"), core=core))
    assert (reading.title, reading.date, reading.language) == ("On tides", dt.date(2024, 3, 5), "de")


def test_a_printed_title_is_better_than_a_file_name(docx):
    assert (
        read(docx(paragraph("On tides", "Titel"), core="<dc:title>tides.docx</dc:title>")).title == "On tides"
    )


def test_a_zip_file_without_a_document_is_damaged(zipped):
    with pytest.raises(ReadError, match=r"is damaged or cut short\. Copy or download it again"):
        read(zipped({"a.txt": "b"}))
