"""What a reader made of a file → a `Document`, and what the name of its source tells."""

import re
from pathlib import PurePosixPath

from knowledge.model import Document
from knowledge.sources.readers import READERS, format_of
from knowledge.sources.readers.blocks import Reading


def document_of(name: str, reading: Reading) -> Document | None:
    """Return the document of a source, but for the file's digest and its problems; None where it has no text."""
    if not reading.passages:
        return None
    path = PurePosixPath(name)
    return Document(
        source=name,
        digest="",
        format=format_of(path.suffix.lower()),
        title=" ".join(reading.title.split()) or _readable(path.stem),
        date=reading.date,
        language=reading.language,
        text=reading.text,
        passages=reading.passages,
        pages=reading.pages,
    )


def folders(source: str) -> tuple[str, ...]:
    """Return the names of the folders that a source is in, outermost first; what else holds it is a file."""
    parents = PurePosixPath(source).parts[:-1]
    return tuple(name for name in parents if PurePosixPath(name).suffix.lower() not in READERS)


def _readable(stem: str) -> str:
    """Turn "annual_report-2024-05" into "Annual report 2024-05"."""
    words = re.sub(r"[_\s]+|(?<!\d)-+|-+(?!\d)", " ", stem).strip()
    return words[:1].upper() + words[1:] or stem
