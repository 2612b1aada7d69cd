"""What Word and Excel files share: parts that refer to one another, and core properties."""

import posixpath

from knowledge.sources.readers.zipped import Archive

PACKAGE = ""
"""The file itself, as the source of relationships."""


def related(archive: Archive, source: str, kind: str) -> str | None:
    """Return the name of the part that stands in a relationship to `source`, None if there is none.

    Args:
        archive: The file.
        source: Name of a part, or `PACKAGE`.
        kind: Last word of the relationship's type, such as "styles".

    Raises:
        ReadError: If the relationships are damaged.
    """
    folder, name = posixpath.split(source)
    relationships = posixpath.join(folder, "_rels", f"{name}.rels")
    if relationships not in archive:
        return None
    for relationship in archive.xml(relationships):
        if relationship.get("Type", "").endswith(f"/{kind}") and relationship.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", "")))
            return target.lstrip("/") if target.lstrip("/") in archive else None
    return None


def core_properties(archive: Archive) -> dict[str, str]:
    """Return what the file says about itself, such as "dc:title" and "dcterms:created".

    Raises:
        ReadError: If the properties are damaged.
    """
    part = related(archive, PACKAGE, "core-properties")
    return {element.tag: element.text or "" for element in archive.xml(part)} if part else {}
