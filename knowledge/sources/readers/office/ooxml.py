"""What Word, Excel and PowerPoint files share: parts that refer to one another, and core properties."""

import posixpath
from dataclasses import dataclass

from knowledge.errors import ReadError
from knowledge.sources.readers.remedies import DAMAGED
from knowledge.sources.readers.zipped import Archive

PACKAGE = ""
"""The file itself, as the source of relationships."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part of a file referring to another."""

    id: str
    kind: str
    """Last word of the relationship's type, such as "styles"."""
    target: str
    """Name of a part that is there."""


def relationships(archive: Archive, source: str) -> list[Relationship]:
    """Return what a part refers to within the file.

    Args:
        archive: The file.
        source: Name of a part, or `PACKAGE`.

    Raises:
        ReadError: If the relationships are damaged.
    """
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    found = []
    for element in archive.xml(part) if part in archive else ():
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
        if element.get("TargetMode") != "External" and target in archive:
            found.append(
                Relationship(element.get("Id", ""), posixpath.basename(element.get("Type", "")), target)
            )
    return found


def related(archive: Archive, source: str, kind: str) -> str | None:
    """Return the name of the first part that stands in a relationship of `kind` to `source`, None if there is none.

    Raises:
        ReadError: If the relationships are damaged.
    """
    return next((to.target for to in relationships(archive, source) if to.kind == kind), None)


def main_part(archive: Archive) -> str:
    """Return the name of the part that is the document or presentation itself.

    Raises:
        ReadError: If there is none.
    """
    name = related(archive, PACKAGE, "officeDocument")
    if name is None:
        raise ReadError(DAMAGED)
    return name


def core_properties(archive: Archive) -> dict[str, str]:
    """Return what the file says about itself, such as "dc:title" and "dcterms:created".

    Raises:
        ReadError: If the properties are damaged.
    """
    part = related(archive, PACKAGE, "core-properties")
    return {element.tag: element.text or "" for element in archive.xml(part)} if part else {}
