import datetime as dt

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.web.epub import read

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>The tide tables</dc:title><dc:date>1921-05-01</dc:date><dc:language>en-GB</dc:language></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="a.css" media-type="text/css"/></manifest>
<spine><itemref idref="n"/><itemref idref="one"/><itemref idref="two"/><itemref idref="css"/><itemref idref="gone"/></spine>
</package>"""


def chapter(body):
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


@pytest.fixture
def epub(zipped):
    def make(**parts):
        return zipped(
            {
                "META-INF/container.xml": CONTAINER,
                "OEBPS/book.opf": PACKAGE,
                "OEBPS/nav.xhtml": chapter("<nav><ol><li>Low water</li></ol></nav>"),
                "OEBPS/text/one a.xhtml": chapter('<h1>Low water</h1><a id="p1"/><p>The sand shows.</p>'),
                "OEBPS/two.xhtml": chapter(
                    "<h1>High water</h1><nav role='doc-toc'>x</nav><ul><li>No sand.</li></ul>"
                ),
                "OEBPS/a.css": "p {}",
                **{f"META-INF/{name}.xml": part for name, part in parts.items()},
            }
        )

    return make


def encryption(uri):
    return (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>'
        f'<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_chapters_are_read_in_the_order_of_the_spine(epub, outline):
    assert outline(read(epub())) == [
        "# Low water",
        "paragraph: The sand shows.",
        "# High water",
        "item: No sand.",
    ]


def test_title_date_and_language_come_from_the_package(epub):
    reading = read(epub())
    assert (reading.title, reading.date, reading.language) == ("The tide tables", dt.date(1921, 5, 1), "en")


def test_a_copy_protected_book_says_so(epub):
    with pytest.raises(
        ReadError, match=r"is protected against copying \(DRM\).*Put a copy without protection"
    ):
        read(epub(encryption=encryption("OEBPS/text/one%20a.xhtml")))


def test_encrypted_fonts_do_no_harm(epub):
    assert "sand" in read(epub(encryption=encryption("OEBPS/font.otf"))).text


def test_a_zip_file_that_is_no_book_is_damaged(zipped):
    with pytest.raises(ReadError, match="is damaged or cut short"):
        read(zipped({"a.txt": "b"}))


def test_a_note_follows_with_its_mark(zipped, outline):
    body = (
        '<p>Salt was taxed at a tenth<a href="#n1" epub:type="noteref">1</a>.</p>'
        '<aside id="n1" epub:type="footnote"><p>Later a fifth.</p></aside>'
    )
    package = PACKAGE.replace("nav.xhtml", "gone.xhtml").replace(
        'idref="n"/><itemref idref="one"', 'idref="two"'
    )
    book = zipped(
        {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, "OEBPS/two.xhtml": chapter(body)}
    )
    assert outline(read(book))[:2] == [
        "paragraph: Salt was taxed at a tenth.",
        "paragraph: [1] Later a fifth.",
    ]
