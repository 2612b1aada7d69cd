"""What became of the files that an admin has sent → `Reply`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reply import Block, Choice, Entry, Listing, Reply, bold, code, line, note, paragraph
from bot.wording.figures import count
from knowledge.base import KnowledgeBase
from knowledge.model import Document

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file."""

    name: str
    """As it was sent."""
    refusal: str = ""
    """Why it was not taken; completes the sentence "FILE …"."""
    source: str = ""
    """What it is called now; empty if it was not taken."""
    change_id: int = 0
    """By which it can be taken back."""
    is_replacement: bool = False
    taken: str = ""
    """The source that had its name already."""


def report(receipts: Sequence[Receipt], base: KnowledgeBase) -> Reply:
    """Say what became of each file, once the base is up to date."""
    blocks: list[Block | Listing] = []
    choices: list[Choice] = []
    for receipt in receipts:
        if not receipt.source:
            blocks.append(paragraph(code(receipt.name), f" {receipt.refusal}"))
            continue
        blocks += _taken(receipt, base)
        which = "" if len(receipts) == 1 else f" {receipt.source}"
        if receipt.taken:
            choices.append(Choice(f"Replace {receipt.taken} with it", f"/replace {receipt.source}"))
        choices.append(Choice(f"Undo{which}", f"/undo {receipt.change_id}"))
    return Reply(tuple(blocks), tuple(choices))


def nothing_to_replace(name: str) -> Reply:
    """Say that a file is not an upload whose name was taken."""
    say = f"I have no “{name}” that could take the place of another. To replace a source, send it with the caption “replace”."
    return Reply((paragraph(say),))


def _taken(receipt: Receipt, base: KnowledgeBase) -> Iterator[Block | Listing]:
    found = base.document(receipt.source)
    document = found if found and found.source == receipt.source else None
    held = [summary.source for summary in base.sources() if summary.source.startswith(f"{receipt.source}/")]
    drafts = [fact for source in (receipt.source, *held) for fact in base.drafts(source)]
    verb = "has been replaced" if receipt.is_replacement else "is in"
    if document is None and not held:
        yield paragraph(code(receipt.source), f" {verb}, but I cannot read it.")
    else:
        sizes = [_size(document)] if document else []
        sizes += [f"{count(len(held), 'document')} in it"] if held else []
        yield paragraph(code(receipt.source), f" {verb}: {', '.join((*sizes, _known(len(drafts))))}.")
    if receipt.source != receipt.name:
        yield note(_naming(receipt))
    if examples := drafts[:_EXAMPLES]:
        yield paragraph("For example:")
        yield Listing(tuple(Entry(line(fact.statement), f"/fact {fact.id}") for fact in examples))
    place = f"sources/{receipt.source}"
    for problem in base.problems():
        if problem.file == place:
            yield paragraph(bold("Please look at this: "), f"it {problem.message}")
        elif problem.file.startswith(f"{place}/"):
            name = problem.file.removeprefix(f"{place}/")
            yield paragraph(bold("Please look at this: "), code(name), f" {problem.message}")


def _naming(receipt: Receipt) -> str:
    if receipt.taken:
        return f"There was another {receipt.taken}. I kept both and named the new one {receipt.source}."
    return f"It was sent as {receipt.name}. I named it {receipt.source}."


def _size(document: Document) -> str:
    pages = f"{count(document.pages, 'page')}, " if document.pages else ""
    return f"{pages}{count(len(document.passages), 'passage')} read"


def _known(drafts: int) -> str:
    return f"{count(drafts, 'unreviewed fact')}" if drafts else "no facts in it"
