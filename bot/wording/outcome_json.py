"""Outcomes as JSON: one object a question, the same form for every program that reads them."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer, Match, NoAnswer, Reason
from knowledge.languages.talk import Talk


def as_json(outcomes: Sequence[Outcome], took_ms: float) -> str:
    """Return what the questions of a message lead to as one line of JSON: the first, and under `more` the others, mostly none.

    `kind` is "answer", "conflict", "no_answer" or "unsure"; of what is no question to the sources it is "talk" or "about" (the bot).

    Characters outside ASCII are escaped, so that no line separator within a text can break the line. `confidence` is how sure the bot is
    that its sources hold an answer. `candidates` holds up to ten matches, best first, whether or not it chose to answer; the confidence
    of each is how sure it is that this one is the answer, and what the threshold asks for; `told` is where the words of its statement begin
    and end, in characters, that tell what was asked; null where there is any doubt which, and of what is not said.
    """
    first, *more = (_told(outcome, took_ms) for outcome in outcomes)
    return json.dumps({**first, "more": more})


def talk_as_json(text: str, talk: Talk, took_ms: float) -> str:
    """Return a message that was no question to the sources, in the same form, as one line of JSON."""
    return json.dumps(
        {
            "question": text,
            "kind": "about" if talk.is_about_the_bot else "talk",
            "talk": talk.value,
            "answered": False,
            "reason": None,
            "confidence": 0.0,
            "threshold": None,
            "took_ms": round(took_ms, 3),
            "understood_as": None,
            "candidates": [],
            "conflicts": [],
            "more": [],
        }
    )


def kind(outcome: Outcome) -> str:
    """Return in a word what is said: "unsure" where several may be meant or an answer was likely, but not found."""
    if isinstance(outcome, NoAnswer):
        return "unsure" if outcome.reason is Reason.NOT_SURE else "no_answer"
    if outcome.ties:
        return "unsure"
    return "conflict" if outcome.conflicts else "answer"


def _told(outcome: Outcome, took_ms: float) -> dict[str, Any]:
    conflicts = outcome.conflicts if isinstance(outcome, Answer) else ()
    return {
        "question": outcome.question.text,
        "kind": kind(outcome),
        "answered": isinstance(outcome, Answer),
        "reason": None if isinstance(outcome, Answer) else outcome.reason.value,
        "confidence": round(outcome.answerability, 6),
        "threshold": outcome.threshold,
        "took_ms": round(took_ms, 3),
        "understood_as": outcome.question.understood_as,
        "candidates": [_candidate(match) for match in outcome.matches],
        "conflicts": [match.fact.id for match in conflicts],
    }


def _candidate(match: Match) -> dict[str, Any]:
    return {
        "fact": match.fact.id,
        "status": match.fact.status.value,
        "is_under_review": match.fact.is_under_review,
        "statement": match.fact.statement,
        "told": match.told,
        "confidence": round(match.confidence, 6),
        "citations": [
            {"source": citation.source, **asdict(citation.locator), "quote": citation.quote}
            for citation in match.fact.citations
        ],
    }
