"""What the README says was measured: figures.json, written by `report`, and the tables and sentences made of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

PATH = Path(__file__).with_name("figures.json")


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at one threshold, as shares from 0 to 1; None of nothing."""

    threshold: float
    answered: float | None
    right: float | None
    """Of those answered."""
    refused: float | None
    """Of the questions that nothing answers."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """Sentences about which the bot was about equally sure."""

    least: float
    most: float
    right: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One question set. Shares from 0 to 1, None of nothing."""

    about: str
    """What the questions are on."""
    questions: int
    absent: int
    first: float | None
    """Questions whose right sentence comes first."""
    misspelt: float | None
    """The same, of the questions misspelt."""
    auroc: float | None
    presets: Mapping[str, Said]
    sureness: Sequence[Sureness]


@dataclass(frozen=True, slots=True)
class Peer:
    """One system on the first set."""

    name: str
    first: float | None
    misspelt: float | None
    ms: float
    """Median time of a question."""


@dataclass(frozen=True, slots=True)
class Size:
    """A base of so many facts."""

    facts: int
    words: int
    """Distinct ones."""
    build_s: float
    again_s: float
    """Until one changed document counts."""
    memory_mb: float
    """Of a process that only answers."""
    ms: float
    """Median time of a question."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured in one run."""

    sets: Sequence[Measured]
    peers: Sequence[Peer]
    peers_asked: int
    """Questions that each peer was asked."""
    sizes: Sequence[Size]


def read() -> Figures:
    """Return the figures of the last run."""
    return msgspec.json.decode(PATH.read_bytes(), type=Figures)


def write(figures: Figures) -> None:
    """Keep the figures of a run."""
    text = msgspec.json.format(msgspec.json.encode(figures), indent=2)
    PATH.write_bytes(text + b"\n")


def sets_table(figures: Figures) -> str:
    """Return a Markdown table with a row for each set, at the preset `careful`."""
    return _table(
        ("set", "right sentence first", "misspelt", "answered", "right, of these", "refused"),
        (
            (
                f"{one.about} ({one.questions:,}{f' and {one.absent:,}' if one.absent else ''})",
                *map(_percent, (one.first, one.misspelt, said.answered, said.right, said.refused)),
            )
            for one in figures.sets
            for said in (one.presets["careful"],)
        ),
    )


def presets_table(figures: Figures) -> str:
    """Return a Markdown table of what each preset does with the questions of the first set."""
    first = figures.sets[0]
    return _table(
        (
            f"of 100 questions on {first.about}",
            "answered",
            "right, of these",
            "refused where nothing answers",
        ),
        (
            (
                f"`{name}` ({said.threshold})",
                *(_whole(share) for share in (said.answered, said.right, said.refused)),
            )
            for name, said in first.presets.items()
        ),
    )


def peers_table(figures: Figures) -> str:
    """Return a Markdown table of all systems."""
    return _table(
        ("system", "right sentence first", "misspelt", "ms a question"),
        (
            (peer.name, _percent(peer.first), _percent(peer.misspelt), f"{peer.ms:.1f}")
            for peer in figures.peers
        ),
    )


def sizes_table(figures: Figures) -> str:
    """Return a Markdown table of how time and memory grow with the number of facts."""
    return _table(
        (
            "facts",
            "distinct words",
            "built in s",
            "one changed document counts after s",
            "MB to answer",
            "ms a question",
        ),
        (
            (
                f"{size.facts:,}",
                f"{size.words:,}",
                f"{size.build_s:.0f}",
                f"{size.again_s:.1f}",
                f"{size.memory_mb:.0f}",
                f"{size.ms:.1f}",
            )
            for size in figures.sizes
        ),
    )


def sureness_table(figures: Figures) -> str:
    """Return a Markdown table of how often the bot is right on the first set, by its confidence."""
    parts = figures.sets[0].sureness
    return _table(
        ("confidence", *(f"{part.least:.1f} to {part.most:.1f}" for part in parts)),
        [("right", *(_whole(part.right) for part in parts))],
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    first, *others = (f"| {' | '.join(cells)} |\n" for cells in (head, *rows))
    return "".join((first, "|" + "---|" * len(head) + "\n", *others))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def _whole(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}"
