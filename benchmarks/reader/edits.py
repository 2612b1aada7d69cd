"""Edit a question beside the passage that tells it: into a near miss that the passage does not tell, or into other words that it still tells.

A near miss changes one thing: a modifier, a name, what is asked of it, who did it to whom, a number, whether it is so. It is made only where
the passage shows that it cannot tell the new question: the new word, or any value of the kind now asked for, does not stand in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from reader import foreign_edits
from reader.other_questions import other_attribute, other_time
from reader.rewordings import chatty, hurried, keywords, misspelt, order, synonym
from reader.seen import Maker, Seen, words_of
from reader.swaps import (
    modifier_added,
    modifier_changed,
    name_swapped,
    negated,
    number_changed,
    opposite,
    other_place,
    turned_round,
)

from knowledge.languages.language import Language

TOLD = 0.3
"""Of the edits are other words for the same."""
DRESSED = 0.35
"""Of the near misses are worded as the others are, so that haste and courtesy tell nothing."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited question."""

    question: str
    is_told: bool
    kind: str


NEAR_MISSES: dict[str, tuple[Maker, float]] = {
    "modifier added": (modifier_added, 8), "modifier changed": (modifier_changed, 8), "opposite": (opposite, 2), "name swapped": (name_swapped, 0.2),
    "number changed": (number_changed, 2), "turned round": (turned_round, 8), "negated": (negated, 0.5), "other attribute": (other_attribute, 1),
    "other time": (other_time, 4), "other place": (other_place, 3),
}  # fmt: skip
"""Kind → how it is made, and a weight: the more questions allow it the less, so that the kinds come out about even."""
REWORDINGS: dict[str, tuple[Maker, float]] = {
    "synonym": (synonym, 2), "order": (order, 8), "chatty": (chatty, 1), "misspelt": (misspelt, 1), "hurried": (hurried, 1), "keywords": (keywords, 1),
}  # fmt: skip


def edited(
    question: str,
    candidate: Mapping[str, Any],
    names: Sequence[str],
    random: Random,
    others: Iterable[Mapping[str, Any]] = (),
    spoken: Language | None = None,
) -> Edit | None:
    """Return an edit of a question, or None where none is safe.

    Args:
        question: That the candidate tells.
        candidate: A passage as `examples.py` writes it.
        names: Seen in other questions of the same documents, for entities that are swapped.
        random: Draws the kind and its words.
        others: Candidates that are shown beside it; they must not tell a near miss either.
        spoken: Language of the question if it is not English.
    """
    text = _text(candidate)
    words = frozenset(word for one in (text, *map(_text, others)) for word in words_of(one))
    answer = candidate["statement"][slice(*candidate["tell"])] if candidate.get("tell") else ""
    seen = Seen(text, answer, words, names)
    is_told = random.random() < TOLD
    if spoken:
        makers = foreign_edits.REWORDINGS if is_told else foreign_edits.NEAR_MISSES
        made, kind = foreign_edits.made(
            makers, question, replace(seen, text=" ".join((text, *map(_text, others)))), random, spoken
        )
        return Edit(made, is_told, kind) if made else None
    made, kind = _made(REWORDINGS if is_told else NEAR_MISSES, question, seen, random)
    if made is None:
        return None
    if not is_told and random.random() < DRESSED:
        made = random.choice((hurried, chatty, misspelt))(made, seen, random) or made
    return Edit(made, is_told, kind)


def near_miss(question: str, statements: Sequence[str], random: Random) -> str | None:
    """Return a question that misses one by a word, and that none of some statements tells; None where none is safe.

    Args:
        question: That the first of the statements tells.
        statements: What is found for it.
        random: Draws the kind and its words.
    """
    words = frozenset(word for one in (question, *statements) for word in words_of(one))
    return _made(NEAR_MISSES, question, Seen(f"{question} {statements[0]}", "", words, ()), random)[0]


def _made(
    makers: Mapping[str, tuple[Maker, float]], question: str, seen: Seen, random: Random
) -> tuple[str | None, str]:
    """Return what the first maker that can makes of a question, and its kind."""
    for kind in sorted(makers, key=lambda kind: random.random() ** (1 / makers[kind][1]), reverse=True):
        made = makers[kind][0](question, seen, random)
        if made and made != question:
            return made, kind
    return None, ""


def _text(candidate: Mapping[str, Any]) -> str:
    return " ".join((candidate["statement"], candidate["above"], candidate["before"], *candidate["asks"]))
