"""/why: the last decision, explained to somebody who has never heard of a search engine."""

from collections.abc import Iterator

from bot.reply import Block, Reply, bold, code, paragraph, quote
from bot.wording.answers import Outcome
from bot.wording.figures import either, percent, preset
from knowledge.answering.outcome import Answer, Match, NoAnswer, Question, Reason
from knowledge.languages.language import language


def why(outcome: Outcome | None) -> Reply:
    """Explain the last decision to someone who has never heard of a search engine."""
    if outcome is None:
        return Reply((paragraph("Ask me something first. Then /why explains how I came to my reply."),))
    blocks = [paragraph("You asked: ", bold(outcome.question.text))]
    if outcome.question.repairs:
        repairs = ", ".join(f"“{repair.written}” as “{repair.read}”" for repair in outcome.question.repairs)
        blocks.append(paragraph(f"I read {repairs}."))
    asked_in = language(outcome.question.language)
    if not asked_in.is_known:
        blocks.append(
            paragraph(
                f"It seems to be {asked_in.name}, which I know by name only: I compared its words as they stand."
            )
        )
    if not outcome.matches:
        return Reply((*blocks, paragraph(_nothing_matched(outcome))))
    best, *others = outcome.matches
    blocks += [*_words(best, outcome.question), paragraph(_reading(best)), paragraph(_decision(outcome))]
    if isinstance(outcome, NoAnswer):
        blocks += [paragraph(f"The nearest I have ({percent(best.confidence)}):"), _short(best)]
    if others:
        blocks += [paragraph(f"Next best ({percent(others[0].confidence)}):"), _short(others[0])]
    return Reply(tuple(blocks))


def _words(match: Match, question: Question) -> Iterator[Block]:
    """Say which words were found, as they were read."""
    read = {repair.written.lower(): repair.read for repair in question.repairs}
    found, missing = (
        ", ".join(read.get(word.lower(), word) for word in words) for words in (match.found, match.missing)
    )
    if found:
        yield paragraph(f"Found in the fact or around it: {found}.")
    if missing:
        yield paragraph(f"Not found there: {missing}.")


def _reading(match: Match) -> str:
    """Say whether it was read, and what that showed."""
    if match.verdict is None:
        return "I went by these words alone, without reading the sentence beside your question."
    told = "It seems to tell" if match.verdict > 0 else "It does not seem to tell"
    return f"I also read the sentence beside your question. {told} what you asked."


def _decision(outcome: Outcome) -> str:
    sure = percent(outcome.matches[0].confidence)
    name = preset(outcome.threshold)
    needed = f"{percent(outcome.threshold)} up" + (f" (“{name}”)" if name else "")
    if isinstance(outcome, Answer):
        also = ""
        if outcome.conflicts:
            also = " Other approved facts say otherwise, so I showed them too."
        elif outcome.ties:
            also = " Something else came close, so I asked you which one you mean."
        return f"I was {sure} sure that this answers you. I answer from {needed}.{also}"
    if outcome.unknown:
        return f"Nothing I know mentions {either(outcome.unknown)}, so I held back."
    held_back = f"only {sure} sure that the nearest fact answers you. I answer from {needed}, so I held back."
    if outcome.reason is Reason.NOT_SURE:
        return f"I was {percent(outcome.answerability)} sure that my sources hold an answer, but {held_back}"
    return f"I was {held_back}"


def _nothing_matched(outcome: Outcome) -> str:
    if isinstance(outcome, NoAnswer) and outcome.reason is Reason.NO_FACTS:
        return "I have no facts yet, so there was nothing to look in."
    if isinstance(outcome, NoAnswer) and outcome.reason is Reason.NO_QUESTION:
        return "I saw no word in it that I could look up."
    return "None of its words stands in anything I know."


def _short(match: Match) -> Block:
    return quote(match.fact.statement, "  ", code(f"/fact {match.fact.id}"))
