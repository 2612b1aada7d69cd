"""/why: the last decision, explained to somebody who has never heard of a search engine."""

from collections.abc import Iterator

from bot.reply import Block, Reply, bold, code, paragraph, quote
from bot.wording.answers import Outcome
from bot.wording.figures import either, listed, percent, preset
from bot.wording.translation import apart, between_sentences, spans, text
from knowledge.answering.outcome import Answer, Match, NoAnswer, Reason
from knowledge.languages.language import language
from knowledge.model import Status


def why(outcome: Outcome | None) -> Reply:
    """Explain the last decision to someone who has never heard of a search engine."""
    if outcome is None:
        return Reply((paragraph(text("Ask me something first. Then /why explains how I came to my reply.")),))
    blocks = [paragraph(*spans("You asked: {question}", question=bold(outcome.question.text)))]
    if outcome.question.repairs:
        repairs = listed(
            [
                text("“{written}” as “{read}”", written=repair.written, read=repair.read)
                for repair in outcome.question.repairs
            ]
        )
        blocks.append(paragraph(text("I read {repairs}.", repairs=repairs)))
    asked_in = language(outcome.question.language)
    if not asked_in.is_known:
        blocks.append(
            paragraph(
                text(
                    "It seems to be {language}, which I know by name only: I compared its words as they stand.",
                    language=asked_in.name,
                )
            )
        )
    if not outcome.matches:
        return Reply((*blocks, paragraph(_nothing_matched(outcome))))
    best, *others = outcome.matches
    blocks += [
        *_words(best),
        paragraph(_reading(best)),
        paragraph(decision(outcome)),
    ]
    if isinstance(outcome, NoAnswer):
        blocks += [
            paragraph(text("The nearest I have ({sure}):", sure=percent(best.confidence))),
            short(best),
        ]
    if others:
        blocks += [
            paragraph(text("Next best ({sure}):", sure=percent(others[0].confidence))),
            short(others[0]),
        ]
    return Reply(tuple(blocks))


def _words(match: Match) -> Iterator[Block]:
    """Say which words were found, as they were read."""
    if match.found:
        yield paragraph(text("Found in the fact or around it: {words}.", words=listed(match.found)))
    if match.missing:
        yield paragraph(text("Not found there: {words}.", words=listed(match.missing)))


def _reading(match: Match) -> str:
    """Say whether it was read, and what that showed."""
    if match.verdict is None:
        return text("I went by these words alone, without reading the sentence itself.")
    if match.verdict > 0:
        return text("I also read the sentence with your question in mind. It seems to tell what you asked.")
    return text(
        "I also read the sentence with your question in mind. It does not seem to tell what you asked."
    )


def decision(outcome: Outcome) -> str:
    """Return how sure an answer was, and what came of that."""
    sure = percent(outcome.matches[0].confidence)
    least, name = percent(outcome.threshold), preset(outcome.threshold)
    needed = (
        text("{least} up (“{name}”)", least=least, name=name) if name else text("{least} up", least=least)
    )
    if isinstance(outcome, Answer):
        decision = text(
            "I was {sure} sure that this answers you. I answer from {needed}.", sure=sure, needed=needed
        )
        return between_sentences().join((decision, *_shown_too(outcome)))
    if outcome.unknown:
        return text("Nothing I know mentions {names}, so I held back.", names=either(outcome.unknown))
    if outcome.reason is Reason.NOT_SURE:
        return text(
            "I was {held} sure that my sources hold an answer, but only {sure} sure that the nearest fact answers you. "
            "I answer from {needed}, so I held back.",
            held=percent(outcome.answerability),
            sure=sure,
            needed=needed,
        )
    return text(
        "I was only {sure} sure that the nearest fact answers you. I answer from {needed}, so I held back.",
        sure=sure,
        needed=needed,
    )


def _shown_too(outcome: Answer) -> Iterator[str]:
    if outcome.conflicts:
        if outcome.best.fact.status is Status.APPROVED:
            yield text("Other approved facts say otherwise, so I showed them too.")
        else:
            yield text("Other sources say otherwise, so I showed them too.")
    elif outcome.ties:
        yield text("Something else came close, so I asked you which one you mean.")


def _nothing_matched(outcome: Outcome) -> str:
    if isinstance(outcome, NoAnswer) and outcome.reason is Reason.NO_FACTS:
        return text("I have no facts yet, so there was nothing to look in.")
    if isinstance(outcome, NoAnswer) and outcome.reason is Reason.NO_QUESTION:
        return text("I saw no word in it that I could look up.")
    return text("None of its words stands in anything I know.")


def short(match: Match) -> Block:
    """Return a match in one line, with the way to it."""
    return quote(apart(match.fact.statement), "  ", code(f"/fact {match.fact.id}"))
