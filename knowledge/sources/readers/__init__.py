"""One file per format, each a function from bytes to a `Reading`."""

READERS: dict[str, str] = {
    ".txt": "txt",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".doc": "doc",
    ".pptx": "pptx",
    ".ppt": "ppt",
    ".odt": "odt",
    ".odp": "odp",
    ".epub": "epub",
    ".rtf": "rtf",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".xlsb": "xls",
    ".ods": "ods",
    ".ics": "ics",
    ".eml": "eml",
    ".msg": "msg",
    ".mbox": "mbox",
    ".zip": "zip",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".xml": "xml",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".webp": "picture",
    ".bmp": "picture",
}
"""File ending → module in this package that holds `read(content: bytes) -> Reading`.

Names, not functions, so that a format's library is imported only in the child process that needs it.
"""
CONTAINERS = frozenset({".eml", ".mbox", ".msg", ".zip"})
"""Endings of the formats that hold files; their modules have `members(content: bytes)` as well, see `containers`."""
