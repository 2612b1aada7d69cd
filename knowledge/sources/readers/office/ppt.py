"""PowerPoint presentations of before 2007, read as today's where LibreOffice is installed."""

from knowledge.sources.readers.blocks import Reading
from knowledge.sources.readers.office import pptx
from knowledge.sources.readers.office.libreoffice import converted


def read(content: bytes) -> Reading:
    """Read an old PowerPoint presentation.

    Raises:
        ReadError: If LibreOffice is not installed, or the presentation is protected, damaged or unreasonably large.
    """
    return pptx.read(converted(content, ".ppt", ".pptx"))
