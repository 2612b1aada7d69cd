"""What the subcommands of `citebot` do. Imported once the command line has been understood."""

import logging
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot import heartbeat
from bot.config.secrets import token as configured_token
from bot.conversation import conversation
from bot.conversation.meaning import outcomes
from bot.conversation.small_talk import SmallTalk
from bot.curation.facts.export import FORMS, approved, exported
from bot.dialogue import Dialogue, worded
from bot.home import create_home
from bot.state.turns import Turn
from bot.terminal import scorecard
from bot.terminal.chat import chat, reply_to
from bot.terminal.command_line import on_command_line
from bot.terminal.language import terminal_language
from bot.terminal.screen import say, show, tell
from bot.terminal.session import Session, opened
from bot.wording import refreshes
from bot.wording.answers import Outcome
from bot.wording.outcome_json import as_json, talk_as_json
from bot.wording.translation import now_spoken, speaking, spoken
from knowledge.errors import CitebotError, ConfigError
from knowledge.evaluation import golden
from knowledge.evaluation.scores import evaluate


def init(folder: Path) -> int:
    """Lay out a home and say how to go on."""
    create_home(folder)
    say(
        f"{folder} is ready. Put documents into {folder / 'sources'}, then run:\n  citebot --home {folder} chat"
    )
    return 0


def hold_chat(option: Path | None, first: str = "") -> int:
    """Talk on the terminal, about something in particular if it is said first; files that change meanwhile count at once."""
    with _current(option) as session:
        known = session.base.problems()

        def freshen() -> None:
            nonlocal known
            report = session.freshen()
            if report.is_change:
                tell(refreshes.changes(report))
            if report.problems and report.problems != known:
                tell(refreshes.problems_in_short(report.problems))
            known = report.problems

        with _dialogue(session) as dialogue:
            chat(dialogue, freshen, session.home.derived / "history", first)
    return 0


def ask(
    option: Path | None, question: str, batch: str | None, *, is_json: bool, is_dialogue: bool = False
) -> int:
    """Answer one question, or each line of a file ("-" for stdin), in words or as JSON. Return 1 if there was none.

    In a dialogue each line follows on those before it, up to an empty one, to which nothing is said.
    """
    if is_dialogue and batch is None:
        raise CitebotError("--dialogue takes its lines from a file: --batch FILE --dialogue")
    turns: list[Turn] = []
    with _questions(question, batch) as questions, _current(option, needs_store=False) as session:
        language = now_spoken()
        for each in questions:
            if is_dialogue and not each.strip():
                turns.clear()
                language = now_spoken()
                continue
            started = time.perf_counter()
            told = outcomes(each, session.base, turns)
            took_ms = (time.perf_counter() - started) * 1000
            if is_dialogue and not isinstance(told, SmallTalk):
                turns += map(conversation.turn, told)
            if is_json:
                say(_in_json(told, took_ms))
                continue
            if batch is not None:
                say(f"> {each}")
            reply = worded(told, session.base, session.settings, language)
            if is_dialogue:
                language = reply.language
            show(reply)
            if batch is not None:
                say("")
    return 0 if batch or question.strip() else 1


def _in_json(told: Sequence[Outcome] | SmallTalk, took_ms: float) -> str:
    if isinstance(told, SmallTalk):
        return talk_as_json(told.text, told.talk, took_ms)
    return as_json(told, took_ms)


def browse(option: Path | None, command: str) -> int:
    """Carry out a slash command of the chat; what it asks for is the next line that is typed.

    Return 1 if it is not done, or if what it is about is not there.
    """
    with _current(option) as session, _dialogue(session) as dialogue:
        reply = reply_to(dialogue, command)
        show(on_command_line(reply))
        while reply.is_prompt and (words := sys.stdin.readline().strip()):
            reply = reply_to(dialogue, words)
            show(on_command_line(reply))
    return 1 if reply.is_prompt or reply.is_in_vain else 0


def export(option: Path | None, form: str) -> int:
    """Write the approved facts to stdout as they are, so that a file can take them."""
    with _current(option, needs_store=False) as session:
        sys.stdout.write(exported(approved(session.base), FORMS[form], session.base.summaries))
    return 0


def refresh(option: Path | None) -> int:
    """Read what has changed and say how things stand."""
    with opened(option) as session:
        report = session.freshen()
        say(refreshes.standing(report))
        if report.problems:
            tell(refreshes.problems_in_short(report.problems))
    return 0


def check(option: Path | None) -> int:
    """List every problem as `file:line: message`; return 1 if there is any."""
    with opened(option) as session:
        problems = session.freshen().problems
        for problem in problems:
            say(str(problem))
        if not problems:
            show(refreshes.problems(problems))
        return 1 if problems else 0


def judge(option: Path | None, files: Sequence[Path], least_percent: float, *, is_json: bool) -> int:
    """Ask the golden questions of some files.

    Return 1 if too few pass, if any is answered although a refusal is due, or if some cannot be asked.
    """
    with _current(option, needs_store=False) as session:
        threshold = session.settings.threshold
        loaded = [golden.load(path, session.base) for path in files]
        questions = [question for found, _ in loaded for question in found]
        problems = [problem for _, wrong in loaded for problem in wrong]
        if not (questions or problems):
            raise CitebotError(f"There is no golden question in {', '.join(map(str, files))}.")
        evaluation = evaluate(session.base, questions, scorecard.thresholds(threshold))
    say((scorecard.as_json if is_json else scorecard.as_text)(evaluation, threshold, problems))
    passed = len(questions) - len(evaluation.failures(threshold))
    are_too_few = 100 * passed < least_percent * len(questions)
    return 1 if problems or are_too_few or evaluation.undue(threshold) else 0


def run(option: Path | None) -> int:
    """Answer on Telegram until told to stop."""
    with opened(option) as session:
        settings, folder = session.settings.telegram, session.home.folder
        token = configured_token(settings, folder, os.environ)
        if not token:
            raise ConfigError(
                "There is no token, so there is nobody to be on Telegram. Get one from @BotFather and put it into "
                "CITEBOT_TOKEN; to talk right here without one, run: citebot chat"
            )
        from bot.telegram import app
        from bot.telegram.redaction import redact_logs

        redact_logs(token, logging.getLogger().handlers)
        session.begin()
        with session.state() as state:
            dialogue = Dialogue(session.base, session.settings, session.home, state)
            parts = app.Parts(session.home, session.settings, session.base, dialogue, state, session.database)
            app.run(parts, token, tell)
    return 0


def doctor(option: Path | None) -> int:
    """Check what the bot needs on Telegram; return 1 if something must be mended."""
    with opened(option) as session:
        from bot.telegram.doctor import examine

        is_ill = False
        where = session.database.address.shown if session.database else ""
        for finding in examine(session.home, session.settings, session.freshen, where):
            say(str(finding))
            is_ill |= finding.must_be_mended
    return 1 if is_ill else 0


def health(option: Path | None) -> int:
    """Say whether a bot runs on this home and what it answers from can be opened, reading no file; return 1 if not."""
    with opened(option, needs_store=False) as session:
        if not session.base.generation:
            say("There is nothing to answer from yet.")
            return 1
        if not heartbeat.is_alive(session.home):
            say("The bot does not run, or is stuck.")
            return 1
        complaint = heartbeat.complaint(session.home)
    say(f"The bot is alive, but it cannot answer now: {complaint}" if complaint else "The bot is alive.")
    return 0


@contextmanager
def _dialogue(session: Session) -> Iterator[Dialogue]:
    with session.state() as state:
        state.retain(session.settings.keep_days)
        yield Dialogue(session.base, session.settings, session.home, state)


@contextmanager
def _current(option: Path | None, *, needs_store: bool = True) -> Iterator[Session]:
    """Open a home, read what has changed and say if something is wrong in it; in the language of its sources where the terminal is set to none."""
    with opened(option, needs_store=needs_store) as session:
        problems = () if session.is_away else session.freshen().problems
        with speaking(spoken(terminal_language(os.environ)) or session.base.language):
            if problems:
                tell(refreshes.problems_in_short(problems))
            yield session


@contextmanager
def _questions(question: str, batch: str | None) -> Iterator[Iterable[str]]:
    """Give the questions to be asked: one, or the lines of a file, blank ones included."""
    if batch is None:
        yield [question]
    elif batch == "-":
        yield (line.rstrip("\n") for line in sys.stdin)
    else:
        try:
            file = Path(batch).open(encoding="utf-8-sig", errors="replace")  # noqa: SIM115  # closed below
        except OSError as error:
            raise CitebotError(f"{batch} cannot be read: {error.strerror}. Check its name.") from error
        with file:
            yield (line.rstrip("\n") for line in file)
