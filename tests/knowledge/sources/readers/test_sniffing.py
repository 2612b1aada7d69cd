import io
import zipfile

import pytest

from knowledge.errors import ReadError
from knowledge.sources.readers.sniffing import check_content

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def ole2(stream: str) -> bytes:
    return OLE2 + stream.encode("utf-16-le") + bytes(50)


def zipped(**entries: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in entries.items():
            file.writestr(zipfile.ZipInfo(name), text)  # its date is always the same
    return archive.getvalue()


DOCX = zipped(**{"[Content_Types].xml": "x", "word/document.xml": "<w/>"})
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".pdf", PDF),
        (".pdf", b"junk\n" + PDF),
        (".docx", DOCX),
        (".odt", ODT),
        (".epub", zipped(mimetype="application/epub+zip")),
        (".epub", zipped(**{"META-INF/container.xml": "x"})),
        (".xlsx", zipped(**{"xl/workbook.xml": "x"})),
        (".rtf", rb"{\rtf1 hello}"),
        (".html", b"<!DOCTYPE html><p>Hello"),
        (".htm", b"<p>A fragment"),
        (".eml", b"Subject: Hello\n\nHello"),
        (".md", b"# Hello"),
        (".txt", "Grüße".encode("cp1252")),
        (".txt", "Hello".encode("utf-16")),
        (".csv", b"a,b\n"),
    ],
)
def test_a_file_that_is_what_its_ending_says_passes(ending: str, content: bytes) -> None:
    check_content(ending, content)


@pytest.mark.parametrize(
    ("ending", "content", "message"),
    [
        (".txt", b"", "is empty"),
        (".pdf", b" \r\n\t", "is empty"),
        (".pdf", DOCX, r"is named \.pdf but is a Word document\. Rename it so that it ends in \.docx\."),
        (".docx", PDF, r"is a PDF\. Rename .* \.pdf\."),
        (".docx", ODT, r"is an OpenDocument text\. Rename .* \.odt\."),
        (".docx", rb"{\rtf1 hello}", r"is a rich text document\. Rename .* \.rtf\."),
        (".docx", ole2("WordDocument"), r"is an old Word document\. Rename .* \.doc\."),
        (".xlsx", ole2("Workbook"), r"is an old Excel workbook\. Rename .* \.xls\."),
        (".docx", ole2("EncryptedPackage"), "is protected by a password"),
        (".pdf", b"Just words", r"is plain text\. Rename .* \.txt\."),
        (".pdf", b"\x01\x02\x03", "is something else, or damaged"),
        (".epub", zipped(**{"ppt/presentation.xml": "x"}), r"is a PowerPoint presentation\. .* \.pptx"),
        (".xlsx", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), r"Rename .* \.ods"),
        (".txt", b"\n<!doctype HTML>\n<p>Hello", r"is a web page\. Rename .* \.html\."),
        (".txt", b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="">', "is a web page"),
        (".txt", PNG, "is a picture"),
        (".md", b"\xff\xd8\xff\xe0" + bytes(20), "is a picture"),
        (".csv", zipped(**{"a.csv": "1"}), r"is a zip archive\. Rename .* \.zip"),
        (".html", PDF, r"is a PDF\. Rename .* \.pdf\."),
    ],
)
def test_a_mismatch_is_explained_with_a_remedy(ending: str, content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        check_content(ending, content)


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".docx", DOCX[:-30]),
        (".odt", ODT[:60]),
        (".pdf", PDF[:-7]),
        (".pdf", b"%PDF-1.7\n1 0 obj\n<</Linearized 1/L 9000/H [1 2]>>\nendobj\n%%EOF\n"),
    ],
)
def test_a_file_that_was_cut_short_is_recognised(ending: str, content: bytes) -> None:
    with pytest.raises(ReadError, match="is damaged or cut short"):
        check_content(ending, content)
