"""Other words for the same question."""

import re
from collections.abc import Sequence
from random import Random

from reader.edit_words import FUNCTION_WORDS, GOODBYES, HELLOS, SYNONYMS
from reader.seen import Seen, swapped


def synonym(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """Another word for one of its words."""
    choices = [
        (found, new) for old, new in SYNONYMS for found in re.finditer(rf"\b{old}\b(?!['’-])", question)
    ]
    return swapped(question, *random.choice(choices)) if choices else None


def order(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """The capital of X is what?"""
    found = re.match(
        r"(What|Who) (is|was|are|were) ((?:the|a|an|his|her|their) [\w'’ -]+ of [\w'’ -]+?)\?*$", question
    )
    if not found or re.search(
        r"\b(\w+ed|that|who|when|for|of|in|on|to|at|made|is|are|was|were|if|from|by|than|do|does|did|as|like|called)$|\b(that|who|when|which|is|was|were|are)\b",
        found.group(3),
    ):
        return None
    subject = found.group(3)
    return f"{subject[0].upper()}{subject[1:]} {found.group(2)} {found.group(1).lower()}?"


def chatty(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """A greeting before it, a please or thanks behind."""
    before, after = random.choice(HELLOS), random.choice(GOODBYES)
    form = random.randrange(3)
    start = (
        question[0].lower() + question[1:]
        if re.match(r"(What|Who|How|When|Where|Why|Which|In|On|At|Is|Are|Do|Does|Did|Can)\b", question)
        else question
    )
    return (
        f"{question.rstrip('?')}{random.choice(('? ', ' ', ', '))}{after}"
        if form == 0
        else before + start
        if form == 1
        else f"{before}{start} {after}"
    )


def misspelt(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """Two letters swapped, one dropped or doubled."""
    return with_slip(question, list(re.finditer(r"\b[a-zA-Z]{5,}\b", question)), random)


def with_slip(question: str, words: Sequence[re.Match[str]], random: Random) -> str | None:
    """Return a question with a slip in one of some words, each of at least three letters; None where there are none."""
    if not words:
        return None
    found = random.choice(words)
    word, at = found.group(), random.randrange(1, len(found.group()) - 1)
    forms = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
    )
    return swapped(question, found, random.choice(forms))


def hurried(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """As it is typed on a phone."""
    return question.lower().rstrip("?. ") + random.choice(("", "", "", "??", " ?"))


def keywords(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """The bare words, now and then with the question word."""
    words = re.findall(r"[\w'’.-]*\w", question)
    asked = [word for word in words if word.lower() in ("when", "where", "who", "why", "how", "many", "much")]
    left = [word for word in words if word.lower() not in FUNCTION_WORDS or word in asked]
    return " ".join(left) if len(left) - len(asked) > 1 and len(left) < len(words) else None
