"""Chats, interviews and minutes of what was said: who said what, and when."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.languages.language import Language
from knowledge.languages.values import names_contact
from knowledge.model import Kind
from knowledge.sources.shapes.claim import Claim, Context, Found, Unit
from knowledge.sources.shapes.question_answer import labels
from knowledge.sources.shapes.questions import as_question, asks

_FEWEST = 4
"""Turns without times that make a transcript; two people must speak twice."""
_REPLIES = 3
"""Turns after a question that may answer it."""
_NAME = r"[^\W\d_][\w.’'-]*(?:[ ][\w.’'()-]+){0,3}"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_TURN = re.compile(
    rf"^[ \t]*(?P<time>[\[(]?(?:{_DAY},?\s)?{_CLOCK}[\])]?)?\s*(?:[–-]\s*)?(?P<who>{_NAME}):[ \t]+(?P<said>\S.*)$",
    re.MULTILINE,
)
_NOTICE = re.compile(rf"[\[(]?(?:{_DAY},?\s)?{_CLOCK}[\])]?\s*(?:[–-]\s*)?[^:\n]*(?:\n|\Z)")
"""What the program notes between the turns: who came, that all is encrypted."""
_STAMPED = re.compile(rf"[\[(]|{_DAY}")
"""In brackets or with a day: a time that no agenda has."""


@dataclass(frozen=True, slots=True)
class _Turn:
    who: str
    said: str
    start: int
    end: int
    is_stamped: bool


def is_transcript(units: Sequence[Unit], language: Language) -> bool:
    """Tell whether a document is what several people said in turn; "Q:" and "A:" are nobody."""
    label = labels(language)
    turns = [
        turn
        for unit in units
        for turn in _turns(unit)
        if not label.question.match(f"{turn.who}:") and not label.answer.match(f"{turn.who}:")
    ]
    spoken = Counter(turn.who for turn in turns)
    frequent = sum(count > 1 for count in spoken.values())
    if sum(turn.is_stamped for turn in turns) > 1:
        return True
    if any(names_contact(who, language) for who in spoken):  # a list of people
        return False
    running = [unit for unit in units if unit.sentences]
    return len(turns) >= _FEWEST and frequent > 1 and 2 * len(turns) >= len(running)


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return what is said in a unit; a turn that answers the question before it has that for its example question."""
    if not context.is_transcript:
        return None
    if _NOTICE.fullmatch(units[at].text):
        return Found((), 1)
    if not (turns := list(_turns(units[at]))):
        return None
    before = [turn for unit in units[max(at - _REPLIES, 0) : at] for turn in _turns(unit)]
    claims = []
    for position, turn in enumerate(turns, len(before)):
        if asks(turn.said, context.language):
            continue
        asked = _asked([*before, *turns], position, context.language)
        claims.append(Claim(f"{turn.who}: {turn.said}", (turn.start, turn.end), asked))
    return Found(tuple(claims), 1)


def _asked(turns: Sequence[_Turn], position: int, language: Language) -> tuple[str, ...]:
    """Return the question that somebody else asked last, if not much was said since."""
    for turn in reversed(turns[max(position - _REPLIES, 0) : position]):
        if asks(turn.said, language):
            return (as_question(turn.said),) if turn.who != turns[position].who else ()
    return ()


def _turns(unit: Unit) -> Iterator[_Turn]:
    """Yield the turns in a paragraph; lines that begin with no name go on with the turn before."""
    if unit.kind is not Kind.PARAGRAPH:
        return
    found = list(_TURN.finditer(unit.text))
    before = unit.text[: found[0].start()] if found else ""
    if not found or not all(map(_NOTICE.match, before.splitlines())):
        return
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(unit.text)
        said = unit.text[match.start("said") : end].rstrip()
        yield _Turn(
            who=match["who"],
            said=" ".join(said.split()),
            start=unit.start + match.start() + len(match.group()) - len(match.group().lstrip()),
            end=unit.start + match.start("said") + len(said),
            is_stamped=bool(match["time"] and _STAMPED.search(match["time"])),
        )
