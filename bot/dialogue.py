"""Who + text → `Reply`: questions, follow-ups, slash commands. Knows no Telegram."""

import datetime as dt
import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.commands.command import Command
from bot.commands.context import Context, carry_out
from bot.commands.table import COMMANDS, called
from bot.config.schema import Config
from bot.conversation import chatter, company, conversation, last_answer, prompted, small_talk
from bot.conversation.company import Company
from bot.conversation.last_answer import Remark
from bot.conversation.meaning import meaning
from bot.conversation.small_talk import SmallTalk
from bot.home import Home
from bot.reply import Reply, SlowReply
from bot.speaker import Speaker
from bot.state.prompts import Prompt
from bot.state.state import State
from bot.state.turns import Turn
from bot.wording import answers, introduction, prompts, refusals, upload_receipts
from bot.wording.answers import Outcome
from bot.wording.direction import without_isolates
from bot.wording.figures import Scope
from bot.wording.outcome_json import kind
from bot.wording.translation import ENGLISH, in_language, speaking, spoken
from knowledge.answering.outcome import Answer, NoAnswer, Reason
from knowledge.base import KnowledgeBase
from knowledge.languages.detection import surely
from knowledge.languages.folding import well_formed

log = logging.getLogger(__name__)

_FOLLOW_UP = dt.timedelta(minutes=5)
"""How long after a question what is said may still be about it."""
_MOST_QUESTIONS = 5
"""Questions of a message that are answered at once, so that nobody keeps the others waiting."""
_ADD = "/add"
_LONGEST_QUESTION = 200
"""Characters of a message that is passed on beyond which it is taken for a text, whatever it asks."""
_NEAR_ENOUGH = 0.66
"""Share of a command's letters that must be typed right for it to be guessed: two of three."""


def worded(
    outcomes: Sequence[Outcome] | SmallTalk, base: KnowledgeBase, config: Config, language: str = ENGLISH
) -> Reply:
    """Return what is said to somebody of whom nothing is kept.

    Args:
        outcomes: What each question of a message leads to, or what else it is.
        base: What there is to answer from.
        config: The settings.
        language: The one to say it in, where what they say does not show its own.
    """
    said = outcomes.text if isinstance(outcomes, SmallTalk) else outcomes[0].question.text
    return in_language(_written_in(said) or language, partial(_worded, outcomes, base, config))


def _worded(outcomes: Sequence[Outcome] | SmallTalk, base: KnowledgeBase, config: Config) -> Reply:
    scope = _scope(base)
    if isinstance(outcomes, SmallTalk):
        return company.reply(outcomes, Company(base, config, scope))
    near_topics = _near_topics(outcomes, config)
    told = [
        answers.answer(outcome, scope.sources)
        if isinstance(outcome, Answer)
        else refusals.refusal(outcome, scope, near_topics)
        for outcome in outcomes
    ]
    return answers.several([outcome.question.text for outcome in outcomes], told)


class Dialogue:
    """A conversation with any number of people, one message at a time."""

    def __init__(self, base: KnowledgeBase, config: Config, home: Home, state: State) -> None:
        self._base = base
        self._config = config
        self._home = home
        self._state = state

    def reply(self, speaker: Speaker, text: str, *, is_picked: bool = False) -> Reply | SlowReply:
        """Return the reply to a message, a slash command or a question, or work that leads to it; in the speaker's language.

        To be called in the thread that opened the state; the work may be done in any other.

        Args:
            speaker: Who says it.
            text: What they say.
            is_picked: Whether it was offered to them to be picked, so that it says nothing about their language.
        """
        text = without_isolates(well_formed(text)).strip()
        prompt = None if is_picked else self._prompt(speaker, text)
        completed = self._completed(speaker, text, prompt) if prompt else ""
        is_own = not (is_picked or completed or speaker.passes_on)
        language = self._language(speaker, text if is_own else "")
        text = completed or text
        with speaking(language):
            if text.startswith("/"):
                reply = self._obey(speaker, text)
            elif speaker.passes_on and speaker.is_admin:
                reply = self._passed_on(speaker, text)
            else:
                reply = self._converse(speaker, text)
                if prompt and prompted.leaves_waiting(text, prompt):
                    reply = replace(reply, blocks=(*reply.blocks, prompts.still_waiting()))
        if isinstance(reply, Reply):
            return replace(reply, language=language)
        return partial(in_language, language, reply)

    def begin(self, speaker: Speaker) -> None:
        """Begin a conversation, in a place where each has a beginning: none before it is gone on from."""
        self._state.prompts.close(speaker.origin)
        self._state.turns.forget(speaker.origin.user_id)

    def shown(self, speaker: Speaker, reply: Reply) -> None:
        """Note what a reply waits for that somebody has been shown, in a place whose messages have no numbers."""
        if reply.completes:
            self._state.prompts.record(speaker.origin, reply.completes, asks=reply.is_prompt)

    def _prompt(self, speaker: Speaker, text: str) -> Prompt | None:
        """Return what waits for words that a message may be."""
        found = (
            None if text.startswith("/") else self._state.prompts.found(speaker.origin, speaker.replied_to)
        )
        return found if found and (found.is_answered or not speaker.is_in_group) else None

    def _completed(self, speaker: Speaker, text: str, prompt: Prompt) -> str:
        """Return the command that a message completes, or the one to cancel it; empty where it is a message of its own."""
        if prompted.is_cancelled(text):
            return "/cancel"
        command, _ = called(prompt.command)
        takes_questions = command is not None and command.takes_questions
        if not prompted.completes(text, prompt, takes_questions=takes_questions):
            return ""
        self._state.prompts.complete(speaker.origin, prompt)
        return f"{prompt.command} {text}"

    def _language(self, speaker: Speaker, written: str) -> str:
        """Return the language to reply in, and keep it for what that person presses or types next."""
        user_id = speaker.origin.user_id
        known = self._state.languages.of(user_id)
        shown = _written_in(written)
        if shown and shown != known:
            self._state.languages.note(user_id, shown)
        return shown or known or spoken(speaker.language) or spoken(self._base.language) or ENGLISH

    def commands(self, *, is_admin: bool) -> tuple[Command, ...]:
        """Return the commands that help and menus show to a person, in their order."""
        return tuple(
            command
            for command in COMMANDS.values()
            if command.is_listed and command.is_for(is_admin=is_admin)
        )

    def _passed_on(self, speaker: Speaker, text: str) -> Reply | SlowReply:
        """Make a document of a message that an admin passes on; where it may be a question, answer it and offer to."""
        if len(text) > _LONGEST_QUESTION:
            return self._obey(speaker, _ADD)
        if small_talk.recognised(text, self._base):
            return self._converse(speaker, text)
        if not chatter.asks(text):
            return self._obey(speaker, _ADD)
        reply = self._converse(speaker, text)
        return replace(reply, choices=(*reply.choices, upload_receipts.keep_it(_ADD)))

    # --- questions -------------------------------------------------------------------------------

    def _converse(self, speaker: Speaker, text: str) -> Reply:
        """Return the reply to a message; each of its questions is answered."""
        before = self._before(speaker)
        meant = meaning(text, self._base, before)
        if isinstance(meant, Remark):
            sources = _scope(self._base).sources
            return last_answer.reply(meant, self._base, self._state, speaker.origin, sources)
        if isinstance(meant, SmallTalk):
            last_question = before[-1].question if before else ""
            told = Company(
                self._base, self._config, _scope(self._base), last_question, may_pass_on=not speaker.is_admin
            )
            return company.reply(meant, told, is_in_group=speaker.is_in_group)
        started = time.perf_counter()
        outcomes = conversation.ask_all(self._base, meant[:_MOST_QUESTIONS], before)
        took_ms = (time.perf_counter() - started) * 1000 / len(outcomes)
        near_topics = _near_topics(outcomes, self._config)
        replies = [self._told(speaker, outcome, took_ms, near_topics) for outcome in outcomes]
        asked = [outcome.question.text for outcome in outcomes]
        return answers.several(asked, replies, left=meant[_MOST_QUESTIONS:])

    def _told(self, speaker: Speaker, outcome: Outcome, took_ms: float, near_topics: int) -> Reply:
        self._log(outcome, took_ms)
        self._state.turns.remember(conversation.turn(outcome), speaker.origin)
        self._count(outcome)
        scope = _scope(self._base)
        if isinstance(outcome, Answer):
            reply = answers.answer(outcome, scope.sources)
            choices = answers.steps(
                outcome,
                scope.sources,
                sends_files=self._config.send_files,
                curates=speaker.curates and not self._home.is_sample,
            )
            is_one = not (outcome.ties or outcome.conflicts)
            return replace(reply, choices=choices, fact_id=outcome.best.fact.id if is_one else "")
        return refusals.refusal(outcome, scope, near_topics, self._gap(speaker, outcome))

    def _count(self, outcome: Outcome) -> None:
        """Keep what came of a question, without its words and without who asked."""
        if isinstance(outcome, NoAnswer) and outcome.reason is Reason.NO_QUESTION:
            return
        best = outcome.matches[0] if outcome.matches else None
        self._state.asked.note(
            kind(outcome),
            is_said=isinstance(outcome, Answer) and not outcome.ties,
            fact_id=best.fact.id if best else "",
            source=best.fact.citations[0].source if best else "",
            confidence=best.confidence if best else 0.0,
        )

    def _before(self, speaker: Speaker) -> tuple[Turn, ...]:
        """Return what the speaker asked in this chat up to now, as far as it is still talked about; else what they reply to."""
        origin, turns = speaker.origin, self._state.turns
        if speaker.answered_id is not None and (
            answered := turns.of_message(origin.chat_id, speaker.answered_id)
        ):
            return (answered,)
        return turns.recent(_FOLLOW_UP, chat_id=origin.chat_id, user_id=origin.user_id)

    def _gap(self, speaker: Speaker, outcome: NoAnswer) -> int | None:
        """Note a question that the sources do not answer; return its id if the speaker may pass it on to an admin."""
        if outcome.reason in (Reason.NO_QUESTION, Reason.NO_FACTS):
            return None
        gap_id = self._state.gaps.add(outcome.question.text, outcome.question.language, speaker.origin)
        return None if speaker.is_admin else gap_id

    # --- commands --------------------------------------------------------------------------------

    def _obey(self, speaker: Speaker, text: str) -> Reply | SlowReply:
        command, argument = called(text)
        if command is None or not command.is_for(is_admin=speaker.is_admin):
            return _unknown(text.split(maxsplit=1)[0], argument, is_admin=speaker.is_admin)
        if not command.accepts(argument):
            return introduction.usage(command.usage, command.summary)
        listed = self.commands(is_admin=speaker.is_admin)
        context = Context(
            command, self._base, self._config, self._home, self._state, _scope(self._base), speaker, listed
        )
        return carry_out(context, argument)

    def _log(self, outcome: Outcome, took_ms: float) -> None:
        question = repr(outcome.question.text) if self._config.log_questions else "A question"
        verdict = "answered" if isinstance(outcome, Answer) else outcome.reason.value
        best = "no match"
        if outcome.matches:
            best = f"{outcome.matches[0].fact.id} at {outcome.matches[0].confidence:.2f}"
        log.info("%s: %s, %s, %.1f ms", question, verdict, best, took_ms)


def _near_topics(outcomes: Sequence[Outcome], config: Config) -> int:
    """Return how many topics a refusal may offer; none among several replies, below which the questions are what is picked."""
    return config.near_topics if len(outcomes) == 1 else 0


def _scope(base: KnowledgeBase) -> Scope:
    return Scope(base.summaries, base.size, base.refreshed_at)


def _written_in(text: str) -> str:
    """Return the language of a message, if it shows and the bot speaks it; else nothing."""
    return "" if text.startswith("/") else spoken(small_talk.language_of(text) or surely(text))


def _unknown(name: str, argument: str, *, is_admin: bool) -> Reply:
    """Say that there is no such command, and offer the one that was probably meant, if it can do no harm."""
    harmless = (one for one in COMMANDS.values() if one.is_for(is_admin=is_admin) and not one.is_destructive)
    known = {command.name: command for command in harmless}
    near = process.extractOne(
        name[1:].lower(), list(known), scorer=OSA.normalized_similarity, score_cutoff=_NEAR_ENOUGH
    )
    if near is None:
        return introduction.unknown(name)
    meant = known[near[0]]
    send = f"/{meant.name} {argument}".strip()
    return introduction.misspelt(name, meant.usage, send if meant.accepts(argument) else "")
