"""A list in YAML, read strictly: every scalar is the text as written, every mistake has its line.

The tree is built from parse events instead of by `yaml.compose`, for two reasons: what would silently swallow words of
a sentence (`&`, `*`, `!`, `#`) is refused where it stands, and depth is bounded, since the composer of an older libyaml
recurses in C and some thousand brackets crash the process. (A newer one gives up at a thousand by itself.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from knowledge.errors import FactFileError

MAX_DEPTH = 20
"""Nesting that no honest fact file comes near."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LOST_AS_COMMENT = re.compile(r"[ \t]+#\w")
"""Rather "ranked #1" than a comment."""

_TOO_DEEP = "Lists and keys are nested too deeply here. Put text that holds brackets in quotes."
_IN_QUOTES = (
    "Put the whole text in quotes: '…' around text that holds \", and \"…\" around text that holds '."
)
_EXPLANATIONS = {
    "nesting depth": _TOO_DEEP,
    r"tab character|\n.*\t$": "This line is indented with a tab. Use spaces instead.",
    r"quoted scalar.*end of stream": (
        "A quotation mark opens here and is never closed. Close it where the text ends."
    ),
    r"quoted scalar.*(hexa?decimal|escape)": (
        "A backslash has a special meaning between double quotes. Put the text in single quotes instead."
    ),
    r"flow (sequence|mapping|node)": (
        "A bracket opens here and is not closed as it should be. Put text that holds brackets, commas or colons "
        "in quotes, or write each entry on a line of its own after “- ”."
    ),
    r"simple key.*expected ':'": (
        "This line has no colon. Write “key: text”, and indent further lines of a long text by four spaces."
    ),
    r"block scalar|alias|anchor|start any token|(keys|entries) are not allowed": (
        f"Text cannot begin with this sign. {_IN_QUOTES}"
    ),
    r"directive|incompatible": "A line cannot begin with “%”. Put the text in quotes.",
    r"mapping values.*\n[\s-]*\w+:\s": f"The text holds a colon followed by a space. {_IN_QUOTES}",
    r"mapping values": (
        "This line is not in line with the keys above, or the one above has no space after its colon. Begin each "
        "fact with “- ”, indent all its keys by two spaces, and write “key: text”."
    ),
    r"parsing a block.*\n.*\S.+$": f"Something follows a closing quotation mark or bracket. {_IN_QUOTES}",
    r"parsing a block": (
        "This line is not in line with the ones above. Begin each fact with “- ” at the left margin and indent "
        "all its keys by two spaces."
    ),
}
"""What the parser says, then a line break and the line up to the fault → what it means to a person.

The first pattern that is found counts.
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class List:
    """A sequence."""

    line: int
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping as written: in order, repeated keys included."""

    line: int
    pairs: tuple[tuple["Node", "Node"], ...]


Node = Text | List | Pairs


def read_list(text: str) -> tuple[list[Node], list[FactFileError]]:
    """Return what the list holds, and an error for each stretch of the file that cannot be parsed.

    If the file as a whole does not parse, every entry is tried on its own, so that one slip costs one entry.
    """
    try:
        return _parsed(text), []
    except FactFileError as error:
        whole_file = error
    nodes: list[Node] = []
    errors: list[FactFileError] = []
    line = 0
    for start, end in stretches(text):
        try:
            # Empty lines stand for what went before, so that line numbers stay right.
            nodes += _parsed("\n" * line + text[start:end])
        except FactFileError as error:
            errors.append(error)
        line += text.count("\n", start, end)
    return nodes, errors or [whole_file]


def read_pairs(text: str) -> Pairs:
    """Return what a file of keys and their texts holds.

    Raises:
        FactFileError: If it cannot be parsed, or is something else.
    """
    match _roots(text):
        case [] | [Text(text="")]:
            return Pairs(1, ())
        case [Pairs() as pairs]:
            return pairs
        case roots:
            raise FactFileError("Write one “key: text” a line, and nothing else.", roots[-1].line)


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans into which a file is cut before each of its entries; the first is what stands above them."""
    first = re.search(r"^ *(?=-\s)", text, re.MULTILINE)
    margin = first[0] if first else ""
    cuts = [0, *(cut.start() for cut in re.finditer(rf"^{margin}-\s", text, re.MULTILINE)), len(text)]
    yield from pairwise(cuts)


def _roots(text: str) -> list[Node]:
    events = yaml.parse(text, Loader=_LOADER)
    try:
        return [_node(event, events, text) for event in events if isinstance(event, yaml.NodeEvent)]
    except yaml.YAMLError as error:
        raise _explained(error, text) from error


def _parsed(text: str) -> list[Node]:
    match roots := _roots(text):
        case [] | [Text(text="")]:
            return []
        case [List(nodes=nodes)]:
            return list(nodes)
        case [root]:
            raise FactFileError(
                "The file must be a list. Begin each fact with “- ” and put nothing above the first.",
                root.line,
            )
        case _:
            raise FactFileError(
                "A line “---” begins a second list above this line. Delete it.", roots[1].line
            )


def _node(event: Any, events: Iterator[Any], text: str, depth: int = 0) -> Node:
    line = event.start_mark.line + 1
    _refuse_lost_words(event, text, line)
    if isinstance(event, yaml.ScalarEvent):
        return Text(line, event.value)
    if depth == MAX_DEPTH:
        raise FactFileError(_TOO_DEEP, line)
    nodes: list[Node] = []
    while not isinstance(inner := next(events), yaml.CollectionEndEvent):
        nodes.append(_node(inner, events, text, depth + 1))
    if isinstance(event, yaml.SequenceStartEvent):
        return List(line, tuple(nodes))
    return Pairs(line, tuple(zip(nodes[::2], nodes[1::2], strict=True)))


def _refuse_lost_words(event: Any, text: str, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
        raise FactFileError(f"Text cannot begin with “{text[event.start_mark.index]}”. {_IN_QUOTES}", line)
    is_plain = isinstance(event, yaml.ScalarEvent) and event.value and not event.style
    if is_plain and _LOST_AS_COMMENT.match(text, event.end_mark.index):
        message = "What follows “#” would be lost as a comment."
        remedy = "Put the text in quotes, or a space after “#” if it is a comment."
        raise FactFileError(f"{message} {remedy}", event.end_mark.line + 1)


def _explained(error: Any, text: str) -> FactFileError:
    if isinstance(error, yaml.reader.ReaderError):
        message = (
            f"There is an invisible character (U+{error.character:04X}) that YAML does not allow. Delete it."
        )
        return FactFileError(message, text.count("\n", 0, text.find(chr(error.character))) + 1)
    fault = error.problem_mark
    up_to_fault = text[text.rfind("\n", 0, fault.index) + 1 : fault.index + 1].rstrip("\n")
    complaint = f"{error.context} {error.problem}\n{up_to_fault}"
    for pattern, explanation in _EXPLANATIONS.items():
        if re.search(pattern, complaint):
            # A block has been open for many lines; anything else since the mistake.
            is_local = error.context_mark and not re.search("block|tab", complaint)
            return FactFileError(explanation, (error.context_mark if is_local else fault).line + 1)
    message = f"YAML cannot be read here: {error.problem}. Look for quotation marks, colons and indentation."
    return FactFileError(message, fault.line + 1)
