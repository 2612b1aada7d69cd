"""Is a file what its ending says? Cheap looks at its bytes, before a reader stumbles over them."""

import re
from dataclasses import dataclass

from knowledge.errors import ReadError
from knowledge.sources.readers.remedies import DAMAGED, PASSWORD

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_SAVE_AS = "Open it, save it as {}, and put that in its place."
_UNPACK = "Unpack it and put the files it holds in its place."
_DESCRIBE = "Save it as .png or .jpg, or write what it says into a .txt file."


@dataclass(frozen=True, slots=True)
class _Format:
    """A format that can be told from the bytes."""

    label: str
    start: bytes
    holds: bytes = b""
    ending: str = ""
    """Empty where no reader knows it."""
    remedy: str = ""
    """What to do instead of renaming."""

    def is_of(self, content: bytes) -> bool:
        return content.startswith(self.start) and self.holds in content


_PDF = _Format("a PDF", b"%PDF-", ending=".pdf")
_ARCHIVE = _Format("a zip archive", _ZIP, ending=".zip")
_FORMATS = (
    _PDF,
    _Format("a rich text document", rb"{\rtf", ending=".rtf"),
    _Format("a Word document", _ZIP, b"word/document", ".docx"),
    _Format("a binary Excel workbook", _ZIP, b"xl/workbook.bin", ".xlsb"),
    _Format("an Excel workbook", _ZIP, b"xl/workbook", ".xlsx"),
    _Format("an e-book", _ZIP, b"application/epub+zip", ".epub"),
    _Format("an OpenDocument text", _ZIP, _OPEN_DOCUMENT + b"text", ".odt"),
    _Format("an OpenDocument spreadsheet", _ZIP, _OPEN_DOCUMENT + b"sp", ".ods"),
    _Format("an OpenDocument presentation", _ZIP, _OPEN_DOCUMENT + b"pr", ".odp"),
    _Format("a PowerPoint presentation", _ZIP, b"ppt/presentation", ".pptx"),
    _ARCHIVE,  # after what is also one
    _Format("an old Word document", _OLE2, "WordDocument".encode("utf-16-le"), ".doc"),
    _Format("an old Excel workbook", _OLE2, "Workbook".encode("utf-16-le"), ".xls"),
    _Format("an old Excel workbook", _OLE2, "Book\0".encode("utf-16-le"), ".xls"),
    _Format("an old PowerPoint presentation", _OLE2, "PowerPoint".encode("utf-16-le"), ".ppt"),
    _Format("an Outlook message", _OLE2, "__properties".encode("utf-16-le"), ".msg"),
    _Format("an old Office document", _OLE2, remedy=_SAVE_AS.format(".docx, .xlsx or .pdf")),
    _Format("a picture", b"\x89PNG\r\n", ending=".png"),
    _Format("a picture", b"\xff\xd8\xff", ending=".jpg"),
    _Format("a picture", b"GIF8", b"\0", remedy=_DESCRIBE),
    _Format("a picture", b"II*\0", ending=".tif"),
    _Format("a picture", b"MM\0*", ending=".tif"),
    _Format("a picture", b"RIFF", b"WEBPVP8", ending=".webp"),
    _Format("a compressed archive", b"\x1f\x8b", remedy=_UNPACK),
    _Format("a compressed archive", b"7z\xbc\xaf\x27\x1c", remedy=_UNPACK),
    _Format("a compressed archive", b"Rar!\x1a\x07", remedy=_UNPACK),
)
_WEB_PAGE = _Format("a web page", b"", ending=".html")
_PLAIN_TEXT = _Format("plain text", b"", ending=".txt")
_WEB_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL_CHARACTER = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_ZIPPED = frozenset(known.ending for known in _FORMATS if known.start == _ZIP and known.ending)
_SYNONYMS = {".htm": ".html", ".xlsm": ".xlsx", ".jpeg": ".jpg", ".tiff": ".tif"}

_PREFIX_LENGTH = 4096
_PDF_HEADER_LENGTH = 1024
"""Bytes within which readers of PDF look for its mark."""
_PDF_LENGTH = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")
_ZIP_DIRECTORY_END = b"PK\x05\x06"
_ZIP_TAIL_LENGTH = 22 + 65_535
"""Bytes at the end of an archive that hold the end of its directory, with the longest comment."""


def check_content(ending: str, content: bytes) -> None:
    """Raise if a file is empty, cut short, encrypted, or of another format than its ending says.

    Args:
        ending: One of the endings of `READERS`, in lower case.
        content: All bytes of the file.

    Raises:
        ReadError: With the remedy, such as the ending that the file should have.
    """
    if not content or content.isspace():
        raise ReadError("is empty. Delete it, or put the finished file in its place.")
    if content.startswith(_OLE2) and "EncryptedPackage".encode("utf-16-le") in content:
        raise ReadError(PASSWORD)
    ending = _SYNONYMS.get(ending, ending)
    if ending == ".pdf" and _PDF.start in content[:_PDF_HEADER_LENGTH]:
        actual: _Format | None = _PDF
    else:
        actual = _recognise(ending, content)
    if not _fits(ending, actual):
        raise ReadError(_mismatch(ending, actual))
    if actual is not None and _is_cut_short(actual, content):
        raise ReadError(DAMAGED)


def _recognise(ending: str, content: bytes) -> _Format | None:
    """Return the format of a file; the one that its ending says where documents within it have others."""
    likely = [known for known in _FORMATS if known.is_of(content)]
    if likely:
        return next((known for known in likely if known.ending == ending), likely[0])
    prefix = content[:_PREFIX_LENGTH]
    if _WEB_PAGE_START.match(prefix):
        return _WEB_PAGE
    return None if _CONTROL_CHARACTER.search(prefix) else _PLAIN_TEXT


def _fits(ending: str, actual: _Format | None) -> bool:
    if ending in {known.ending for known in _FORMATS}:
        # Not every writer leaves the type of a zipped document in the open.
        return actual is not None and (actual.ending == ending or (actual is _ARCHIVE and ending in _ZIPPED))
    return actual in {None, _PLAIN_TEXT} or actual.ending == ending


def _mismatch(ending: str, actual: _Format | None) -> str:
    if actual is None:
        return f"is named {ending} but is something else, or damaged. Open it in the program that made it and save it again."
    remedy = actual.remedy or f"Rename it so that it ends in {actual.ending}."
    return f"is named {ending} but is {actual.label}. {remedy}"


def _is_cut_short(actual: _Format, content: bytes) -> bool:
    if actual.start == _ZIP:
        return _ZIP_DIRECTORY_END not in content[-_ZIP_TAIL_LENGTH:]
    if actual is _PDF:
        declared = _PDF_LENGTH.search(content[:_PDF_HEADER_LENGTH])
        return b"%%EOF" not in content or (declared is not None and int(declared[1]) > len(content))
    return False
