"""Measure the bot on Telegram.

    python benchmarks/serving.py [--runs N]

A fake Bot API server (tests/bot_api) whose every answer takes 50 ms runs in this process, the bots in processes of their own.

- throughput: 16 chats ask 20 questions each, the next one as soon as the last one is answered, or all of them at once. Compared
  with a bot that only echoes, in turns; Telegram's own limit of 30 messages a second is left out of both, and then measured with it.
- upload: from a PDF of ten pages dropped in a chat to the first answer from it.
- start: from the command to the first answer with the sample knowledge, once it has been read before.
- memory: the largest resident size of the bot's process in these runs.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram.ext import AIORateLimiter

    from tests.bot_api.chats import Chat
    from tests.bot_api.server import BotApi

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

LATENCY_S = 0.05
CHATS = 16
EACH = 20
PAGES = 10
PATIENCE_S = 60.0
QUESTION = "When did the meeting begin?"


# --- the bots, each in a process of its own --------------------------------------------------------


async def echo(base_url: str, token: str, limiter: "AIORateLimiter | None" = None) -> None:
    """Run a bot that says what it hears."""
    from telegram import Update
    from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

    async def repeat(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    builder = ApplicationBuilder().token(token).base_url(base_url).concurrent_updates(CHATS)
    application = (builder.rate_limiter(limiter) if limiter else builder).build()
    application.add_handler(MessageHandler(filters.TEXT, repeat))
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        await asyncio.Event().wait()


async def limited_echo(base_url: str, token: str) -> None:
    """Run such a bot within Telegram's limit."""
    from telegram.ext import AIORateLimiter

    await echo(base_url, token, AIORateLimiter())


async def unhurried(base_url: str, token: str) -> None:
    """Run Citebot with the sample, without Telegram's limit of messages a second."""
    from bot.config.schema import Config, TelegramSettings
    from bot.dialogue import Dialogue
    from bot.home import SAMPLE, Home
    from bot.state.state import State
    from bot.telegram.app import Parts, serve
    from bot.telegram.outgoing.rate_limiter import PatientRateLimiter
    from knowledge.answering.reading.reader import Reader
    from knowledge.base import KnowledgeBase

    home = Home(SAMPLE, Path(os.environ["HOME"]) / "unhurried", is_sample=True)
    config = Config(telegram=TelegramSettings(base_url=base_url, messages_per_minute=10_000))
    with (
        KnowledgeBase(home.folder, home.derived, readers=Reader.shipped()) as base,
        State.open(home.state) as state,
    ):
        base.refresh()
        parts = Parts(home, config, base, Dialogue(base, config, home, state), state)
        async with serve(parts, token, PatientRateLimiter(overall_max_rate=0, group_max_rate=0)):
            await asyncio.Event().wait()


# --- measuring -------------------------------------------------------------------------------------


class Bench:
    """A server, a home for the bots, and what they took."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.peak_mb = 0.0

    @asynccontextmanager
    async def running(self, *arguments: str, **variables: str) -> AsyncIterator["BotApi"]:
        """Start a server and a bot; note the largest size of the bot in the end."""
        from tests.bot_api.server import BotApi

        for old in self.folder.rglob("state.sqlite*"):
            old.unlink()  # each server counts its updates from the same number
        async with BotApi(latency_s=LATENCY_S) as api:
            environment = os.environ | {
                "HOME": str(self.folder),
                "XDG_CACHE_HOME": str(self.folder / "cache"),
                "PYTHONPATH": str(ROOT),
                "CITEBOT_TOKEN": api.token,
                "CITEBOT_TELEGRAM_BASE_URL": api.base_url,
                "CITEBOT_TELEGRAM_BASE_FILE_URL": api.base_file_url,
                "CITEBOT_TELEGRAM_MESSAGES_PER_MINUTE": "10000",
            }
            given = [argument.format(url=api.base_url, token=api.token) for argument in arguments]
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *given,
                env=environment | variables,
                cwd=self.folder,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                yield api
                self._note_size(process.pid)
            finally:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    def _note_size(self, pid: int) -> None:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        (peak,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
        self.peak_mb = max(self.peak_mb, int(peak.split()[1]) / 1024)

    async def throughput(self, *arguments: str, patiently: bool = True) -> float:
        """Return answers a second, for chats that wait for an answer before they ask again, or do not."""
        async with self.running(*arguments) as api:
            chats = [api.private(api.person(f"Person {number}")) for number in range(CHATS)]
            for chat in chats:  # everything is loaded and every connection is open
                await chat.send(QUESTION)
            for chat in chats:
                await chat.next_reply(PATIENCE_S)
            started = time.perf_counter()
            await asyncio.gather(*(_ask(chat, at_once=1 if patiently else EACH) for chat in chats))
            return CHATS * EACH / (time.perf_counter() - started)

    async def upload(self) -> float:
        """Return the seconds from a file in the chat to an answer from it."""
        home = self.folder / "home"
        for part in ("sources", "facts"):
            (home / part).mkdir(parents=True, exist_ok=True)
        (home / "sources" / "first.txt").write_text("The first source says little.\n", encoding="utf-8")
        admin = 4242
        run = ("-m", "bot", "--home", str(home), "run")
        async with self.running(*run, CITEBOT_TELEGRAM_ADMINS=str(admin)) as api:
            chat = api.private(api.person("Admin", id=admin))
            await chat.send("/help")
            await chat.next_reply(PATIENCE_S)
            started = time.perf_counter()
            await chat.send_document(pdf(PAGES), f"report-{started}.pdf")
            await chat.next_reply(PATIENCE_S)
            await chat.send("How many tonnes of barley were stored in silo 7?")
            answer = await chat.next_reply(PATIENCE_S)
            assert answer.text
            assert "silo 7" in answer.text
            return time.perf_counter() - started

    async def start(self) -> float:
        """Return the seconds from the command to the first answer."""
        async with self.running("-m", "bot", "run") as api:
            chat = api.private(api.person("Ada"))
            started = time.perf_counter()
            await chat.send(QUESTION)
            await chat.next_reply(PATIENCE_S)
            return time.perf_counter() - started


async def _ask(chat: "Chat", at_once: int) -> None:
    for _ in range(EACH // at_once):
        for _ in range(at_once):
            await chat.send(QUESTION)
        await chat.replies(at_once, PATIENCE_S)


def pdf(pages: int) -> bytes:
    """Return a PDF whose pages hold forty lines of prose each."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for page in range(pages):
        lines = [
            f"In the year {1960 + line} the tenants of farm {page * 40 + line} sold {line + 3} carts of hay to the mill."
            for line in range(38)
        ]
        lines += [
            f"In silo {page} there were stored {page * 100 + 12} tonnes of barley.",
            "The rest was kept in barns.",
        ]
        text = "BT /F1 10 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text.encode()))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), pages)
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + tail


async def measure(runs: int) -> None:
    """Print all figures: the median of some runs, and the worst."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        this, url_and_token = str(ROOT / "benchmarks" / "serving.py"), ("{url}", "{token}")

        async def several(what: Callable[[], Awaitable[float]]) -> list[float]:
            return [await what() for _ in range(runs)]

        for patiently, when in ((True, "one after the other"), (False, "all at once")):
            echoed, cited = [], []
            for _ in range(runs):
                echoed.append(
                    await bench.throughput(this, "--serve", "echo", *url_and_token, patiently=patiently)
                )
                bench.peak_mb = 0.0  # the echo's
                cited.append(
                    await bench.throughput(this, "--serve", "unhurried", *url_and_token, patiently=patiently)
                )
            share = statistics.median(cited) / statistics.median(echoed)
            print(
                f"{when}: {statistics.median(cited):.0f}/s, echo {statistics.median(echoed):.0f}/s: {share:.0%}"
            )
        limited = await bench.throughput(this, "--serve", "limited_echo", *url_and_token)
        ours = await bench.throughput("-m", "bot", "run")
        print(f"within Telegram's limit: {ours:.1f}/s, echo {limited:.1f}/s: {ours / limited:.0%}")
        for name, taken in (
            ("upload", await several(bench.upload)),
            ("start", (await several(bench.start))[1:] or [0]),
        ):
            print(f"{name}: {statistics.median(taken):.2f} s, worst {max(taken):.2f} s")
        print(f"memory: {bench.peak_mb:.0f} MB")


def main() -> None:
    """Measure, or be one of the bots that are measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each figure is taken")
    parser.add_argument("--serve", nargs=3, metavar=("BOT", "URL", "TOKEN"), help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    if parsed.serve:
        name, url, token = parsed.serve
        asyncio.run({"echo": echo, "limited_echo": limited_echo, "unhurried": unhurried}[name](url, token))
    else:
        asyncio.run(measure(parsed.runs))


if __name__ == "__main__":
    main()
