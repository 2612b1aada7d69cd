"""Web pages: the main text, without what belongs to the site."""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from knowledge.sources.readers.blocks import Reading, assemble
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.metadata import first_date, language_code, sensible_title
from knowledge.sources.readers.titles import printed_title
from knowledge.sources.readers.web.boilerplate import drop_boilerplate
from knowledge.sources.readers.web.elements import blocks, parse

_META_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w:-]{2,40})""", re.IGNORECASE)
_META_CHARSET_WITHIN = 4096
"""Bytes; the HTML standard asks for the first 1024."""
_BROWSER_ENCODINGS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
}
"""What browsers take a declared encoding for, since pages declare less than they use."""
_DAMAGE_FORGIVEN = 1000
"""A page may hold one undecodable byte in this many characters."""
_DATES = (
    "meta[property='article:published_time']",
    "meta[itemprop=datePublished]",
    "meta[name=date i]",
    "meta[name='dc.date' i]",
    "meta[name='dcterms.date' i]",
    "meta[name='dc.date.issued' i]",
    "meta[name=pubdate i]",
    "[itemprop=datePublished]",
    "time[pubdate]",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
)
"""Where pages say when they were published, the most reliable first."""
_TITLE_PARTS = re.compile(r"\s+[|–—·»:]{1,2}\s+|\s+-\s+")


def read(content: bytes) -> Reading:
    """Read a web page.

    Raises:
        ReadError: If its characters cannot be told or its elements nest too deep.
    """
    page = parse(_decode(content))
    title, date, language = _title(page), first_date(_dates(page)), _language(page)
    if page.body is None:
        return Reading("", ())
    drop_boilerplate(page.body)
    found = list(blocks(page.body))
    text, passages = assemble(found)
    return Reading(
        text, passages, title=title or sensible_title(printed_title(found)), date=date, language=language
    )


def _decode(content: bytes) -> str:
    """Return the characters of a page: as a byte-order mark says, as the page says, or as they look."""
    declared = _META_CHARSET.search(content[:_META_CHARSET_WITHIN])
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if declared and not marked:
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            text = content.decode(_BROWSER_ENCODINGS.get(encoding, encoding), errors="replace")
        except (LookupError, ValueError):  # no encoding, or none of text
            return decode(content)
        if text.count("\ufffd") * _DAMAGE_FORGIVEN <= len(text):
            return text
    return decode(content)


def _title(page: LexborHTMLParser) -> str:
    headlines = page.css("h1")
    headline = " ".join(headlines[0].text().split()) if len(headlines) == 1 else ""
    titled = page.css_first("head title")
    titles = [_meta(page, "meta[property='og:title']"), titled.text() if titled is not None else ""]
    is_title = any(headline in " ".join(title.split()) for title in titles)
    return sensible_title(headline if is_title else "", *map(_without_site, titles), headline)


def _without_site(title: str) -> str:
    """Return a title without the name of the site, which mostly follows it and seldom is much longer."""
    first, *others = _TITLE_PARTS.split(title)
    longest = max(others, key=len, default="")
    return longest if len(longest) > 2 * len(first) else first


def _dates(page: LexborHTMLParser) -> Iterator[str | None]:
    for selector in _DATES:
        for node in page.css(selector):
            yield node.attributes.get("content") or node.attributes.get("datetime") or node.text()
    for script in page.css("script[type='application/ld+json']"):
        yield from re.findall(r'"datePublished"\s*:\s*"([^"]+)"', script.text())


def _language(page: LexborHTMLParser) -> str:
    html = page.css_first("html")
    attributes = html.attributes if html is not None else {}
    return (
        language_code(attributes.get("lang"))
        or language_code(attributes.get("xml:lang"))
        or language_code(_meta(page, "meta[http-equiv=content-language i]"))
        or language_code(_meta(page, "meta[property='og:locale']"))
    )


def _meta(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    return (node.attributes.get("content") or "") if node is not None else ""
