"""The text of one entry of a fact file → the same with another value; to the byte, all else stays as it is.

Only the value that changes is written anew: whoever writes a whole entry anew wraps its lines and indents its lists otherwise than its owner
did, and moves or loses comments. A comment inside a value that goes is kept below it.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from knowledge.errors import FactFileError
from knowledge.facts.strict_yaml import Pairs, Text, read_list
from knowledge.model import QuotedSource

Value = str | Sequence[str] | Sequence[QuotedSource]
"""What may stand under a key: text, example questions or topics, or cites."""

_WIDTH = 100
"""Columns from which on a text is written in several lines."""
_ABOVE = {"fact": ("id",), "asks": ("fact", "id")}
"""Below which keys a new one is put; at the end by default."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)


def id_of(entry: str) -> str:
    """Return the id of an entry, or nothing where it has none.

    Raises:
        FactFileError: If the text is no entry, or more than one.
    """
    return next((str(node.value) for key, node in _mapping(entry).value if key.value == "id"), "")


def length(entry: str) -> int:
    """Return how much of a text that begins with an entry is the entry: the lines up to the end of its last value."""
    return _line_end(entry, _end(_mapping(entry)))


def written(values: Mapping[str, Value]) -> str:
    """Return a new entry of these values, in their order; empty ones are left out."""
    lines = [f"  {key}:{_rendered(value, 2)}\n" for key, value in values.items() if value]
    return "-" + "".join(lines)[1:]


def with_value(entry: str, key: str, value: Value) -> str:
    """Return an entry with another value under a key, which is added where it is missing."""
    mapping = _mapping(entry)
    if mapping.flow_style:
        entry = _in_block(entry, mapping)
        mapping = _mapping(entry)
    indent, line_break = mapping.start_mark.column, newline(entry)
    new = _rendered(value, indent).replace("\n", line_break)
    held = {known.value: (known, node) for known, node in mapping.value}
    if key not in held:
        above = next(
            (node for known in _ABOVE.get(key, ()) if (node := held.get(known, ("", None))[1])), mapping
        )
        return _below(entry, above, f"{' ' * indent}{key}:{new}")
    known, node = held[key]
    start = entry.index(":", known.end_mark.index) + 1
    stop = _line_end(entry, max(_end(node), start))
    comments = _comments(entry, mapping, start, stop)
    if comments and line_break not in new:
        new = f"{new}  {comments.pop(0)}"
    below = "".join(f"{line_break}{' ' * indent}{comment}" for comment in comments)
    end = line_break if entry[:stop].endswith("\n") else ""
    return f"{entry[:start]}{new}{below}{end}{entry[stop:]}"


def with_question(entry: str, question: str) -> str:
    """Return an entry with one more example question."""
    mapping = _mapping(entry)
    asks: Any = next((node for key, node in mapping.value if key.value == "asks"), None)
    if asks is None or (isinstance(asks, yaml.ScalarNode) and not asks.value):
        return with_value(entry, "asks", [question])
    if isinstance(asks, yaml.ScalarNode):
        return with_value(entry, "asks", [str(asks.value), question])
    if asks.flow_style or mapping.flow_style:
        return with_value(entry, "asks", [*(node.value for node in asks.value), question])
    column = asks.start_mark.column
    item = f"{' ' * column}-{_rendered(question, column)}".replace("\n", newline(entry))
    return _below(entry, asks, item)


def _below(entry: str, node: Any, lines: str) -> str:
    """Return an entry with more lines below a node."""
    line_break, place = newline(entry), _line_end(entry, _end(node))
    head = entry[:place] if entry[:place].endswith("\n") else entry[:place] + line_break
    return f"{head}{lines}{line_break}{entry[place:]}"


def _mapping(entry: str) -> Any:
    """Return the one mapping of an entry, with marks.

    Raises:
        FactFileError: If the text is anything else.
    """
    nodes, errors = read_list(entry)
    if errors or len(nodes) != 1 or not isinstance(nodes[0], Pairs):
        raise errors[0] if errors else FactFileError("This is not one fact.")
    if not all(isinstance(key, Text) for key, _ in nodes[0].pairs):
        raise FactFileError("A key must be text.")
    root: Any = yaml.compose(entry, Loader=_LOADER)
    return root.value[0]


def _end(node: Any) -> int:
    """Return where the words of a node end; what follows may be white space and comments."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return max(_end(part) for part in (last if isinstance(last, tuple) else (last,)))


def _line_end(text: str, end: int) -> int:
    """Return where the line ends, its line break included, on which a node ends."""
    end = len(text[:end].rstrip())
    found = text.find("\n", end)
    return len(text) if found < 0 else found + 1


def indented(text: str, margin: str) -> str:
    """Return lines indented by a margin."""
    # Not textwrap.indent, for which a line ends at more than line breaks.
    return re.sub(r"^(?=.)", margin, text, flags=re.MULTILINE)


def newline(text: str) -> str:
    """Return how lines end in a text."""
    return "\r\n" if "\r\n" in text else "\n"


def _comments(entry: str, mapping: Any, start: int, end: int) -> list[str]:
    """Return the comments in a span of an entry."""
    masked = list(entry)
    for scalar in _scalars(mapping):
        begin, stop = scalar.start_mark.index, scalar.end_mark.index
        if scalar.style in ("|", ">"):  # a comment may stand beside its sign
            begin = min(_line_end(entry, begin + 1), stop)
        masked[begin:stop] = "x" * (stop - begin)
    return [found[0].rstrip() for found in _COMMENT.finditer("".join(masked)[start:end])]


def _scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for part in node.value:
        for one in part if isinstance(part, tuple) else (part,):
            yield from _scalars(one)


def _in_block(entry: str, mapping: Any) -> str:
    """Return an entry between braces as lines of “key: text”, its comments below."""
    margin = entry[: len(entry) - len(entry.lstrip())]
    (node,) = read_list(entry)[0]
    assert isinstance(node, Pairs)
    lines = [f"  {_text(key)}:{_rendered(_value(value), 2)}" for key, value in node.pairs]
    lines += [f"  {comment}" for comment in _comments(entry, mapping, 0, len(entry))]
    block = f"- {lines[0].lstrip()}\n" + "".join(f"{line}\n" for line in lines[1:])
    return indented(block, margin).replace("\n", newline(entry))


def _text(node: Any) -> str:
    return str(node.text)


def _value(node: Any) -> Value:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Pairs):
        return [_quoted(node)]
    if all(isinstance(each, Pairs) for each in node.nodes):
        return [_quoted(each) for each in node.nodes]
    return [_text(each) for each in node.nodes]


def _quoted(pairs: Pairs) -> QuotedSource:
    values = {_text(key): _text(value) for key, value in pairs.pairs}
    return QuotedSource(
        values.get("source", ""),
        values.get("quote", ""),
        int(values["page"]) if values.get("page") else None,
        0,
    )


def _rendered(value: Value, indent: int) -> str:
    """Return what stands after the colon of a key at an indentation."""
    if isinstance(value, str):
        return _scalar(value, indent)
    lines = []
    for each in value:
        if isinstance(each, str):
            lines.append(f"-{_scalar(each, indent)}")
            continue
        lines += [
            f"- source:{_scalar(each.source, indent + 2)}",
            f"  quote:{_scalar(each.quote, indent + 2)}",
        ]
        if each.page is not None:
            lines.append(f"  page: {each.page}")
    return "".join(f"\n{' ' * indent}{line}" for line in lines)


def _scalar(text: str, indent: int) -> str:
    """Return a text as strict YAML reads it again, but that white space is squeezed."""
    words = text.split()
    text = " ".join(words)
    plain: str = yaml.safe_dump(text, width=10**9, allow_unicode=True).removesuffix("\n...\n").rstrip("\n")
    has_escapes = plain.startswith('"') and "\\" in plain
    if indent + len(plain) <= _WIDTH or has_escapes:
        return f" {plain}"
    filled = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return " >-" + "".join(f"\n{' ' * (indent + 2)}{line}" for line in filled)
