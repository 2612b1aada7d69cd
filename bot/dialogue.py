"""Who + text → `Reply`: questions, slash commands, and what was said before. Knows no Telegram."""

import logging
import time
from collections import OrderedDict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from rapidfuzz import process

from bot import listing, wording
from bot.commands import COMMANDS
from bot.commands.command import Audience, Command, Context
from bot.config import Config
from bot.reply import Reply
from bot.wording import Outcome, Scope
from knowledge.base import KnowledgeBase
from knowledge.model import Answer

log = logging.getLogger(__name__)

_REMEMBERED = 1000
"""People whose last question is kept for /why."""


class Dialogue:
    """A conversation with any number of people, one message at a time."""

    def __init__(self, base: KnowledgeBase, config: Config, admins: AbstractSet[str] = frozenset()) -> None:
        self._base = base
        self._config = config
        self._admins = admins
        self._last: OrderedDict[str, Outcome] = OrderedDict()

    def reply(self, who: str, text: str) -> Reply:
        """Return the reply to a message of the person `who`, a slash command or a question."""
        text = text.strip()
        return self._obey(who, text) if text.startswith("/") else self._answer(who, text)

    def commands(self, who: str) -> tuple[Command, ...]:
        """Return the commands that a person may use, in the order of the help."""
        is_admin = who in self._admins
        return tuple(c for c in COMMANDS.values() if is_admin or c.audience is Audience.EVERYONE)

    def _answer(self, who: str, text: str) -> Reply:
        started = time.perf_counter()
        outcome = self._base.ask(text)
        self._log(outcome, (time.perf_counter() - started) * 1000)
        self._remember(who, outcome)
        if isinstance(outcome, Answer):
            return wording.answer(outcome, self._scope().sources)
        return wording.refusal(outcome, self._scope(), self._config.near_topics)

    def _obey(self, who: str, text: str) -> Reply:
        called, *rest = text.split(maxsplit=1)
        argument = rest[0] if rest else ""
        known = {f"/{command.name}": command for command in self.commands(who)}
        command = known.get(called.lower())
        if command is None:
            return _unknown(called, argument, known)
        if not command.accepts(argument):
            return listing.usage(command.usage, command.summary)
        context = Context(self._base, self._config, self._scope(), self._last.get(who), tuple(known.values()))
        return command.run(context, argument)

    def _scope(self) -> Scope:
        sources = {summary.source: summary for summary in self._base.sources()}
        _, facts = self._base.facts(limit=1)
        return Scope(sources, facts, self._base.refreshed_at)

    def _remember(self, who: str, outcome: Outcome) -> None:
        self._last[who] = outcome
        self._last.move_to_end(who)
        if len(self._last) > _REMEMBERED:
            self._last.popitem(last=False)

    def _log(self, outcome: Outcome, took_ms: float) -> None:
        question = repr(outcome.question.text) if self._config.log_questions else "A question"
        verdict = "answered" if isinstance(outcome, Answer) else outcome.reason.value
        best = "no match"
        if outcome.matches:
            best = f"{outcome.matches[0].fact.id} at {outcome.matches[0].confidence:.2f}"
        log.info("%s: %s, %s, %.1f ms", question, verdict, best, took_ms)


def _unknown(called: str, argument: str, known: Mapping[str, Command]) -> Reply:
    near = process.extractOne(called.lower(), list(known), score_cutoff=60)
    if near is None:
        return listing.unknown(called)
    nearest = known[near[0]]
    return listing.misspelt(called, nearest.usage, f"/{nearest.name} {argument}".strip())
