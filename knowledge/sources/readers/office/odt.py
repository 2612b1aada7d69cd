"""OpenDocument text: what a reader of the printed page would see, with tracked changes accepted."""

from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.metadata import sensible_title
from knowledge.sources.readers.office.opendocument import blocks, family, open_package, text_of
from knowledge.sources.readers.titles import printed_title
from knowledge.sources.readers.zipped import child


def read(content: bytes) -> Reading:
    """Read an OpenDocument text.

    A note or text box follows the paragraph that it hangs on. Comments, page headers and tables of contents
    are left out. The file stores no pages.

    Raises:
        ReadError: If the file is protected by a password, damaged or unreasonably large.
    """
    package = open_package(content)
    body = child(package.content, "office:body", "office:text")
    found = list(blocks(body, package.place)) if body is not None else []
    text, passages = assemble(found)
    styled = (
        text_of(paragraph)
        for paragraph in package.content.iter("text:p")
        if "Title" in family(paragraph, package.place.parents)
    )
    return Reading(
        text,
        passages,
        title=sensible_title(package.properties.get("dc:title"), *styled, printed_title(found)),
        date=package.date,
        language=package.language,
    )
