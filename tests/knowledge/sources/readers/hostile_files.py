"""Files made to do harm, each small on disk: name → how to make its bytes.

What they want is time or memory without end: archives that expand a thousandfold, elements inside elements, entities
inside entities, pages inside themselves, one line or one cell of a whole file.
"""

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

_MB = 2**20
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


# --- archives --------------------------------------------------------------------------------------


def _zip(parts: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=how)
    return packed.getvalue()


def _docx(body: str) -> bytes:
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def _epub(chapters: Sequence[bytes]) -> bytes:
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    manifest = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    return _zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'<container xmlns="{_OPEN_DOCUMENT}:container"><rootfiles>'
            '<rootfile full-path="p.opf"/></rootfiles></container>',
            "p.opf": f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{manifest}</manifest>'
            f"<spine>{spine}</spine></package>",
            **dict(zip(names, chapters, strict=True)),
        }
    )


def _odt(body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_OPEN_DOCUMENT}:{name}:1.0"' for name in ("office", "text", "table"))
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>",
        }
    )


def _xlsx(rows: str) -> bytes:
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
            f'Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def _laughing_docx() -> bytes:
    """Return a document whose entities are ten of the entity before, ten times over."""
    names = "abcdefghijk"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    document = f'<!DOCTYPE w [<!ENTITY a "ha">{entities}]><w:document xmlns:w="{_WORD}">&k;</w:document>'
    return _zip({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def _nested_docx() -> bytes:
    """Return an archive of archives, six levels of ten each, that hold a gigabyte of nothing."""
    archive = _zip({"word/document.xml": bytes(100 * _MB)})
    for _ in range(6):
        archive = _zip({"word/document.xml": archive, **{f"{number}.zip": archive for number in range(10)}})
    return archive


def _overlapping_docx() -> bytes:
    """Return an archive in which thousands of entries are one and the same piece of data."""
    content = b"<w:p/>" * (2 * _MB)
    data, checksum = zlib.compress(content, 9)[2:-4], zlib.crc32(content)
    name = b"word/document.xml"
    sizes = (checksum, len(data), len(content))
    entry = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, *sizes, len(name), 0) + name + data
    directory = b"".join(
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, *sizes, len(name), 0, 0, 0, 0, 0, 0)
        + name
        for _ in range(9000)
    )
    return (
        entry
        + directory
        + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 9000, 9000, len(directory), len(entry), 0)
    )


# --- PDF -------------------------------------------------------------------------------------------

_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>"


def _pdf(*objects: bytes) -> bytes:
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer <</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(content))
    )


def _stream(content: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), head, packed)


def _pages(kids: bytes, count: int) -> tuple[bytes, bytes]:
    return b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)


def _text_pdf() -> bytes:
    font = b"/Font<</F 5 0 R>>"
    harm = b"BT /F 10 Tf (Harm is here.) Tj 0 -1 Td ET "
    return _pdf(
        *_pages(b"3 0 R", 1),
        _PAGE % font,
        _stream(harm * _MB),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def _form_pdf() -> bytes:
    """Return a page that draws a form ten times that draws a form ten times, twelve levels deep."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        _stream(b"/X Do " * 10, head + b"/Resources<</XObject<</X %d 0 R>>>>" % (n + 1)) for n in range(5, 17)
    ]
    page = _PAGE % b"/XObject<</X 5 0 R>>"
    return _pdf(*_pages(b"3 0 R", 1), page, _stream(b"/X Do " * 10), *forms, _stream(b"0 0 1 1 re f", head))


def _packed_twice_pdf() -> bytes:
    packed = zlib.compress(zlib.compress(bytes(500 * _MB), 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed)
    return _pdf(*_pages(b"3 0 R", 1), _PAGE % b"", stream)


# --- text ------------------------------------------------------------------------------------------


def _page(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def _aliases() -> bytes:
    """Return front matter whose lists hold nine of the list before, ten times over."""
    names = "abcdefghij"
    lists = "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in itertools.pairwise(names)
    )
    return f"---\na: &a [x,x,x,x,x,x,x,x,x]\n{lists}title: *j\n---\nThe ferry sails at noon.\n".encode()


QUICK: dict[str, Callable[[], bytes]] = {
    "ratio.docx": lambda: _docx("<w:p><w:r><w:t>Harm.</w:t></w:r></w:p>" * _MB),
    "deep.docx": lambda: _docx("<w:p>" * 100_000),
    "laughs.docx": _laughing_docx,
    "overlap.docx": _overlapping_docx,
    "bomb.odt": lambda: _odt("<text:p>Harm.</text:p>" * (2 * _MB)),
    "deep.odt": lambda: _odt("<text:section>" * 100_000),
    "far.xlsx": lambda: _xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    ),
    "deep.html": lambda: _page("<div>" * 100_000),
    "inline.html": lambda: _page("<p><a><i><u><s>" * 20_000),
    "tables.html": lambda: _page("<table><tr><td>" * 50_000),
    "span.html": lambda: _page("<table>" + "<tr><td colspan=1000 rowspan=65000>a<td>b</tr>" * 1000),
    "loop.pdf": lambda: _pdf(*_pages(b"2 0 R 2 0 R", 2)),
    "pages.pdf": lambda: _pdf(*_pages(b"3 0 R " * 300_000, 300_000), _PAGE % b"", _stream(b"")),
    "brackets.md": lambda: b"[" * 1_000_000,
    "quotes.md": lambda: b"> " * 1_000_000 + b"x",
    "aliases.md": _aliases,
    "mails.eml": lambda: b"From: a@b.c\nSubject: s\nContent-Type: message/rfc822\n\n" * 20_000 + b"Hello.",
    "cell.csv": lambda: b"x" * 2_000_000,
    "deep.json": lambda: b"[" * 1_000_000,
    "laughs.xml": lambda: b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>',
}
"""Those that are seen through within a second or two."""

SLOW: dict[str, Callable[[], bytes]] = {
    "nested.docx": _nested_docx,
    "chapters.epub": lambda: _epub([b"<p>Line of harm is here.</p>" * (7 * _MB // 28)] * 64),
    "spaces.epub": lambda: _epub([b" " * (7 * _MB)] * 64),
    "tags.epub": lambda: _epub([b"<br/>" * (7 * _MB // 5)] * 64),
    "tag.epub": lambda: _epub([b"<a b" * (7 * _MB // 4)]),
    "repeat.odt": lambda: _odt(
        '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row></table:table>'
    ),
    "spaces.odt": lambda: _odt('<text:p>a<text:s text:c="999999999"/>b</text:p>' * 1000),
    "attributes.html": lambda: _page(f"<p {' '.join(f'a{number}' for number in range(1_000_000))}>Text."),
    "attributed.html": lambda: _page(f"<p {' '.join(f'a{number}' for number in range(2000))}>Text." * 2000),
    "items.html": lambda: _page("<li><p>" * 1_000_000),
    "ends.html": lambda: _page("</p>" * 10_000_000),
    "text.pdf": _text_pdf,
    "form.pdf": _form_pdf,
    "packed.pdf": _packed_twice_pdf,
    "groups.rtf": lambda: rb"{\rtf1\ansi " + b"{" * 1_000_000 + b"x" + b"}" * 1_000_000 + b"}",
    "bold.rtf": lambda: rb"{\rtf1\ansi " + rb"{\b x}" * 1_000_000 + b"}",
    "unicode.rtf": lambda: rb"{\rtf1\ansi " + rb"\u21704?" * 3_000_000 + b"}",
    "links.md": lambda: b"[a](" * 1_000_000,
    "stars.md": lambda: b"**a*" * 1_000_000,
    "lists.md": lambda: b"- " * 100_000 + b"x",
    "ticks.md": lambda: b"".join(b"`" * length + b" " for length in range(3000)),
    "table.md": lambda: b"|a" * 100_000 + b"|\n" + b"|-" * 100_000 + b"|\n" + b"|a|\n" * 1000,
    "parts.eml": lambda: (
        b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nHello.\n" * 1_000_000
    ),
    "addresses.eml": lambda: b"From: a\nTo: " + b"a@b.c, " * 1_000_000 + b"\n\nHello",
    "quoted.csv": lambda: b'a,b\n"' + b'x,"y"\n' * 5_000_000,
    "line.csv": lambda: b"a," * 25_000_000,
    "line.txt": lambda: b"x" * 50_000_000,
    "lines.txt": lambda: b"harm is here\n" * 3_500_000,
    "marks.txt": ("a" + "\u0301" * 20_000_000).encode,
}
"""Those that take up to all the time a file may have."""
