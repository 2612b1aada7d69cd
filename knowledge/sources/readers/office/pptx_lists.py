"""The paragraphs of a shape on a slide → blocks: entries of lists with the numbers that PowerPoint gives them."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.numerals import letters, roman
from knowledge.sources.readers.office.pptx_placeholders import Layout, level_of
from knowledge.sources.readers.zipped import whole_number

_TEXTS = frozenset({"a:t", "m:t"})
_SCHEME = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Plain|Period|ParenR|ParenBoth)")
_SIGNS = {"Plain": "{}", "Period": "{}.", "ParenR": "{})", "ParenBoth": "({})"}
_MAX_START = 32_767


def paragraph_blocks(shape: Element, paragraphs: Iterable[Element], layout: Layout) -> Iterator[Block]:
    """Describe the paragraphs of a shape, in their order."""
    counts: dict[int, int] = {}
    for paragraph in paragraphs:
        text = text_of(paragraph)
        if not text.strip():
            continue
        level, bullet = level_of(paragraph), layout.bullet(shape, paragraph)
        counts = {depth: count for depth, count in counts.items() if depth <= level}
        label = ""
        if bullet is not None and bullet.tag == "a:buAutoNum":
            start = whole_number(bullet.get("startAt"), default=1, limit=_MAX_START)
            counts[level] = counts[level] + 1 if level in counts else start
            label = _label(bullet.get("type", ""), counts[level])
        else:
            counts.pop(level, None)
        yield Block(f"{label} {text}" if label else text, Kind.PARAGRAPH if bullet is None else Kind.ITEM)


def _label(scheme: str, number: int) -> str:
    match = _SCHEME.fullmatch(scheme)
    if match is None:
        return f"{number}."
    numeral = letters(number) if match[1].startswith("alpha") else roman(number)
    numeral = str(number) if match[1] == "arabic" else numeral.upper() if match[1].endswith("Uc") else numeral
    return _SIGNS[match[2]].format(numeral)


def text_of(paragraph: Element) -> str:
    """Return the text of a paragraph, its line breaks kept."""
    return "".join(
        "\n" if element.tag == "a:br" else element.text or ""
        for element in paragraph.iter()
        if element.tag in _TEXTS or element.tag == "a:br"
    )
