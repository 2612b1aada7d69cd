"""The facts/ folder → curated facts, with a Problem at file:line for whatever is not as it should be.

A fact is loaded whole or not at all: a misspelt `status` or `cites` must not change what the bot says.
"""

import contextlib
import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from knowledge.bulkhead import Bulkhead
from knowledge.errors import FactFileError
from knowledge.facts.fact_files import fact_files, read
from knowledge.facts.strict_yaml import List, Node, Pairs, Text, read_list
from knowledge.languages.suggestions import did_you_mean, listed_keys, nearest
from knowledge.model import CuratedFact, Problem, QuotedSource, Status

FACT_KEYS = ("id", "fact", "asks", "topics", "cites", "status")
CITE_KEYS = ("source", "quote", "page")
DRAFT_PREFIX = "d-"
"""How the ids of drafts begin, so that no curated fact can be taken for one."""

_LARGE = 10_000
"""Characters from which on reading a text takes milliseconds."""

_ID = re.compile(r"[\w.-]{1,64}")
_FOUND = {Text: "text", List: "a list", Pairs: "“key: text” (text that holds a colon must stand in quotes)"}
_MISSING = {
    "id": "Give the fact a short name of its own, such as “id: cuba-pm”.",
    "fact": "Write what the bot shall say after “fact:”.",
    "cites": "Add at least one source with its quote; a fact without proof is not told.",
    "source": "Write the name of a file in the sources folder after “source:”.",
    "quote": "Copy the words of the source that prove the fact after “quote:”.",
}


def load(
    folder: Path, home: Path | None = None, flawed: list[CuratedFact] | None = None
) -> tuple[tuple[CuratedFact, ...], tuple[Problem, ...]]:
    """Return every curated fact below `folder` and everything that is wrong there, both by path and line.

    Files end in .yaml or .yml, at any depth; hidden and temporary ones are skipped. A missing folder holds no facts.

    Args:
        folder: The facts/ folder.
        home: What the paths in facts and problems are relative to; the parent of `folder` by default.
        flawed: Takes what can be read of the facts that are not returned since something is wrong with them.
    """
    facts: list[CuratedFact] = []
    problems: list[Problem] = []
    places: dict[str, str] = {}
    for path in fact_files(folder):
        file = path.relative_to(home or folder.parent).as_posix()
        bulkhead = Bulkhead(file)
        lost = "The facts of this file could not be read"
        read, found = bulkhead.attempt(partial(_read, path, file, places, flawed), ([], []), lost=lost)
        facts += read
        problems += sorted([*found, *bulkhead.problems], key=lambda problem: problem.line or 0)
    return tuple(facts), tuple(problems)


def _read(
    path: Path, file: str, places: dict[str, str], flawed: list[CuratedFact] | None
) -> tuple[list[CuratedFact], list[Problem]]:
    try:
        text = read(path).text
    except FactFileError as error:
        return [], [Problem(file, error.line, str(error))]
    return facts_in(text, file, places, flawed)


def facts_in(
    text: str, file: str, places: dict[str, str], flawed: list[CuratedFact] | None = None
) -> tuple[list[CuratedFact], list[Problem]]:
    """Return the facts of a file's text and what is wrong in it.

    Args:
        text: What the file holds.
        file: Its path relative to the home folder.
        places: Id → "file:line" of the facts so far; those of this file are added.
        flawed: See `load`.
    """
    nodes, errors = (_kept if len(text) >= _LARGE else read_list)(text)
    facts: list[CuratedFact] = []
    problems = [Problem(file, error.line, str(error)) for error in errors]
    for node in nodes:
        reader = _FactReader(file)
        fact = reader.fact(node, places)
        problems += reader.problems
        if fact is None:
            continue
        if not reader.problems:
            facts.append(fact)
        elif flawed is not None:
            sought = (cite for cite in fact.cites if cite.source and cite.quote)
            flawed.append(replace(fact, cites=tuple(sought)))
    return facts, problems


@lru_cache(maxsize=16)
def _kept(text: str) -> tuple[list[Node], list[FactFileError]]:
    """Return what a large file holds, kept since most files are as they were when they are read again."""
    return read_list(text)


def digest(folder: Path) -> str:
    """Return a digest of the fact files' names and contents, to tell whether anything in them changed."""
    total = hashlib.sha256()
    for path in fact_files(folder):
        total.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        with contextlib.suppress(OSError):  # `load` reports it
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def digest_of(fact: CuratedFact) -> bytes:
    """Return a digest of what a person has written, wherever it stands."""
    cites = [(cite.source, cite.quote, cite.page) for cite in fact.cites]
    said = (fact.id, fact.statement, cites, fact.status.value, fact.asks, fact.topics)
    return hashlib.sha256(repr(said).encode()).digest()


class _FactReader:
    """Reads one fact of a file and collects what is wrong with it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def complain(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, message))

    def fact(self, node: Node, places: dict[str, str]) -> CuratedFact | None:
        """Return the fact, or what can be read of it if there are problems with it; None if that is nothing.

        Args:
            node: An entry of the file's list.
            places: Id → "file:line" of the facts so far; this one's is added.
        """
        if not isinstance(node, Pairs):
            self.complain(
                node.line,
                f"A fact must be lines of “key: text”, not {_FOUND[type(node)]}. {listed_keys(FACT_KEYS)}",
            )
            return None
        fields = self.fields(node, FACT_KEYS)
        status = self.status(fields.get("status"))
        self.require(node, fields, ("id", "cites") if status is Status.HIDDEN else ("id", "fact", "cites"))
        return CuratedFact(
            id=self.id(fields.get("id"), places),
            statement=self.text(fields.get("fact"), "fact"),
            cites=tuple(self.cites(fields.get("cites"))),
            status=status,
            asks=tuple(self.texts(fields.get("asks"), "asks")),
            topics=tuple(self.texts(fields.get("topics"), "topics")),
            file=self.file,
            line=node.line,
        )

    def fields(self, node: Pairs, known: Sequence[str]) -> dict[str, Node]:
        """Return what stands under the known keys; a key with nothing after it counts as absent.

        What stands under a misspelt one is read as what was probably meant, so that all that is wrong there is told, too.
        """
        fields: dict[str, Node] = {}
        misspelt: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key_node, value in node.pairs:
            key = key_node.text if isinstance(key_node, Text) else ""
            if key not in known:
                remedy = did_you_mean(key.lower(), known) or listed_keys(known)
                self.complain(key_node.line, f"There is no key “{key:.64}” here. {remedy}")
                misspelt[nearest(key.lower(), known)] = value
            elif key in lines:
                self.complain(
                    key_node.line, f"“{key}” stands in line {lines[key]} already. Delete one of the two."
                )
            elif not _is_blank(value):
                fields[key] = value
            lines[key] = key_node.line
        return {**misspelt, **fields}

    def require(self, node: Pairs, fields: Container[str], keys: Iterable[str]) -> None:
        for key in keys:
            if key not in fields:
                self.complain(node.line, f"“{key}” is missing. {_MISSING[key]}")

    def text(self, node: Node | None, key: str) -> str:
        if isinstance(node, Text):
            return node.text.strip()
        if node is not None:
            self.complain(node.line, f"“{key}” must be text, not {_FOUND[type(node)]}.")
        return ""

    def texts(self, node: Node | None, key: str) -> Iterator[str]:
        for entry in self.entries(node, key):
            if _is_blank(entry):
                self.complain(entry.line, f"An entry of “{key}” is empty. Fill it in or delete the line.")
            elif text := self.text(entry, key):
                yield text

    def entries(self, node: Node | None, key: str) -> tuple[Node, ...]:
        """Return the entries of a list; what is no list counts as its only entry."""
        if not isinstance(node, List):
            return () if node is None else (node,)
        if not node.nodes:
            self.complain(node.line, f"“{key}” is an empty list. Fill it in or delete the line.")
        return node.nodes

    def id(self, node: Node | None, places: dict[str, str]) -> str:
        text = self.text(node, "id")
        if node is None or not text:
            return text
        here = f"{self.file}:{node.line}"
        if not _ID.fullmatch(text):
            rule = "Use up to 64 letters, digits, hyphens, points and underscores, such as “cuba-pm”."
            self.complain(node.line, f"“{text:.64}” cannot be an id. {rule}")
        elif text.lower().startswith(DRAFT_PREFIX):
            self.complain(
                node.line,
                f"Ids that begin with “{DRAFT_PREFIX}” are kept for drafts. Choose another one than “{text}”.",
            )
        elif (place := places.setdefault(text, here)) != here:
            self.complain(node.line, f"The id “{text}” is taken by the fact at {place}. Choose another one.")
        return text

    def status(self, node: Node | None) -> Status:
        text = self.text(node, "status")
        if text == Status.HIDDEN:
            return Status.HIDDEN
        if node is not None and text == Status.DRAFT:
            self.complain(
                node.line,
                "A fact in a file cannot be a draft, since the program derives drafts from the sources by itself. "
                "Write “hidden” to silence the sentence, or delete this line to approve the fact.",
            )
        elif node is not None and text and text != Status.APPROVED:
            self.complain(node.line, f"“{text:.64}” is no status. Write “approved” or “hidden”.")
        return Status.APPROVED

    def cites(self, node: Node | None) -> Iterator[QuotedSource]:
        for entry in self.entries(node, "cites"):
            if not isinstance(entry, Pairs):
                self.complain(
                    entry.line, f"A cite must be “source: …” and “quote: …”, not {_FOUND[type(entry)]}."
                )
                continue
            fields = self.fields(entry, CITE_KEYS)
            self.require(entry, fields, ("source", "quote"))
            yield QuotedSource(
                source=self.text(fields.get("source"), "source"),
                quote=self.text(fields.get("quote"), "quote"),
                page=self.page(fields.get("page")),
                line=entry.line,
            )

    def page(self, node: Node | None) -> int | None:
        text = self.text(node, "page")
        if re.fullmatch(r"[1-9]\d{0,5}", text):
            return int(text)
        if node is not None and text:
            self.complain(node.line, f"“{text:.64}” is no page number. Write digits, such as “page: 12”.")
        return None


def _is_blank(node: Node) -> bool:
    return isinstance(node, Text) and not node.text.strip()
