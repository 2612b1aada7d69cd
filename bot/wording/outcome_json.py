"""Outcomes as JSON: one object a question, the same form for every program that reads them."""

import json
from dataclasses import asdict
from typing import Any

from bot.wording.answers import Outcome
from knowledge.answering.outcome import Answer, Match


def as_json(outcome: Outcome, took_ms: float) -> str:
    """Return an outcome as one line of JSON.

    Characters outside ASCII are escaped, so that no line separator within a text can break the line. `confidence` is how sure the bot is
    that its sources hold an answer. `candidates` holds up to ten matches, best first, whether or not it chose to answer; the confidence
    of each is how sure it is that this one is the answer, and what the threshold asks for.
    """
    answered = isinstance(outcome, Answer)
    return json.dumps(
        {
            "question": outcome.question.text,
            "answered": answered,
            "reason": None if isinstance(outcome, Answer) else outcome.reason.value,
            "confidence": round(outcome.answerability, 6),
            "threshold": outcome.threshold,
            "took_ms": round(took_ms, 3),
            "understood_as": outcome.question.understood_as,
            "candidates": [_candidate(match) for match in outcome.matches],
            "conflicts": [match.fact.id for match in outcome.conflicts]
            if isinstance(outcome, Answer)
            else [],
        }
    )


def _candidate(match: Match) -> dict[str, Any]:
    return {
        "fact": match.fact.id,
        "status": match.fact.status.value,
        "statement": match.fact.statement,
        "confidence": round(match.confidence, 6),
        "citations": [
            {"source": citation.source, **asdict(citation.locator), "quote": citation.quote}
            for citation in match.fact.citations
        ],
    }
