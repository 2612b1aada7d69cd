"""Safe access to the zip files full of XML that office documents and e-books are."""

from functools import cache
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - reads like the other error classes

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from knowledge.errors import ReadError
from knowledge.sources.readers.remedies import DAMAGED, PASSWORD, too_large

MAX_ENTRIES = 10_000
MAX_EXPANDED_BYTES = 512 * 2**20
MAX_PART_BYTES = 64 * 2**20
"""Of one part that is read; its tree takes about ten times as much memory."""
MAX_RATIO = 250
"""Expanded to packed size of parts over `_RATIO_MATTERS_BYTES`; text packs at 5 to 50."""
MAX_DEPTH = 200
"""Elements inside one another; Word and LibreOffice stay below 60."""
_RATIO_MATTERS_BYTES = 8 * 2**20

_OLE2_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://purl.oclc.org/ooxml/presentationml/main": "p",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.idpf.org/2007/opf": "opf",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
    "urn:oasis:names:tc:opendocument:xmlns:container": "container",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0": "presentation",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
}


class Archive:
    """A zip file whose entries are known to be of sane number and size."""

    def __init__(self, content: bytes) -> None:
        """Open the zip file in `content`.

        Raises:
            ReadError: If it is no zip file, protected by a password, or would expand beyond the limits.
        """
        if content.startswith(_OLE2_MAGIC):
            raise ReadError(PASSWORD if _OLE2_ENCRYPTED in content else _OLD_OFFICE)
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError(DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise ReadError(
                f"is packed from more than {MAX_ENTRIES:,} parts. Save it again as a smaller file."
            )
        if sum(entry.file_size for entry in entries) > MAX_EXPANDED_BYTES:
            raise ReadError(too_large(MAX_EXPANDED_BYTES))
        for entry in entries:
            if entry.file_size > max(_RATIO_MATTERS_BYTES, MAX_RATIO * entry.compress_size):
                raise ReadError(
                    "expands to far more than a document needs, as files made to do harm do. Remove it, "
                    "or save it again with the program that made it."
                )

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Return a part's bytes.

        Raises:
            ReadError: If the part is missing, damaged, encrypted or larger than `MAX_PART_BYTES`.
        """
        try:
            if self._zip.getinfo(name).file_size > MAX_PART_BYTES:
                raise ReadError(too_large(MAX_PART_BYTES))
            return self._zip.read(name)
        except RuntimeError as error:  # zipfile's word for "encrypted"
            raise ReadError(PASSWORD) from error
        except (KeyError, BadZipFile, ZlibError, EOFError, OSError, ValueError) as error:
            raise ReadError(DAMAGED) from error

    def xml(self, name: str) -> Element:
        """Return the root of a part's XML, its names written with the usual prefixes, such as "w:p".

        Names in a namespace that no reader needs lose it.

        Raises:
            ReadError: If `read` does, or the XML is damaged, nests too deep or declares a DTD.
        """
        depth = 0
        root: Element | None = None
        try:
            for event, element in iterparse(BytesIO(self.read(name)), ("start", "end"), forbid_dtd=True):
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise ReadError(
                        "nests its parts too deep to be a document. Save it again as a simpler file."
                    )
                if event == "start":
                    root = element if root is None else root
                    element.tag = _prefixed(element.tag)
                    for key in [key for key in element.attrib if key.startswith("{")]:
                        element.attrib[_prefixed(key)] = element.attrib.pop(key)
        except DefusedXmlException as error:
            raise ReadError(
                "defines XML entities, which no document needs. Save it again with the program that made it."
            ) from error
        except (ParseError, LookupError, ValueError) as error:
            raise ReadError(DAMAGED) from error
        if root is None:
            raise ReadError(DAMAGED)
        return root


def child(element: Element, *path: str) -> Element | None:
    """Return the first descendant that `path`, a tag for each step down, leads to.

    `Element.find` would take the colon in "w:p" for a namespace to look up.
    """
    found: Element | None = element
    for tag in path:
        found = next((below for below in found if below.tag == tag), None) if found is not None else None
    return found


def whole_number(text: str | None, *, default: int, limit: int) -> int:
    """Return the number an attribute holds, at most `limit`, or `default` if it holds none."""
    return min(int(text[:9]), limit) if text and text.isdecimal() else default


_OLD_OFFICE = (
    "is in the old binary format of Office. Open it and save it as .docx or .xlsx, and put that in its place."
)


@cache
def _prefixed(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    prefix = _PREFIXES.get(namespace.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else local
