"""Safe access to the zip files full of XML that office documents and e-books are."""

from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - reads like the other error classes

from knowledge.errors import ReadError
from knowledge.sources.readers.remedies import DAMAGED, PASSWORD, too_large
from knowledge.sources.readers.xml_tree import parse_xml

MAX_ENTRIES = 10_000
MAX_EXPANDED_BYTES = 512 * 2**20
MAX_READ_BYTES = 64 * 2**20
"""Of the parts that are read, all together; the tree of one takes about ten times as much memory."""
MAX_RATIO = 250
"""Expanded to packed size of parts over `_RATIO_MATTERS_BYTES`; text packs at 5 to 50."""
_RATIO_MATTERS_BYTES = 8 * 2**20

_OLE2_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


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
        self._read_bytes = 0
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
            ReadError: If the part is missing, damaged, encrypted, or makes what is read more than `MAX_READ_BYTES`.
        """
        try:
            self._read_bytes += self._zip.getinfo(name).file_size
            if self._read_bytes > MAX_READ_BYTES:
                raise ReadError(too_large(MAX_READ_BYTES))
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
        return parse_xml(self.read(name))


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
