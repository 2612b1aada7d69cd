import datetime as dt

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.office.odt import read

NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "draw": "drawing",
            "meta": "meta",
            "manifest": "manifest",
            "fo": "xsl-fo-compatible",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
STYLES = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Figure"/>
<style:style style:name="Figure" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="P3"/>
"""


@pytest.fixture
def odt(zipped):
    def make(body, **parts):
        content = (
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        wrapped = {
            f"{name}.xml".replace("manifest", "META-INF/manifest"): f"<root {NAMESPACES}>{inner}</root>"
            for name, inner in parts.items()
        }
        return zipped({"content.xml": content, **wrapped})

    return make


def test_headings_lists_and_captions_are_told(odt, outline):
    body = (
        '<text:p text:style-name="P1">On tides</text:p><text:h text:outline-level="1">Moon</text:h>'
        '<text:section><text:h text:outline-level="2">Full</text:h><text:p>It pulls.</text:p></text:section>'
        "<text:list><text:list-item><text:p>high</text:p><text:list><text:list-item><text:p>higher</text:p>"
        '</text:list-item></text:list></text:list-item></text:list><text:p text:style-name="P2">Fig. 1</text:p>'
    )
    assert outline(read(odt(body))) == [
        "# On tides",
        "# Moon",
        "## Full",
        "paragraph: It pulls.",
        "item: high",
        "item: higher",
        "caption: Fig. 1",
    ]


NUMBERED = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="§ "/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="3"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)


def entry(*parts):
    inner = "".join(part if part.startswith("<") else f"<text:p>{part}</text:p>" for part in parts)
    return f"<text:list-item>{inner}</text:list-item>"


def test_the_numbers_of_headings_and_lists_are_read_as_printed(odt, outline):
    deepest = f"<text:list>{entry('any')}</text:list>"
    inner = f"<text:list>{entry('cash', deepest)}{entry('card')}</text:list>"
    body = (
        '<text:h text:outline-level="1">Fees</text:h><text:h text:outline-level="2">Days</text:h>'
        f'<text:list text:style-name="L1">{entry("pay", inner)}{entry("go")}</text:list>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{entry("stay")}</text:list>'
        f'<text:list text:style-name="L1">{entry("again")}</text:list>'
        '<text:h text:outline-level="1">Speed</text:h><text:h text:outline-level="2">Boats</text:h>'
    )
    assert outline(read(odt(body, styles=NUMBERED))) == [
        "# § 1 Fees",
        "## 1.1 Days",
        "item: 3. pay",
        "item: (a) cash",
        "item: any",
        "item: (b) card",
        "item: 4. go",
        "item: 5. stay",
        "item: 3. again",
        "# § 2 Speed",
        "## 2.1 Boats",
    ]


def test_white_space_is_what_the_format_means(odt):
    body = (
        '<text:p>a  \n b<text:s text:c="3"/>c<text:tab/>d<text:line-break/><text:span>e</text:span>f</text:p>'
    )
    assert read(odt(body)).text == "a b   c\td\nef"


def test_deletions_comments_and_contents_are_left_out(odt, outline):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:table-of-content><text:p>Moon 3</text:p>"
        "</text:table-of-content><text:p>It<office:annotation><text:p>sure?</text:p></office:annotation> pulls.</text:p>"
    )
    assert outline(read(odt(body))) == ["paragraph: It pulls."]


def test_notes_and_text_boxes_follow_their_paragraph(odt, outline):
    body = (
        "<text:p>Claim<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Proof.</text:p>"
        "</text:note-body></text:note>.<draw:frame><svg:title>alt</svg:title><draw:text-box><text:p>Boxed.</text:p>"
        "</draw:text-box></draw:frame></text:p>"
    )
    assert outline(read(odt(body))) == ["paragraph: Claim.", "paragraph: [1] Proof.", "paragraph: Boxed."]


def test_tables_with_repeated_and_spanned_cells_are_read(odt, outline):
    def cell(text, attributes=""):
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    tall, wide = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    twice = 'table:number-columns-repeated="2"'
    body = (
        f"<table:table><table:table-header-rows><table:table-row>{cell('Port')}{cell('Mon')}{cell('Tue')}"
        "</table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell('Skerry', tall)}"
        f"{cell('12:00', twice)}</table:table-row>"
        f"<table:table-row>{covered}{cell('none', wide)}{covered}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000"/></table:table-row></table:table>'
    )
    assert outline(read(odt(body))) == [
        "# Port | Mon | Tue",
        "row: Skerry | 12:00 | 12:00",
        "row: Skerry | none",
    ]


def test_title_date_and_language_come_from_the_meta_data(odt):
    meta = (
        "<dc:title>On tides</dc:title><meta:creation-date>2024-03-05T09:00:00</meta:creation-date>"
        "<dc:date>2024-04-01T09:00:00</dc:date><dc:language>pt-BR</dc:language>"
    )
    reading = read(odt("<text:p>Text.</text:p>", meta=meta))
    assert (reading.title, reading.date, reading.language) == ("On tides", dt.date(2024, 3, 5), "pt")


def test_a_printed_title_and_the_default_language_stand_in(odt):
    styles = '<style:default-style style:family="paragraph"><style:text-properties fo:language="de"/></style:default-style>'
    reading = read(
        odt('<text:p text:style-name="P1">On tides</text:p><text:p text:style-name="P3"/>', styles=styles)
    )
    assert (reading.title, reading.language) == ("On tides", "de")


def test_an_encrypted_document_asks_for_a_copy_without_password(odt):
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(ReadError, match="is protected by a password"):
        read(odt("", manifest=manifest))


def test_a_zip_file_without_content_is_damaged(zipped):
    with pytest.raises(ReadError, match="is damaged or cut short"):
        read(zipped({"mimetype": "x"}))
