"""A file of golden questions → `Golden` questions, and a Problem at file:line for each that cannot be judged.

- ask: Who is the prime minister of Cuba?
  fact: cuba-prime-minister            # the id of the fact that must come first; or
- ask: When was the treaty signed?
  source: treaty.md                    # a source and words of it that the answer must cite; or
  quote: signed on 3 May 1999
- ask: How do I bake bread?
  refuse: true                         # nothing in the sources says it
"""

from collections.abc import Mapping
from pathlib import Path

from knowledge.base import KnowledgeBase
from knowledge.errors import CitebotError, FactFileError
from knowledge.evaluation.scores import Gold, Golden
from knowledge.facts.nearest_passage import nearest, suggestion
from knowledge.facts.strict_yaml import Node, Pairs, Text, read_list
from knowledge.languages.suggestions import did_you_mean, listed_keys
from knowledge.model import Problem, Status
from knowledge.sources.quotes import PlainText

KEYS = ("ask", "fact", "source", "quote", "refuse")
_WAYS = "Write “fact: ID”, or “source: FILE” and “quote: WORDS”, or “refuse: true”."


def load(path: Path, base: KnowledgeBase) -> tuple[tuple[Golden, ...], tuple[Problem, ...]]:
    """Return the golden questions of a file and everything that is wrong in it, both by line.

    A question whose fact, source or quote is gone is stale: it gives a Problem and cannot be asked.

    Args:
        path: The file; problems name it as it is given.
        base: Where facts and sources are looked up.

    Raises:
        CitebotError: If the file cannot be read.
    """
    nodes, errors = read_list(_text(path))
    questions: list[Golden] = []
    for node in nodes:
        try:
            fields = _fields(node)
            gold, expected = _gold(fields, node.line, base)
            questions.append(Golden(fields["ask"].text, gold, f"{path}:{node.line}", expected))
        except FactFileError as error:
            errors.append(error)
    problems = (Problem(str(path), error.line, str(error)) for error in errors)
    return tuple(questions), tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CitebotError(f"{path} cannot be read: {error.strerror}. Check its name.") from error
    except UnicodeDecodeError as error:
        raise CitebotError(f"{path} is not UTF-8 text. Save it again as UTF-8.") from error


def _fields(node: Node) -> dict[str, Text]:
    """Return what stands under each key; a key with nothing after it counts as absent.

    Raises:
        FactFileError: At the first thing that does not belong there.
    """
    if not isinstance(node, Pairs):
        raise FactFileError(f"A golden question must be lines of “key: text”. {listed_keys(KEYS)}", node.line)
    fields: dict[str, Text] = {}
    for key, value in node.pairs:
        name = key.text if isinstance(key, Text) else ""
        if name not in KEYS:
            remedy = did_you_mean(name, KEYS) or listed_keys(KEYS)
            raise FactFileError(f"There is no key “{name:.64}” here. {remedy}", key.line)
        if name in fields:
            raise FactFileError(f"“{name}” is given twice. Delete one of the two.", key.line)
        if not isinstance(value, Text):
            raise FactFileError(f"“{name}” must be text.", value.line)
        if text := value.text.strip():
            fields[name] = Text(value.line, text)
    return fields


def _gold(fields: Mapping[str, Text], line: int, base: KnowledgeBase) -> tuple[Gold, str]:
    """Return what answers, and the same in words."""
    if "ask" not in fields:
        raise FactFileError("“ask” is missing. Write the question after “ask:”.", line)
    match sorted(fields.keys() - {"ask"}):
        case ["fact"]:
            return _fact(fields["fact"], base)
        case ["quote", "source"]:
            return _spans(fields["source"], fields["quote"], base)
        case ["refuse"] if fields["refuse"].text == "true":
            return Gold(), "no answer"
        case ["refuse"]:
            raise FactFileError(f"“refuse” can only be true. {_WAYS}", fields["refuse"].line)
        case []:
            raise FactFileError(f"What is expected is missing. {_WAYS}", line)
        case _:
            raise FactFileError(f"This says too little or too much of what is expected. {_WAYS}", line)


def _fact(written: Text, base: KnowledgeBase) -> tuple[Gold, str]:
    fact = base.fact(written.text)
    if fact is None:
        ids = [fact.id for fact in base.curated() if fact.status is Status.APPROVED]
        remedy = did_you_mean(written.text, ids) or "If it stands in a file, see: citebot check"
        raise FactFileError(f"There is no fact “{written.text:.64}” to answer with. {remedy}", written.line)
    return Gold(fact=fact.id), f"“{fact.statement}” ({fact.id})"


def _spans(source: Text, quote: Text, base: KnowledgeBase) -> tuple[Gold, str]:
    document = base.document(source.text)
    if document is None:
        names = [summary.source for summary in base.sources()]
        remedy = did_you_mean(source.text, names) or "Put the file into the sources folder."
        raise FactFileError(f"There is no source “{source.text}”. {remedy}", source.line)
    text, wanted = PlainText(document.text), PlainText(quote.text)
    spans = tuple(text.find(wanted))
    if not spans:
        near = nearest(document, text, wanted)
        remedy = suggestion(near) if near else "Copy words of the source that answer the question."
        raise FactFileError(f"The quote is not in “{document.source}”. {remedy}", quote.line)
    return Gold(source=document.source, spans=spans), f"“{quote.text}” ({document.source})"
