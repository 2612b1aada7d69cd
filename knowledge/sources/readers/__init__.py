"""One file per format, in rooms by family, each a function from bytes to a `Reading`; what all share stands beside them."""

READERS: dict[str, str] = {
    ".txt": "text.txt",
    ".md": "text.markdown",
    ".markdown": "text.markdown",
    ".html": "web.html",
    ".htm": "web.html",
    ".pdf": "pdf.pdf",
    ".docx": "office.docx",
    ".doc": "office.doc",
    ".pptx": "office.pptx",
    ".ppt": "office.ppt",
    ".odt": "office.odt",
    ".odp": "office.odp",
    ".epub": "web.epub",
    ".rtf": "text.rtf",
    ".csv": "text.csv",
    ".tsv": "text.csv",
    ".xlsx": "sheets.xlsx",
    ".xlsm": "sheets.xlsx",
    ".xls": "sheets.xls",
    ".xlsb": "sheets.xls",
    ".ods": "sheets.ods",
    ".ics": "mail.ics",
    ".eml": "mail.eml",
    ".msg": "mail.msg",
    ".mbox": "mail.mbox",
    ".zip": "zip",
    ".json": "text.json",
    ".jsonl": "text.json",
    ".ndjson": "text.json",
    ".xml": "text.xml",
    ".srt": "text.subtitles",
    ".vtt": "text.subtitles",
    ".png": "pdf.picture",
    ".jpg": "pdf.picture",
    ".jpeg": "pdf.picture",
    ".tif": "pdf.picture",
    ".tiff": "pdf.picture",
    ".webp": "pdf.picture",
    ".bmp": "pdf.picture",
}
"""File ending → module below this package that holds `read(content: bytes) -> Reading`.

Names, not functions, so that a format's library is imported only in the child process that needs it.
"""
CONTAINERS = frozenset({".eml", ".mbox", ".msg", ".zip"})
"""Endings of the formats that hold files; their modules have `members(content: bytes)` as well, see `containers`."""


def format_of(ending: str) -> str:
    """Return the name of the format of an ending in `READERS`, such as "markdown" for ".md"."""
    return READERS[ending].rpartition(".")[2]
