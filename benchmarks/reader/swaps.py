"""Near misses by one word: a modifier, an opposite, a name, a number, a place, who did it to whom, and whether it is so."""

import re
from itertools import pairwise
from random import Random

from reader.edit_words import (
    BESIDE_A_PLACE,
    BESIDE_AN_OFFICE,
    CONVERSE,
    DAYS,
    FAR_PLACES,
    FUNCTION_WORDS,
    MONTHS,
    NUMBERED,
    NUMBERS,
    OF_AN_OFFICE,
    OFFICES,
    OPPOSITES,
    ORDINALS,
    PLACES,
    SUPERLATIVES,
)
from reader.seen import NAME, Seen, names_in, places_of, swapped, words_of

YES_OR_NO = r"(?i)(do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)\b"


def modifier_added(question: str, seen: Seen, random: Random) -> str | None:
    """The deputy mayor for the mayor, the second largest for the largest, the northern coast for the coast."""
    if not seen.lacks(r"\b(order|rank\w*|list\w*|follow\w*|sort\w*)\b"):
        return None
    choices = []
    for heads, modifiers in (
        (OFFICES, BESIDE_AN_OFFICE),
        (PLACES, BESIDE_A_PLACE),
        (NUMBERED, ORDINALS[1:5]),
        (SUPERLATIVES, ORDINALS[1:4]),
    ):
        free = [word for word in modifiers if word not in seen.words and word not in words_of(question)]
        for found in re.finditer(
            rf"(?<=\b[Tt]he )(?:[a-z]+ )?(?:{'|'.join(heads)})\b(?! of staff)", question
        ):
            is_modified = any(
                word in ORDINALS + OF_AN_OFFICE + BESIDE_A_PLACE for word in words_of(found.group())
            )
            is_one = re.search(r"\bone of the $", question[: found.start()])
            if free and not is_modified and not is_one and found.group().split()[-1] in seen.words:
                choices.append((found, random.choice(free)))
    if not choices:
        return None
    found, word = random.choice(choices)
    return swapped(question, found, f"{word} {found.group()}")


def modifier_changed(question: str, seen: Seen, random: Random) -> str | None:
    """The mayor for the deputy mayor; the third for the first."""
    for found in re.finditer(
        rf"\b({'|'.join(OF_AN_OFFICE)})[ -](?=(?:\w+ )?(?:{'|'.join(OFFICES)})\b)", question
    ):
        if found.group(1) in seen.words:
            return swapped(question, found, "")
    places = [
        found
        for found in places_of(question, ORDINALS)
        if found.group() in seen.words and "time" not in question
    ]
    free = [word for word in ORDINALS[1:5] if word not in seen.words and word not in words_of(question)]
    return swapped(question, random.choice(places), random.choice(free)) if places and free else None


def opposite(question: str, seen: Seen, random: Random) -> str | None:
    """The last for the first, the largest for the smallest."""
    if re.match(YES_OR_NO, question) or re.search(r"\b(and|or|than|between|at (most|least))\b", question):
        return None
    taken = seen.words | set(words_of(question))
    places = [found for found in places_of(question, OPPOSITES) if found.group() in seen.words]
    # "They last for a minute" has no opposite.
    places = [
        found for found in places if found.group() != "last" or question[: found.start()].endswith("the ")
    ]
    places = [found for found in places if OPPOSITES[found.group()] not in taken]
    if not places:
        return None
    found = random.choice(places)
    return swapped(question, found, OPPOSITES[found.group()])


def name_swapped(question: str, seen: Seen, random: Random) -> str | None:
    """Another name of the same shape, of which nothing that is shown holds a word."""
    places = [
        found
        for found in NAME.finditer(question)
        if _shape(found.group())
        and set(words_of(found.group())) <= set(words_of(seen.text))
        and not _is_cut(question, found)
    ]
    random.shuffle(places)
    for found in places:
        taken = seen.words | set(words_of(question))
        same = [
            name
            for name in seen.names
            if _shape(name) == _shape(found.group())
            and not taken & {*words_of(name), *map(_stem, words_of(name))}
        ]
        if same:
            return swapped(question, found, random.choice(same))
    return None


def _is_cut(question: str, name: re.Match[str]) -> bool:
    """Tell whether the name may begin with the word before it, the first of the question."""
    before = question[: name.start()].split()
    return len(before) == 1 and before[0].lower() not in FUNCTION_WORDS and before[0][0].isupper()


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") else word + "s"


def _shape(name: str) -> tuple[str, int] | None:
    """Return what kind of name it looks like and its length in words; None for what is none, such as a month."""
    words = name.split()
    if set(words) & {*MONTHS, *DAYS, "I", "God", "Internet"} or not name[0].isalpha():
        return None
    for kind, pattern in SHAPES.items():
        if re.search(pattern, name):
            return kind, len(words)
    return "name", len(words)


SHAPES = {
    "acronym": r"^[A-Z0-9&.-]{2,}$",
    "body": r"\b(University|College|Company|Corporation|Party|Association|Church|Army|Club|Council|Museum|Institute|Union|Act|Treaty|Law|Society|School|Parliament)\b",
    "place": r"\b(River|Street|City|Island|Islands|Sea|Lake|Mountains?|County|Kingdom|Empire|Republic|Bay|Valley|Park|Palace|States)\b",
    "event": r"\b(War|Battle|Revolution|Games|Cup|Festival|Crusade|Rebellion|Day)\b",
    "people": r"(ish|ese|[^aeiou]ian|ans|ists?|ism|French|Dutch|Greek|German|American|Jewish|European|African|Jews|Turks)$",
    "owner": r"['’]s?$",
}


OPEN_ENDED = r"\b(after|since|before|until|till|by|over|under|least|most|than|between|from|to)( the)? $|[-–]$"
"""Before a number that another one may mean too."""


def number_changed(question: str, seen: Seen, random: Random) -> str | None:
    """Another number, month or day for one that stands in the passage."""
    new: list[tuple[re.Match[str], str]] = []
    for found in re.finditer(r"(?<![.\d])\b(\d[\d,]*)(?=(?:st|nd|rd|th|s)?\b)(?!\.\d|[-–])", question):
        plain = found.group().replace(",", "")
        if not plain.startswith("0") and re.search(rf"\b{plain}(?!\d)", seen.text.replace(",", "")):
            scale = 10 if question[found.end() :].startswith("s") else 1
            near = [int(plain) + scale * step for step in (-5, -4, -3, -2, 2, 3, 5, 8, 14)]
            new.append((found, str(random.choice([number for number in near if number > 1]))))
    for many in (NUMBERS, MONTHS, DAYS):
        there = [found for found in places_of(question, many) if found.group() in seen.text]
        new.extend((found, random.choice(many)) for found in there if found.group() != "May")
    random.shuffle(new)
    for found, number in new:
        if number.lower() not in seen.words and not re.search(OPEN_ENDED, question[: found.start()]):
            return swapped(question, found, number)
    return None


def turned_round(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """Who did it to whom, the other way round."""
    there = set(names_in(f". {seen.text}"))
    if re.search(r"\b(and|than)\b", question):
        return None
    for first, second in pairwise(NAME.finditer(question)):
        between, before = question[first.end() : second.start()], question[: first.start()]
        others = set(between.split()) - set(CONVERSE)
        does_it = len(others) < len(between.split()) and others <= {"the", "to", "into", "from"}
        if (does_it or (between == " to " and before.endswith("from "))) and {
            first.group(),
            second.group(),
        } <= there:
            return f"{before}{second.group()}{between}{first.group()}{question[second.end() :]}"
    return None


NEGATIONS = {
    "did": "didn't",
    "does": "doesn't",
    "do": "don't",
    "can": "can't",
    "could": "couldn't",
    "should": "shouldn't",
}


def negated(question: str, seen: Seen, random: Random) -> str | None:  # noqa: ARG001 - as all makers
    """What did they not do; never where the passage denies something too, nor of what is open or shut."""
    found = re.match(
        rf"(?:What|Which|Who|Where|Why|When|How many)\b(?: [\w'’-]+){{0,3}}? ({'|'.join(NEGATIONS)})\b(?! not)",
        question,
    )
    denied = r"\b(not?|never|without|nor|neither|none|only|but|except|instead|rather|although|however|fail\w*|refus\w*|lack\w*|den\w+|reject\w*|un\w+|im\w+)\b|n['’]t\b"
    if (
        not found
        or not seen.lacks(denied)
        or re.search(rf"{denied}|\b(open|clos\w+|name|term|mean|called|date|year|number|time)\b", question)
    ):
        return None
    return question[: found.start(1)] + NEGATIONS[found.group(1)] + question[found.end(1) :]


def other_place(question: str, seen: Seen, random: Random) -> str | None:
    """The same somewhere else, where the passage says where it is."""
    if re.match(r"How (do|can|to|should|would)\b", question):
        return None
    for found in re.finditer(
        r"\b(in|near|from) ([A-Z]\w+(?: [A-Z]\w+)*)(?=\?|$| when| after| before|,)", question
    ):
        free = [place for place in FAR_PLACES if not set(words_of(place)) & seen.words]
        if (
            set(words_of(found.group(2))) <= set(words_of(seen.text))
            and free
            and (_shape(found.group(2)) or ("",))[0] in ("name", "place")
            and seen.lacks(rf"{found.group(2)}\w")
        ):
            return question[: found.start(2)] + random.choice(free) + question[found.end(2) :]
    return None
