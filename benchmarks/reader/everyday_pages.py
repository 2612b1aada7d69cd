"""Files as people keep them, each with what is asked of it: statements, tables and glossaries in the shapes that people give them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from reader.edit_words import words
from reader.everyday_tables import Table
from reader.everyday_values import PLAIN, VALUES, filled

THERE = 0.65
"""Of the lines of a topic and the rows and columns of a table stand in a file; the rest is asked for in vain."""
DEFINITION_ASKED = words(
    "what is {a} {t}|what does {t} mean|{t} meaning|What do you call {a} {t}, what is that?|whats {a} {t}|"
    "explain {t}|definition of {t}|What is meant by {t}?|what's the meaning of the word {t}",
    "|",
)
TERM_ASKED = words(
    "what's the word for {d}|what do you call {d}|which term means {d}?|how do you say {d}", "|"
)
DEFINITION_MISSED = words(
    "who invented the {t}|How much does a {t} cost?|where does the word {t} come from|when was the {t} first used|what is the opposite of {t}|"
    "How do you spell the plural of {t}?|what colour is a {t}|how heavy is a {t}",
    "|",
)


@dataclass(slots=True)
class Page:
    """A file that is being written, and what is asked of it."""

    name: str
    text: str = ""
    asked: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    """Questions and the characters that answer them."""
    missed: list[str] = field(default_factory=list)
    """Questions that it does not answer."""

    @property
    def is_marked_up(self) -> bool:
        """Tell whether it is written in Markdown."""
        return self.name.endswith(".md")

    def entitle(self, title: str) -> None:
        """Write its title; a table in a CSV file has none."""
        if not self.name.endswith(".csv"):
            self.write(f"# {title}\n\n" if self.is_marked_up else f"{title}\n\n")

    def write(self, text: str) -> tuple[int, int]:
        """Add a text; return where it stands."""
        start = len(self.text)
        self.text += text
        return start, len(self.text)


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of file that makes statements, or defines terms."""

    title: str
    lines: str


def topics() -> dict[str, Topic]:
    """Return name → kind of file."""
    text = Path(__file__).with_name("everyday_statements.txt").read_text("utf-8")
    found = re.findall(r"^== (.+?): (.+)\n\n((?:.+\n?)+)", text, re.MULTILINE)
    return {name: Topic(title, lines.strip()) for name, title, lines in found}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file may say."""

    before: str
    told: str
    after: str
    asks: Sequence[str]
    misses: Sequence[str]


def statements(lines: str, random: Random) -> list[Statement]:
    """Return the statements of a file, in a random order, with values of their own."""
    found = []
    for line, asks, misses in re.findall(r"^([^?!\n].*)\n\? (.*)\n! (.*)$", lines, re.MULTILINE):
        before, told, after = (filled(part, random) for part in re.split(r"[\[\]]", line))
        found.append(Statement(before, told, after, asks.split(" | "), misses.split(" | ")))
    random.shuffle(found)
    return found


def topic_page(name: str, topic: Topic, random: Random) -> Page:
    """Return a file that makes some of the statements of a topic."""
    page = Page(name)
    lines = statements(topic.lines, random)
    count = round(THERE * len(lines))
    layout = random.choice(LAYOUTS if page.is_marked_up else PLAIN_LAYOUTS)
    page.entitle(filled(topic.title, random))
    for number, line in enumerate(lines):
        if number < count:
            head, tail, heading = layout(number + 1, line.asks[0], random)
            page.write(head + line.before)
            span = page.write(line.told)
            page.write(line.after + tail)
            asks = [ask for ask in line.asks if ask != heading] + [heading] * bool(heading)
            page.asked += [(ask, span) for ask in asks]
            page.missed += line.misses
        else:
            page.missed += random.sample(line.asks, min(3, len(line.asks))) + random.sample(line.misses, 1)
    return page


def _asked_by_name(number: int, ask: str, random: Random) -> tuple[str, str, str]:  # noqa: ARG001 - as all layouts
    shown = _as_heading(ask)
    return f"Q: {shown}\nA: ", "\n\n", shown


def _asked_in_bold(number: int, ask: str, random: Random) -> tuple[str, str, str]:  # noqa: ARG001 - as all layouts
    shown = _as_heading(ask)
    return f"**{shown}**\n\n", "\n\n", shown


def _asked_as_heading(number: int, ask: str, random: Random) -> tuple[str, str, str]:  # noqa: ARG001 - as all layouts
    shown = _as_heading(ask)
    return f"## {shown}\n\n", "\n\n", shown


def _clause(number: int, ask: str, random: Random) -> tuple[str, str, str]:  # noqa: ARG001 - as all layouts
    return f"§ {number} ", "\n\n", ""


def _numbered(number: int, ask: str, random: Random) -> tuple[str, str, str]:  # noqa: ARG001 - as all layouts
    return f"{number}. ", "\n", ""


def _bullet(number: int, ask: str, random: Random) -> tuple[str, str, str]:  # noqa: ARG001 - as all layouts
    return "- ", "\n", ""


def _prose(number: int, ask: str, random: Random) -> tuple[str, str, str]:  # noqa: ARG001 - as all layouts
    return "", random.choice((" ", " ", "\n\n")), ""


def _as_heading(ask: str) -> str:
    return f"{ask[0].upper()}{ask[1:]}".rstrip("?") + "?"


Layout = Callable[[int, str, Random], tuple[str, str, str]]
LAYOUTS: tuple[Layout, ...] = (
    _asked_by_name,
    _asked_in_bold,
    _asked_as_heading,
    _clause,
    _numbered,
    _bullet,
    _prose,
    _prose,
    _prose,
)
"""How statements stand in a file: what is written before and behind one, and the question shown over it, if any."""
PLAIN_LAYOUTS = tuple(layout for layout in LAYOUTS if layout not in (_asked_in_bold, _asked_as_heading))


def table_page(name: str, table: Table, random: Random) -> Page:
    """Return a file with some of the rows and columns of a table."""
    page = Page(name)
    rows = [row.split("=") for row in random.sample(table.rows, len(table.rows))]
    columns = [column.split("=") for column in table.columns]
    shown_columns = (
        columns
        if len(columns) < 3
        else sorted(random.sample(columns, random.randrange(2, len(columns) + 1)), key=columns.index)
    )
    count = max(3, round(THERE * len(rows)))
    title = filled(table.title, random)
    page.entitle(title)
    spans = _table(page, table.heading, [row[0] for row in rows[:count]], shown_columns, random)
    for number, row in enumerate(rows):
        says = row[1:] or row
        for column in columns:
            asks = [
                ask.replace("{r}", random.choice(says))
                for ask in random.sample(column[2:], min(2, len(column) - 2))
            ]
            if number < count and column in shown_columns:
                page.asked += [(ask, spans[number, column[0]]) for ask in asks]
            elif number < count or random.random() < 0.6:
                page.missed += asks
        if number < count:
            page.missed += [ask.replace("{r}", random.choice(says)) for ask in random.sample(table.missed, 3)]
    return page


def _table(
    page: Page, heading: str, rows: Sequence[str], columns: Sequence[Sequence[str]], random: Random
) -> dict[tuple[int, str], tuple[int, int]]:
    """Write a table in one of the shapes that people give it; return (row, column) → where its cell stands."""
    kinds = [column[1] for column in columns]
    is_plain = set(kinds) <= PLAIN and len(set(kinds)) == len(kinds)
    shapes = ("markdown", "markdown", "sections") if page.is_marked_up else ("labelled",)
    shapes = (*shapes, "labelled", "lines", "lines", *("bare", "bare") * is_plain)
    shape = "csv" if page.name.endswith(".csv") else random.choice(shapes)
    spans = {}
    if shape == "markdown":
        page.write(
            f"| {' | '.join([heading, *(column[0] for column in columns)])} |\n|{'---|' * (len(columns) + 1)}\n"
        )
    if shape == "csv":
        page.write(",".join([heading or "What", *(column[0] for column in columns)]) + "\n")
    for number, row in enumerate(rows):
        start, between, end = {
            "markdown": (f"| {row} | ", " | ", " |\n"), "csv": (f"{_quoted(row)},", ",", "\n"), "labelled": (f"{row}\n", "\n", "\n\n"),
            "lines": (f"- {row}: ", ", ", "\n"), "bare": (f"{row} - ", " - ", "\n\n"), "sections": (f"## {row}\n\n", "\n\n", "\n\n"),
        }[shape]  # fmt: skip
        page.write(start)
        for place, column in enumerate(columns):
            value = VALUES[column[1]](random)
            is_named = shape in ("labelled", "sections") or (shape == "lines" and not is_plain)
            page.write((between if place else "") + (f"{column[0]}: " if is_named else ""))
            spans[number, column[0]] = page.write(_quoted(value) if shape == "csv" else value)
        page.write(end)
    return spans


def _quoted(value: str) -> str:
    return f'"{value}"' if "," in value else value


def glossary_page(name: str, topic: Topic, random: Random) -> Page:
    """Return a file that defines some terms."""
    page = Page(name)
    page.entitle(topic.title)
    entries = [entry.split(": ") for entry in topic.lines.splitlines()]
    random.shuffle(entries)
    count = round(THERE * len(entries))
    shapes = ("{t}: {d}\n\n", "- {t} - {d}\n", "A {t} is {d}.\n\n", "**{t}**: {d}.\n\n", "## {t}\n\n{d}.\n\n")
    shape = random.choice(shapes if page.is_marked_up else shapes[:3])
    for number, (term, meaning) in enumerate(entries):
        filled_in = {"t": term, "d": meaning, "a": "an" if term[0] in "aeiou" else "a"}
        asks = [
            ask.format(**filled_in)
            for ask in [*random.sample(DEFINITION_ASKED, 4), random.choice(TERM_ASKED)]
        ]
        if number < count:
            before, after = shape.replace("{t}", term).split("{d}")
            page.write(before)
            span = page.write(meaning)
            page.write(after)
            page.asked += [(ask, span) for ask in asks]
            page.missed += [ask.format(**filled_in) for ask in random.sample(DEFINITION_MISSED, 2)]
        else:
            page.missed += asks[:4]
    return page
