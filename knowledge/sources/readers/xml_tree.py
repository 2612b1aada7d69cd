"""XML → a tree of elements, with no way to make its parser expand, fetch or overflow anything."""

from functools import cache
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from knowledge.errors import ReadError
from knowledge.sources.readers.remedies import DAMAGED

MAX_DEPTH = 200
"""Elements inside one another; Word and LibreOffice stay below 60."""

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


def parse_xml(content: bytes, *, may_declare_type: bool = False) -> Element:
    """Return the root of XML, its names written with the usual prefixes, such as "w:p".

    Names in a namespace that no reader needs lose it.

    Args:
        content: The XML, which says its encoding itself.
        may_declare_type: Whether it may have a DTD; entities of its own are never allowed.

    Raises:
        ReadError: If the XML is damaged, nests too deep or declares what it may not.
    """
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(content), ("start", "end"), forbid_dtd=not may_declare_type):
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise ReadError("nests its parts too deep to be a document. Save it again as a simpler file.")
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


@cache
def _prefixed(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    prefix = _PREFIXES.get(namespace.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else local
