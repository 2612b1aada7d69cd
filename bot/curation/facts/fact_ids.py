"""Ids for facts that come from the chat: words of what they say, so that whoever reads the file knows them by it."""

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count, filterfalse

from knowledge.facts.curated import DRAFT_PREFIX
from knowledge.languages.detection import surely
from knowledge.languages.language import FALLBACK, language

_WORDS = 5
_LONGEST = 40
"""Characters; an id may have 64, of which a number takes some."""


def readable_id(statement: str, is_taken: Callable[[str], bool]) -> str:
    """Return an id made of the first words that say something, with a number where it is taken.

    Args:
        statement: What the fact says.
        is_taken: Tells whether an id is.
    """
    name = _name(statement)
    return next(filterfalse(is_taken, chain([name], (f"{name}-{number}" for number in count(2)))))


def _name(statement: str) -> str:
    spoken = language(surely(statement) or FALLBACK)
    words = re.findall(r"\w+", unicodedata.normalize("NFC", statement).lower())
    telling = [word for word in words if word not in spoken.data.function_words] or words
    name = "-".join(telling[:_WORDS])[:_LONGEST].strip("-_") or "fact"
    return f"fact-{name}" if name.startswith(DRAFT_PREFIX) else name
