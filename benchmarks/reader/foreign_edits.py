"""Edit a question in any language that the program has words of, as `edits.py` does in English.

Which words ask for what, which tell it, greetings and denials are those of the language's own data; opposites stand in `foreign_words.py`.
"""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from knowledge.languages.language import Language
from knowledge.languages.schema import Asked

sys.path.insert(0, str(Path(__file__).parents[1]))

from reader.foreign_words import OPPOSITES
from reader.rewordings import with_slip
from reader.seen import Seen, swapped

Maker = Callable[[str, Seen, Random, Language], str | None]


def number_changed(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:  # noqa: ARG001 - as all makers
    """Another number for one that stands in the passage."""
    places = [
        found
        for found in re.finditer(r"(?<![\d.,])[1-9]\d*(?![\d.,]*\d)", question)
        if re.search(rf"(?<!\d){found.group()}(?!\d)", seen.text)
    ]
    if not places:
        return None
    found = random.choice(places)
    near = (int(found.group()) + step for step in (-5, -4, -3, -2, 2, 3, 5, 8, 14))
    free = [str(number) for number in near if number > 1 and str(number) not in seen.text]
    return swapped(question, found, random.choice(free)) if free else None


def opposite(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:
    """The last for the first, the south for the north."""
    against = OPPOSITES.get(spoken.code, {})
    places = [
        found
        for word in against
        for found in re.finditer(_word(word, spoken), question)
        if re.search(_word(word, spoken), seen.text)
        and not re.search(_word(against[word], spoken), f"{seen.text} {question}")
    ]
    if not places:
        return None
    found = random.choice(places)
    return swapped(question, found, against[found.group()])


def asked_when(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:  # noqa: ARG001 - as all makers
    """When, for who, where or why, where the passage names no time."""
    asks = spoken.data.asks
    told = [
        word for word in spoken.data.answers.get(Asked.TIME, ()) if len(word) > 1 or not _has_spaces(spoken)
    ]
    if re.search(r"\d", seen.text) or any(
        re.search(_word(word, spoken), seen.text, re.IGNORECASE) for word in told
    ):
        return None
    phrases = (phrase for kind in (Asked.PERSON, Asked.PLACE, Asked.REASON) for phrase in asks[kind])
    for phrase in sorted(phrases, key=len, reverse=True):
        if found := re.search(rf"(?:^|(?<=^¿)){_word(phrase, spoken)}", question, re.IGNORECASE):
            when = asks[Asked.TIME][0]
            return swapped(question, found, when.capitalize() if found.group()[0].isupper() else when)
    return None


def name_swapped(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:
    """Another name, in scripts with capitals; not where all nouns have them."""
    if spoken.data.capitalises_nouns:
        return None
    there = NAME.finditer(question)
    places = [found for found in there if _is_name(found.group()) and found.group() in seen.text]
    if not places:
        return None
    found = random.choice(places)
    long = len(found.group().split())
    free = [
        name
        for name in seen.names
        if len(name.split()) == long
        and not any(part.lower() in seen.words or part in question for part in name.split())
    ]
    return swapped(question, found, random.choice(free)) if free else None


def chatty(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:  # noqa: ARG001 - as all makers
    """What people say before a question or behind it."""
    chatter = spoken.data.chatter
    if chatter is None:
        return None
    if random.random() < 0.5:
        return f"{random.choice(chatter.lead_ins)}{random.choice((', ', ': ', ' '))}{question}"
    return f"{question} {random.choice(chatter.closers)}"


def misspelt(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:  # noqa: ARG001 - as all makers
    """Two letters swapped, one dropped or doubled."""
    long = list(re.finditer(r"[^\W\d_]{5,}", question)) if _has_spaces(spoken) else []
    return with_slip(question, long, random)


def hurried(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:  # noqa: ARG001 - as all makers
    """As it is typed on a phone."""
    return question.lower().strip("?¿؟？;. ") + random.choice(("", "", "?", " ?"))


def keywords(question: str, seen: Seen, random: Random, spoken: Language) -> str | None:  # noqa: ARG001 - as all makers
    """The bare words."""
    if not _has_spaces(spoken):
        return None
    said = [
        question[token.start : token.end]
        for token in spoken.tokens(question)
        if spoken.stem(token.text) not in spoken.function_terms
    ]
    return " ".join(said) if len(said) > 1 else None


NEAR_MISSES: dict[str, tuple[Maker, float]] = {
    "number changed": (number_changed, 2), "opposite": (opposite, 2), "asked when": (asked_when, 1), "name swapped": (name_swapped, 0.15),
}  # fmt: skip
REWORDINGS: dict[str, tuple[Maker, float]] = {
    "chatty": (chatty, 1), "misspelt": (misspelt, 1), "hurried": (hurried, 1), "keywords": (keywords, 0.6),
}  # fmt: skip
NAME = re.compile(
    r"(?<!^)(?<![.?!:\"“¿¡] )(?<![¿¡])\b[^\W\d_a-zß-öø-ÿ]\w*[^\W\d_](?: [^\W\d_a-zß-öø-ÿ]\w*[^\W\d_])*"
)
"""Words that begin with a capital, not at the head of a sentence."""


def names_in(text: str) -> list[str]:
    """Return the names in a text, as their capitals show them."""
    return list(filter(_is_name, NAME.findall(text)))


def made(
    makers: Mapping[str, tuple[Maker, float]], question: str, seen: Seen, random: Random, spoken: Language
) -> tuple[str | None, str]:
    """Return what the first maker that can makes of a question, and its kind."""
    for kind in sorted(makers, key=lambda kind: random.random() ** (1 / makers[kind][1]), reverse=True):
        edit = makers[kind][0](question, seen, random, spoken)
        if edit and edit != question:
            return edit, kind
    return None, ""


def _is_name(text: str) -> bool:
    return all(word[0].isupper() for word in text.split())


def _has_spaces(spoken: Language) -> bool:
    return spoken.data.cut is None


def _word(words: str, spoken: Language) -> str:
    return rf"\b{re.escape(words)}\b" if _has_spaces(spoken) else re.escape(words)
