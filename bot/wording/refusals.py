"""What is said where there is no answer: why, what was searched, and what could be asked instead."""

from collections.abc import Iterable, Iterator

from bot.reply import Block, Choice, Listing, Reply, bold, code, paragraph
from bot.wording.answers import candidate, topic_choice, understood_as
from bot.wording.figures import Scope, both, either, searched
from bot.wording.translation import between_sentences, spans, text
from knowledge.answering.outcome import NoAnswer, Reason
from knowledge.languages.folding import fold
from knowledge.languages.language import language

_NEAR = 3
"""Matches that a refusal looks at for something to offer."""
_ALMOST = 0.5
"""Share of the threshold from which on it shows a match, as one of those that may be meant."""
_NAMED = 2
"""Words that a match may lack for them to be named."""


def refusal(outcome: NoAnswer, scope: Scope, near_topics: int, gap_id: int | None = None) -> Reply:
    """Say that there is no answer, what was searched, and what could be asked instead.

    Args:
        outcome: Why there is none.
        scope: What was searched.
        near_topics: How many topics to offer at most.
        gap_id: The question among those without an answer, if it may be passed on to a person.
    """
    match outcome.reason:
        case Reason.NO_QUESTION:
            opening = paragraph(text("Ask me something in a few words, and I will look it up."))
        case Reason.NO_FACTS:
            return nothing_yet()
        case Reason.NOT_SURE:
            may = text("My sources may say it, but I cannot tell where.")
            opening = _opening(text("I am not sure."), may, *_lacking(outcome))
        case Reason.NOT_COMPARED:
            can = text("I can tell what a single row of a table says, such as:")
            opening = _opening(text("I don't compare or count."), can)
        case Reason.NOTHING_FOUND | Reason.UNKNOWN_NAME | Reason.NOT_IN_SOURCES:
            lacking = (
                [text("They don't mention {names}.", names=either(outcome.unknown))]
                if outcome.unknown
                else []
            )
            where = text("I searched {scope}.", scope=searched(scope))
            opening = _opening(text("Not in my sources."), *lacking, where)
    blocks: list[Block | Listing] = [opening, *understood_as(outcome.question)]
    is_near = outcome.reason in (Reason.NOT_SURE, Reason.NOT_COMPARED)
    least = 0.0 if is_near else _ALMOST * outcome.threshold
    close = [match for match in outcome.matches[:_NEAR] if match.confidence >= least]
    if close:
        if outcome.reason is not Reason.NOT_COMPARED:
            blocks.append(paragraph(text("Perhaps you mean one of these:")))
        blocks += [Listing(tuple(candidate(match, scope.sources) for match in close))]
    shown = {ask for match in close for ask in match.fact.asks}  # a question above an answer is its topic
    topics = [topic for topic in outcome.topics if topic not in shown]
    choices = [topic_choice(topic) for topic in topics[:near_topics]]
    if choices:
        blocks.append(paragraph(text("You could ask about:")))
    person = [Choice(text("Ask a person"), f"/ask_person {gap_id}")] if gap_id is not None else []
    return Reply(tuple(blocks), (*choices, *person))


def _opening(verdict: str, *sentences: str) -> Block:
    space = between_sentences()
    return paragraph(bold(verdict), f"{space}{space.join(sentences)}")


def _lacking(outcome: NoAnswer) -> Iterator[str]:
    """Name what the nearest match says nothing of, where it speaks of the rest of what was asked."""
    nearest = outcome.matches[0]
    without_content = language(outcome.question.language).data.function_words.issuperset
    if nearest.found and 0 < len(nearest.missing) <= _NAMED and not without_content(map(fold, nearest.found)):
        yield text(
            "The nearest speaks of {found}, but not of {missing}.",
            found=both(_quoted(nearest.found)),
            missing=either(_quoted(nearest.missing)),
        )


def _quoted(words: Iterable[str]) -> list[str]:
    return [text("“{words}”", words=word) for word in words]


def nothing_yet() -> Reply:
    """Say that there are no sources, and how to give some."""
    return Reply(
        (
            paragraph(text("I have no sources yet.")),
            paragraph(
                *spans("Put documents into the folder {folder}, then ask me again.", folder=code("sources"))
            ),
        )
    )
