"""Measure what the README reports.

    python benchmarks/report.py FOLDER [--encoder FOLDER] [--limit N] [--sizes N…]

FOLDER holds question sets as `question_sets` describes them, those of `HELD_OUT`; what is absent is skipped. What comes out replaces
figures.json; `make regenerate` then writes the README's tables anew. Peers are those that the dependency groups "dev" and "bench" bring.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import compare
import figures
import question_sets
import scale
from figures import Figures, Measured, Peer, Said, Size, Sureness
from question_sets import QuestionSet

from knowledge.answering.decision import PRESETS
from knowledge.answering.reading.reader import Reader
from knowledge.base import KnowledgeBase
from knowledge.evaluation.scores import evaluate
from knowledge.languages.sentence_encoder import Encoder

HELD_OUT = {
    "near_misses": "encyclopedia articles",
    "languages/es": "Spanish encyclopedia articles",
    "languages/de": "German encyclopedia articles",
    "languages/ru": "Russian encyclopedia articles",
}
"""Folder of a set → what its questions are on. The first is the one on which presets and peers are compared, and no weight was learned from it;
the others are translations of articles that lessons are on."""
OURS = Path(__file__).parent / "sets" / "library"
LIMIT = 2000
"""Questions of each kind that are asked of one set, an even spread."""
PEERS_LIMIT = 1000
SIZES = (1_000, 100_000)
SIZE_QUESTIONS = 500


def measured(asked: QuestionSet, base: KnowledgeBase, about: str) -> Measured:
    """Ask a set's questions and return how it went."""
    plain = evaluate(base, [*asked.plain, *asked.absent], tuple(PRESETS.values()))
    misspelt = evaluate(base, asked.misspelt, tuple(PRESETS.values()))
    return Measured(
        about=about,
        questions=len(asked.plain),
        absent=len(asked.absent),
        first=plain.hit(1),
        misspelt=misspelt.hit(1),
        auroc=plain.separation(),
        presets={
            name: Said(threshold, at.answered, at.precision, at.refused)
            for name, threshold in PRESETS.items()
            for at in (plain.at(threshold),)
        },
        sureness=[Sureness(part.least, part.most, part.right) for part in plain.reliability()],
    )


def held_against_peers(asked: QuestionSet, base: KnowledgeBase, job: dict[str, Any]) -> Iterator[Peer]:
    """Yield each system that is installed."""
    for row in compare.peers(asked, base, job):
        if not row.missing:
            yield Peer(row.name, row.first, row.misspelt, row.p50_ms)


@contextmanager
def opened(folder: Path, encoder: Encoder | None) -> Iterator[tuple[Path, KnowledgeBase]]:
    """Read the documents of a set; give the home they were laid out in, too."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        question_sets.lay_out(folder, home)
        with KnowledgeBase(
            home, Path(scratch) / "derived", encoder=encoder, readers=Reader.shipped()
        ) as base:
            base.refresh()
            yield home, base


def sized(facts: int) -> Size:
    """Measure a base of so many made-up facts."""
    with tempfile.TemporaryDirectory() as scratch:
        row = list(
            zip(scale.COLUMNS.split(), scale.measure(Path(scratch), facts, SIZE_QUESTIONS), strict=True)
        )
    first = dict(reversed(row))  # the columns of misspelt questions have the names of those as they are
    return Size(
        facts=int(first["facts"]),
        words=int(first["words"]),
        build_s=first["build"],
        again_s=first["again"],
        memory_mb=first["RSS"],
        ms=first["p50"],
    )


def report(sets: Mapping[Path, str], limit: int, encoder: Path | None, sizes: Sequence[int]) -> Figures:
    """Measure all sets, with the encoder too if there is one, the peers on the first set, and all sizes."""
    done: list[Measured] = []
    rivals: list[Peer] = []
    peers_asked = 0
    for folder, about in sets.items():
        print(f"{folder.name}: {about}", flush=True)
        asked = question_sets.read(folder, limit)
        with opened(folder, None) as (home, base):
            done.append(measured(asked, base, about))
            if not rivals:
                job = {"home": str(home), "encoder": str(encoder) if encoder else None}
                few = question_sets.read(folder, min(limit, PEERS_LIMIT))
                rivals.extend(held_against_peers(few, base, job))
                peers_asked = len(few.plain)
        if encoder:
            with opened(folder, Encoder(encoder)) as (_, base):
                done.append(measured(asked, base, f"{about}, with a sentence encoder"))
    return Figures(done, rivals, peers_asked, [sized(facts) for facts in sizes])


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--encoder", type=Path, metavar="FOLDER", help="measure with a sentence encoder, too")
    parser.add_argument(
        "--limit", type=int, default=LIMIT, metavar="N", help=f"questions of a set (else {LIMIT})"
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="*",
        default=SIZES,
        metavar="N",
        help="facts of made-up bases that are timed",
    )
    arguments = parser.parse_args()
    sets = {arguments.folder / name: about for name, about in HELD_OUT.items()}
    sets = {folder: about for folder, about in sets.items() if folder.is_dir()} | {
        OURS: "a library, our own set"
    }
    came = report(sets, arguments.limit, arguments.encoder, arguments.sizes)
    figures.write(came)
    for table in (
        figures.sets_table,
        figures.presets_table,
        figures.peers_table,
        figures.sureness_table,
        figures.sizes_table,
    ):
        print(f"\n{table(came)}", end="")


if __name__ == "__main__":
    main()
