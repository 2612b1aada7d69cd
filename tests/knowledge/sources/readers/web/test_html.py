import datetime as dt

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.web.html import read


def page(body, head=""):
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_headings_paragraphs_lists_and_captions_are_told(outline):
    body = (
        "<h1>On <em>tides</em></h1><p>The moon\n pulls.</p><h2>Full <br>moon</h2><ul><li>high<ul><li>higher</li></ul></li>"
        "<li><p>low</p></li></ul><figure><img><figcaption>Fig. 1</figcaption></figure><blockquote>So be it.</blockquote>"
    )
    assert outline(read(page(body))) == [
        "# On tides",
        "paragraph: The moon pulls.",
        "## Full moon",
        "item: high",
        "item: higher",
        "item: low",
        "caption: Fig. 1",
        "paragraph: So be it.",
    ]


def test_lines_stay_in_a_paragraph_and_empty_lines_part_paragraphs(outline):
    assert outline(read(page("one<br>two<br><br>three<pre>a\n  b</pre>"))) == [
        "paragraph: one / two",
        "paragraph: three",
        "paragraph: a /   b",
    ]


def test_questions_of_a_list_or_accordion_stand_above_their_answers(outline):
    body = (
        "<dl><dt>Who?</dt><dd>Ana.</dd></dl><details><summary>Where?</summary>Here.</details>"
        "<h3><button>When?</button></h3><p>Now.</p><button>Send</button>"
    )
    reading = read(page(body))
    assert outline(reading) == [
        "# Who?",
        "paragraph: Ana.",
        "# Where?",
        "paragraph: Here.",
        "# When?",
        "paragraph: Now.",
    ]
    assert reading.passages[-1].heading == ("When?",)


def test_a_bold_line_that_asks_stands_above_its_answer(outline):
    body = "<p><b>May I bring a dog?</b><br>No. <b>Really?</b> Yes.</p><p><strong>And a cat?</strong></p><p>Yes.</p>"
    assert outline(read(page(body))) == [
        "# May I bring a dog?",
        "paragraph: No. Really? Yes.",
        "# And a cat?",
        "paragraph: Yes.",
    ]


def test_terms_stand_before_their_descriptions(outline):
    body = (
        "<dl><dt>Dunnage</dt><dd>loose wood</dd><dt>Fee:</dt><dd>3 euros</dd><dd>from May</dd>"
        "<dt>Hold</dt><dt>Hatch</dt><dd>a room</dd><dt>Lost</dt></dl>"
    )
    assert outline(read(page(body))) == [
        "paragraph: Dunnage: loose wood",
        "paragraph: Fee: 3 euros",
        "paragraph: from May",
        "paragraph: Hold, Hatch: a room",
        "paragraph: Lost",
    ]


def test_entries_are_numbered_as_a_browser_numbers_them(outline):
    body = (
        "<ol start=3><li>tie<li value=7>pull<ol type=a><li>hard</ol></li></ol><ol reversed><li>x<li>y</ol>"
        "<ol style='list-style: none'><li>bare</ol><ul><li>free</ul>"
    )
    assert outline(read(page(body))) == [
        f"item: {text}" for text in ("3. tie", "7. pull", "a. hard", "2. x", "1. y", "bare", "free")
    ]


def test_marks_of_notes_are_no_part_of_words_and_lead_to_their_notes(outline):
    body = (
        '<p>Salt was taxed at a tenth<sup><a href="#n1">1</a></sup> on 3 km<sup>2</sup> since the 1<sup>st</sup>.</p>'
        '<section><ol><li id="n1">Later a fifth. <a href="#r1">↩</a></li></ol></section>'
    )
    assert outline(read(page(body))) == [
        "paragraph: Salt was taxed at a tenth on 3 km2 since the 1st.",
        "item: [1] Later a fifth.",
    ]


def test_a_table_is_read_by_rows_under_its_header(outline):
    body = (
        "<table><caption>Fares</caption><thead><tr><td>Island</td><td>Fare</td></tr></thead>"
        "<tbody><tr><td>Tern <b>Rock</b></td><td>30</td></tr></tbody></table><p>After.</p>"
    )
    reading = read(page(body))
    assert outline(reading) == [
        "caption: Fares",
        "# Island | Fare",
        "row: Tern Rock | 30",
        "paragraph: After.",
    ]
    assert [cell.column for cell in reading.passages[2].cells] == ["Island", "Fare"]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>One.</td></tr><tr><td>Two.</td></tr></table>",
        "<table role=presentation><tr><td>One.</td><td>Two.</td></tr></table>",
        "<table><tr><td><p>One.<p>Two.</td><td></td></tr></table>",
        "<table><tr><td><table><tr><td>One.</table><td>Two.</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_ordinary_text(outline, table):
    assert outline(read(page(table))) == ["paragraph: One.", "paragraph: Two."]


def test_what_a_browser_does_not_show_is_left_out():
    body = (
        "<script>a</script><style>b</style><noscript>c</noscript><template>d</template><p hidden>e</p>"
        '<div style="display: none">f</div><p>seen</p><p hidden="until-found">found</p><!-- g -->'
        '<p style="color:#fff;background:white">h</p><p style="font-size:0">i</p><p><i aria-hidden=true>j</i></p>'
    )
    assert read(page(body)).text == "seen\n\nfound"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>On tides | Sea Journal</title>", "On tides"),
        ("<title>Sea Journal – Why the moon pulls the sea</title>", "Why the moon pulls the sea"),
        ('<title>x</title><meta property="og:title" content="On tides - Sea">', "On tides"),
        ("", "On tides - a primer"),
        ("<title>On tides - a primer : Sea Journal</title>", "On tides - a primer"),
    ],
)
def test_the_title_is_free_of_the_name_of_the_site(head, title):
    body = "<h1>On tides - a primer</h1>" if title.endswith("primer") else "<h1>A</h1><h1>B</h1>"
    assert read(page(body, head)).title == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            '<meta property="article:published_time" content="2024-03-05T10:00:00Z">',
            "<time datetime=2020-01-01>",
        ),
        ('<meta name="DC.date" content="2024-03-05">', ""),
        ('<script type="application/ld+json">{"datePublished": "2024-03-05"}</script>', ""),
        ("", "<article><time datetime=2024-03-05T10:00>5 March</time></article><time datetime=2020-01-01>"),
        ("", "<p itemprop=datePublished content=2024-03-05>"),
    ],
)
def test_the_date_is_that_of_publication(head, body):
    assert read(page(body, head)).date == dt.date(2024, 3, 5)


def test_the_language_is_that_of_the_page():
    assert read(b"<html lang=pt-BR><p>x").language == "pt"
    assert read(page("x", '<meta property="og:locale" content="de_DE">')).language == "de"
    assert read(b"<p>x").language == ""


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("gb2312", "gb18030"), ("utf-16", "utf-8")],
)
def test_the_declared_encoding_counts_as_browsers_take_it(declared, encoding):
    text = {"cp1252": "Smørrebrød – “ja”", "cp1251": "Прилив", "gb18030": "潮水", "utf-8": "flød"}[encoding]
    assert read(f'<meta charset="{declared}"><p>{text}'.encode(encoding)).text == text


def test_a_byte_order_mark_outweighs_the_declaration():
    assert read('<meta charset="iso-8859-1"><p>flød'.encode("utf-8-sig")).text == "flød"


def test_an_encoding_that_is_not_the_true_one_is_seen_through():
    assert read('<meta charset="utf-8"><p>Smørrebrød på båd'.encode("cp1252")).text == "Smørrebrød på båd"
    assert read('<meta charset="no-such"><p>flød'.encode()).text == "flød"


def test_one_damaged_character_does_not_spoil_a_page():
    assert read(b'<meta charset="utf-8"><p>' + b"word " * 400 + b"\xff end").text.endswith("\ufffd end")


@pytest.mark.parametrize("depth", [1000, 200_000])
def test_a_page_nested_without_end_is_refused(depth):
    with pytest.raises(ReadError, match="nests its elements too deep"):
        read(b"<div>" * depth)


def test_deep_nesting_within_reason_is_read():
    assert read(b"<div>" * 240 + b"deep").text == "deep"
    assert read(b"<table><tr><td>" * 60 + b"deep").text == "deep"


def test_unclosed_paragraphs_and_entries_do_not_count_as_nesting(outline):
    assert len(outline(read(b"<p>a<li>b" * 6000))) == 12_000


def test_an_empty_page_has_no_text():
    assert read(b"").text == ""
