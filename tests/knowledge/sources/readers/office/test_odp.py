import pytest

from knowledge.sources.readers.office.odp import read

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("presentation", "presentation"),
        ("svg", "svg-compatible"),
    )
)
HIDDEN = (
    '<style:style style:name="hidden" style:family="drawing-page">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)


def frame(inside, kind="", place=None):
    role = f' presentation:class="{kind}"' if kind else ""
    x, y = place or (0, 0)
    where = f' svg:x="{x}cm" svg:y="{y}cm" svg:width="5cm" svg:height="1cm"' if place else ""
    return f"<draw:frame{role}{where}><draw:text-box>{inside}</draw:text-box></draw:frame>"


def p(text):
    return f"<text:p>{text}</text:p>"


def items(*texts):
    return (
        f"<text:list>{''.join(f'<text:list-item>{p(text)}</text:list-item>' for text in texts)}</text:list>"
    )


@pytest.fixture
def odp(zipped):
    def make(*pages):
        return zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.presentation",
                "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>{HIDDEN}</office:automatic-styles>"
                f"<office:body><office:presentation>{''.join(pages)}</office:presentation></office:body></office:document-content>",
            }
        )

    return make


def page(inside, style="shown"):
    return f'<draw:page draw:style-name="{style}">{inside}</draw:page>'


def test_each_slide_is_a_page_under_its_title_with_the_notes_below(odp, outline):
    notes = f"<presentation:notes>{frame(p('It leaves at nine.'), 'notes')}</presentation:notes>"
    slide = frame(items("A rope.", "A lamp."), "outline") + frame(p("What to bring"), "title") + notes
    reading = read(odp(page(slide), page(frame(p("Alone.")))))
    assert outline(reading) == [
        "# What to bring",
        "item: A rope.",
        "item: A lamp.",
        "## Notes",
        "paragraph: It leaves at nine.",
        "paragraph: Alone.",
    ]
    assert [passage.page for passage in reading.passages] == [1, 1, 1, 1, 1, 2]
    assert reading.passages[-1].heading == ()
    assert (reading.title, reading.pages) == ("What to bring", 2)


def test_hidden_slides_and_furniture_are_left_out(odp, outline):
    shown = frame(p("yes")) + frame(p("no"), "footer")
    reading = read(odp(page(frame(p("no")), "hidden"), page(shown)))
    assert outline(reading) == ["paragraph: yes"]
    assert reading.passages[0].page == 2


def test_shapes_and_groups_are_read_by_their_place(odp, outline):
    group = f"<draw:g>{frame(p('second'), place=(1, 5))}{frame(p('first'), place=(1, 3))}</draw:g>"
    slide = frame(p("third"), place=(1, 9)) + group
    assert outline(read(odp(page(slide)))) == ["paragraph: first", "paragraph: second", "paragraph: third"]


def test_the_rows_of_a_table_stand_under_its_header(odp, outline):
    def row(*texts):
        cells = "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in texts)
        return f"<table:table-row>{cells}</table:table-row>"

    table = (
        f"<draw:frame><table:table>{row('Post', 'Phone')}{row('Bridge', '4711')}</table:table></draw:frame>"
    )
    assert outline(read(odp(page(table)))) == ["# Post | Phone", "row: Bridge | 4711"]
