"""Numbers of clauses, headings, steps and appendices: where "clause 2.1", "§ 3 (2)", "step 4" or "appendix B" is."""

import re
from functools import cache

from knowledge.languages.language import Language
from knowledge.model import Document, Kind, Passage

_NUMBER = r"(?:\d{1,4}(?:\.\d{1,3}){0,5}[a-z]?|[A-Z]|[IVXLC]{1,6})"
_BARE = re.compile(
    r"(?:(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,5})\.?(?=\s)|(?P<plain>\d{1,3})[.)](?=\s)|\((?P<inner>\w{1,4})\)(?=\s)|§+\s?(?P<sign>\d{1,4}[a-z]?))"
)
_SUB = re.compile(r"\s*\((\w{1,4})\)|\s*(?:abs\.?|absatz|para\.?|nr\.?|no\.?)\s*(\d{1,3})", re.IGNORECASE)


@cache
def _named(language: Language) -> re.Pattern[str]:
    words = sorted(set(language.shapes.clause), key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?:(?:{'|'.join(map(re.escape, words))})\.?\s+|§+\s?)(?P<number>{_NUMBER})(?!\w)",
        re.IGNORECASE,
    )


def asked(text: str, language: Language) -> tuple[int, int, str] | None:
    """Return (start, end, key) of the part of a document that a question names, or None.

    Args:
        text: A question.
        language: Its own.
    """
    match = _named(language).search(text)
    if not match:
        return None
    key, end = match["number"], match.end()
    while sub := _SUB.match(text, end):
        key, end = f"{key}.{sub[1] or sub[2]}", sub.end()
    return match.start(), end, key.lower()


def number(document: Document, passage: Passage, language: Language) -> str:
    """Return the key of the number that a passage has in its document, such as "2.1" or "3.2" for § 3 (2); empty without one."""
    own = _own(document, passage, language)
    if not own:
        return _of_heading(passage, language) if passage.kind is not Kind.HEADING else ""
    is_inner = own.startswith("(")
    above = _of_heading(passage, language) if is_inner else ""
    key = own.strip("()")
    return (f"{above}.{key}" if above else key).lower()


def _own(document: Document, passage: Passage, language: Language) -> str:
    """Return the number at the beginning of a passage, or before it on its line; one in brackets keeps them."""
    line = document.text.rfind("\n", 0, passage.start) + 1
    text = document.text[line : passage.end][:80]
    return _leading(text.lstrip(), language)


def _leading(text: str, language: Language) -> str:
    if match := _BARE.match(text):
        inner = match["inner"]
        return f"({inner})" if inner else match["dotted"] or match["plain"] or match["sign"]
    match = _named(language).match(text)
    return match["number"] if match else ""


def _of_heading(passage: Passage, language: Language) -> str:
    for heading in reversed(passage.heading):
        if found := _leading(heading, language):
            return found.strip("()").lower()
    return ""
