import datetime as dt

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.office.pptx import read

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)


def links(*targets):
    """Write relationships: (id, kind, target) each."""
    body = "".join(
        f'<Relationship Id="{name}" Type="http://x/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="http://x">{body}</Relationships>'


def shape(*paragraphs, role="", place=None, styles="", hidden=False):
    body = "".join(p if p.startswith("<") else f"<a:p><a:r><a:t>{p}</a:t></a:r></a:p>" for p in paragraphs)
    x, y, width, height = place or (0, 0, 0, 0)
    transform = (
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>' if place else ""
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" hidden="{int(hidden)}"/><p:nvPr>{role}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{transform}</p:spPr><p:txBody><a:lstStyle>{styles}</a:lstStyle>{body}</p:txBody></p:sp>"
    )


TITLE, BODY = '<p:ph type="title"/>', '<p:ph idx="1"/>'
BULLETS = '<a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr>'


@pytest.fixture
def pptx(zipped):
    def make(*slides, hidden=(), notes=None, layout="", core="", extra=None):
        """Pack slides, each the shapes on it; notes: number of a slide → shapes of its notes."""
        ids = "".join(f'<p:sldId id="25{n}" r:id="s{n}"/>' for n in range(1, len(slides) + 1))
        parts = {
            "_rels/.rels": links(
                ("a", "officeDocument", "ppt/presentation.xml"), ("b", "core-properties", "core.xml")
            ),
            "core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}</c>',
            "ppt/presentation.xml": f"<p:presentation {NAMESPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": links(
                *((f"s{n}", "slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1))
            ),
            "ppt/layout.xml": f"<p:sldLayout {NAMESPACES}>{layout}</p:sldLayout>",
            "ppt/_rels/layout.xml.rels": links(("m", "slideMaster", "master.xml")),
            "ppt/master.xml": f"<p:sldMaster {NAMESPACES}><p:txStyles><p:bodyStyle>{BULLETS}</p:bodyStyle></p:txStyles></p:sldMaster>",
        }
        for number, shapes in enumerate(slides, 1):
            show = ' show="0"' if number in hidden else ""
            parts[f"ppt/slides/slide{number}.xml"] = (
                f"<p:sld {NAMESPACES}{show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
            )
            targets = [("l", "slideLayout", "../layout.xml"), ("d", "diagramData", "../data.xml")]
            if notes and number in notes:
                targets.append(("n", "notesSlide", f"../notes{number}.xml"))
                parts[f"ppt/notes{number}.xml"] = (
                    f"<p:notes {NAMESPACES}><p:cSld>{notes[number]}</p:cSld></p:notes>"
                )
            parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = links(*targets)
        return zipped(parts | (extra or {}))

    return make


def test_each_slide_is_a_page_under_its_title_with_the_notes_below(pptx, outline):
    content = pptx(
        shape("Harbour safety", role='<p:ph type="ctrTitle"/>'),
        shape("Leave by the nearest exit.", role=BODY) + shape("Fire", role=TITLE),
        notes={2: shape("The drill is in May.", role='<p:ph type="body" idx="1"/>')},
    )
    reading = read(content)
    assert outline(reading) == [
        "# Harbour safety",
        "# Fire",
        "item: Leave by the nearest exit.",
        "## Notes",
        "paragraph: The drill is in May.",
    ]
    assert [passage.page for passage in reading.passages] == [1, 2, 2, 2, 2]
    assert (reading.title, reading.pages) == ("Harbour safety", 2)


def test_a_slide_without_a_title_does_not_stand_under_the_one_before(pptx):
    reading = read(pptx(shape("Fire", role=TITLE), shape("Bring a rope.")))
    assert reading.passages[1].heading == ()


def test_hidden_slides_and_shapes_are_left_out_but_slides_are_counted(pptx, outline):
    reading = read(pptx(shape("no"), shape("no", hidden=True) + shape("yes"), hidden=[1]))
    assert outline(reading) == ["paragraph: yes"]
    assert reading.passages[0].page == 2


def test_dates_footers_and_numbers_of_slides_are_left_out(pptx, outline):
    furniture = "".join(shape("x", role=f'<p:ph type="{kind}" idx="9"/>') for kind in ("dt", "ftr", "sldNum"))
    assert outline(read(pptx(shape("Text.") + furniture))) == ["paragraph: Text."]


def test_what_has_a_bullet_is_told_by_paragraph_shape_layout_and_master(pptx, outline):
    plain = "<a:lvl1pPr><a:buNone/></a:lvl1pPr>"
    bulleted = (
        '<a:p><a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr><a:r><a:t>of the paragraph</a:t></a:r></a:p>'
    )
    slide = (
        shape(bulleted)
        + shape("none of the shape", role=BODY, styles=plain)
        + shape("none of the layout", role='<p:ph type="subTitle" idx="7"/>')
        + shape("of the master", role=BODY)
    )
    layout = shape(role='<p:ph type="subTitle" idx="7"/>', styles=plain)
    assert outline(read(pptx(slide, layout=layout))) == [
        "item: 1. of the paragraph",
        "paragraph: none of the shape",
        "paragraph: none of the layout",
        "item: of the master",
    ]


def test_lists_are_numbered_as_powerpoint_does(pptx, outline):
    def numbered(text, scheme, level=0, start=1):
        bullet = f'<a:buAutoNum type="{scheme}" startAt="{start}"/>'
        return f'<a:p><a:pPr lvl="{level}">{bullet}</a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>'

    slide = shape(
        numbered("Plan", "arabicPeriod"),
        numbered("now", "alphaLcParenR", 1),
        numbered("soon", "alphaLcParenR", 1),
        numbered("Do", "arabicPeriod"),
        numbered("then", "alphaLcParenR", 1),
        "Or else:",
        numbered("Wait", "romanUcParenBoth", start=4),
    )
    assert outline(read(pptx(slide))) == [
        "item: 1. Plan",
        "item: a) now",
        "item: b) soon",
        "item: 2. Do",
        "item: a) then",
        "paragraph: Or else:",
        "item: (IV) Wait",
    ]


def test_shapes_are_read_by_their_place_also_one_that_the_layout_gives(pptx, outline):
    low = shape("low", place=(0, 900, 100, 50))
    high = shape("high", role=BODY)
    layout = shape(role=BODY, place=(0, 100, 100, 50))
    assert outline(read(pptx(low + high, layout=layout))) == ["item: high", "paragraph: low"]


def test_groups_are_read_and_only_one_of_two_alternatives(pptx, outline):
    choice = f"<mc:Choice>{shape('new')}</mc:Choice><mc:Fallback>{shape('old')}</mc:Fallback>"
    slide = f"<p:grpSp>{shape('in a group')}</p:grpSp><mc:AlternateContent>{choice}</mc:AlternateContent>"
    assert outline(read(pptx(slide))) == ["paragraph: in a group", "paragraph: new"]


def cell(text, attributes=""):
    return f"<a:tc{attributes}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"


def test_the_rows_of_a_table_stand_under_its_header(pptx, outline):
    rows = [
        cell("Post") + cell("Phone", ' gridSpan="2"') + cell("", ' hMerge="1"'),
        cell("Bridge", ' rowSpan="2"') + cell("4711") + cell("day"),
        cell("", ' vMerge="1"') + cell("4712") + cell("night"),
    ]
    table = f'<a:tbl><a:tblPr firstRow="1"/>{"".join(f"<a:tr>{row}</a:tr>" for row in rows)}</a:tbl>'
    frame = f"<p:graphicFrame><a:graphic>{table}</a:graphic></p:graphicFrame>"
    reading = read(pptx(frame))
    assert outline(reading) == [
        "# Post | Phone | Phone",
        "row: Bridge | 4711 | day",
        "row: Bridge | 4712 | night",
    ]
    assert [cell.column for cell in reading.passages[1].cells] == ["Post", "Phone", "Phone"]


def test_the_texts_of_a_diagram_are_items(pptx, outline):
    frame = '<p:graphicFrame><dgm:relIds r:dm="d"/></p:graphicFrame>'
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>" for text in ("Plan", "Do")
    )
    data = {"ppt/data.xml": f"<dgm:dataModel {NAMESPACES}>{points}</dgm:dataModel>"}
    assert outline(read(pptx(frame, extra=data))) == ["item: Plan", "item: Do"]


def test_lines_of_a_paragraph_are_kept_and_those_of_a_title_put_together(pptx, outline):
    lines = "<a:p><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p>"
    assert outline(read(pptx(shape(lines, role=TITLE) + shape(lines)))) == [
        "# one two",
        "paragraph: one / two",
    ]


def test_title_date_and_language_come_from_the_properties(pptx):
    core = (
        "<dc:title>Safety</dc:title><dc:language>de-DE</dc:language>"
        "<dcterms:created>2026-03-05T10:00:00Z</dcterms:created>"
    )
    reading = read(pptx(shape("Feuer", role=TITLE), core=core))
    assert (reading.title, reading.date, reading.language) == ("Safety", dt.date(2026, 3, 5), "de")


def test_a_file_without_a_presentation_is_damaged(zipped):
    with pytest.raises(ReadError, match="is damaged"):
        read(zipped({"ppt/presentation.xml": "<x/>"}))
