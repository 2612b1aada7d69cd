"""E-books: the chapters in reading order."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from knowledge.errors import ReadError
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.remedies import DAMAGED
from knowledge.sources.readers.titles import printed_title
from knowledge.sources.readers.web.elements import blocks, parse
from knowledge.sources.readers.zipped import Archive

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html"})
_EMPTY_ELEMENT = re.compile(r"<(?!(?:br|hr|img|meta|link|col|wbr|input)\b)([a-zA-Z][\w:-]*)((?:\s[^<>]*)?)/>")
"""In XHTML any element may close itself; HTML would take it for an opening tag."""


def read(content: bytes) -> Reading:
    """Read an EPUB file. Its table of contents is left out.

    Raises:
        ReadError: If the book is copy-protected, damaged or unreasonably large.
    """
    archive = Archive(content)
    if _CONTAINER not in archive:
        raise ReadError(DAMAGED)
    package_name = next(
        (root.get("full-path", "") for root in archive.xml(_CONTAINER).iter("container:rootfile")), ""
    )
    package = archive.xml(package_name)
    chapters = list(_chapters(package, posixpath.dirname(package_name)))
    if _protected(archive) & set(chapters):
        raise ReadError(
            "is protected against copying (DRM), so its text cannot be read. Put a copy without protection in its place."
        )
    found = [block for chapter in chapters for block in _blocks(archive, chapter)]
    text, passages = assemble(found)
    return Reading(
        text,
        passages,
        title=sensible_title(*_values(package, "dc:title"), printed_title(found)),
        date=first_date(_values(package, "dc:date")),
        language=language_code(next(iter(_values(package, "dc:language")), "")),
    )


def _values(package: Element, tag: str) -> list[str]:
    return [element.text or "" for element in package.iter(tag)]


def _chapters(package: Element, folder: str) -> Iterator[str]:
    """Yield the names of the parts to read, in reading order."""
    manifest = {element.get("id"): element for element in package.iter("opf:item")}
    for reference in package.iter("opf:itemref"):
        entry = manifest.get(reference.get("idref"))
        if (
            entry is not None
            and entry.get("media-type") in _CHAPTER_TYPES
            and "nav" not in entry.get("properties", "").split()
        ):
            yield posixpath.normpath(posixpath.join(folder, unquote(entry.get("href", ""))))


def _protected(archive: Archive) -> set[str]:
    """Return the names of the encrypted parts; embedded fonts may be, without harm."""
    if _ENCRYPTION not in archive:
        return set()
    references = archive.xml(_ENCRYPTION).iter("enc:CipherReference")
    return {posixpath.normpath(unquote(reference.get("URI", ""))) for reference in references}


def _blocks(archive: Archive, chapter: str) -> Iterator[Block]:
    html = decode(archive.read(chapter))
    page = parse(_EMPTY_ELEMENT.sub(r"<\1\2></\1>", html))
    for contents in page.css("nav[role=doc-toc], nav[epub\\:type=toc]"):
        contents.decompose()
    if page.body is not None:
        yield from blocks(page.body)
