"""Word documents of before 2007, read as today's where LibreOffice is installed."""

from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.office import docx
from knowledge.sources.readers.office.libreoffice import converted


def read(content: bytes) -> Reading:
    """Read an old Word document.

    Raises:
        ReadError: If LibreOffice is not installed, or the document is protected, damaged or unreasonably large.
    """
    return docx.read(converted(content, ".doc", ".docx"))
