"""What became of the files that an admin has sent → `Reply`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reply import Block, Choice, Entry, Listing, Reply, bold, code, line, note, paragraph
from bot.wording import places
from bot.wording.figures import listed
from bot.wording.translation import apart, counted, set_apart, spans, text
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
            blocks.append(paragraph(*set_apart(code(receipt.name)), f" {receipt.refusal}"))
            continue
        blocks += _taken(receipt, base)
        if receipt.taken:
            label = text("Replace {source} with it", source=receipt.taken)
            choices.append(Choice(label, f"/replace {receipt.source}"))
        label = text("Undo") if len(receipts) == 1 else text("Undo {source}", source=receipt.source)
        choices.append(Choice(label, f"/undo {receipt.change_id}"))
        if len(receipts) == 1 and base.drafts(receipt.source):
            choices.append(Choice(text("Review its facts"), f"/review {receipt.source}"))
    return Reply(tuple(blocks), tuple(choices))


def ask_for_text(title: str, completes: str) -> Reply:
    """Ask for the text of a new document.

    Args:
        title: What it is to be called; empty where that is not known.
        completes: What the text completes.
    """
    asked = (
        text("Send me the text of “{title}”.", title=title)
        if title
        else text("Send me the text. If its first line is short and no sentence, it is the title.")
    )
    return Reply((paragraph(asked),), completes=completes, is_prompt=True)


def keep_it(send: str) -> Choice:
    """Offer to make a document of what somebody has passed on."""
    return Choice(text("Keep it as a document"), send)


def nothing_to_replace(name: str) -> Reply:
    """Say that a file is not an upload whose name was taken."""
    none = text(
        "I have no “{name}” that could take the place of another. To replace a source, send it with the caption “replace”.",
        name=name,
    )
    return Reply((paragraph(none),))


def _taken(receipt: Receipt, base: KnowledgeBase) -> Iterator[Block | Listing]:
    found = base.document(receipt.source)
    document = found if found and found.source == receipt.source else None
    held = [summary.source for summary in base.sources() if summary.source.startswith(f"{receipt.source}/")]
    drafts = [fact for source in (receipt.source, *held) for fact in base.drafts(source)]
    source = code(receipt.source)
    if document is None and not held:
        yield paragraph(
            *spans("{source} has been replaced, but I cannot read it.", source=source)
            if receipt.is_replacement
            else spans("{source} is in, but I cannot read it.", source=source)
        )
    else:
        sizes = [*_size(document)] if document else []
        sizes += [counted("{n} document in it", "{n} documents in it", len(held))] if held else []
        inside = listed((*sizes, _known(len(drafts))))
        yield paragraph(
            *spans("{source} has been replaced: {found}.", source=source, found=inside)
            if receipt.is_replacement
            else spans("{source} is in: {found}.", source=source, found=inside)
        )
    if receipt.source != receipt.name:
        yield note(_naming(receipt))
    if document and (origin := [*places.origin(document)]):
        yield note(text("I cite it with {origin}.", origin=" · ".join(origin)))
    if examples := drafts[:_EXAMPLES]:
        yield paragraph(text("For example:"))
        yield Listing(tuple(Entry(line(apart(fact.statement)), f"/fact {fact.id}") for fact in examples))
    place = f"sources/{receipt.source}"
    for problem in base.problems():
        if problem.file == place:
            yield paragraph(bold(text("Please look at this:")), " ", apart(f"it {problem.message}"))
        elif problem.file.startswith(f"{place}/"):
            name = problem.file.removeprefix(f"{place}/")
            yield paragraph(bold(text("Please look at this:")), " ", code(name), f" {problem.message}")


def _naming(receipt: Receipt) -> str:
    if receipt.taken:
        return text(
            "There was another {taken}. I kept both and named the new one {source}.",
            taken=receipt.taken,
            source=receipt.source,
        )
    return text("It was sent as {name}. I named it {source}.", name=receipt.name, source=receipt.source)


def _size(document: Document) -> Iterator[str]:
    if document.pages:
        yield counted("{n} page", "{n} pages", document.pages)
    yield counted("{n} passage read", "{n} passages read", len(document.passages))


def _known(drafts: int) -> str:
    return (
        counted("{n} unreviewed fact", "{n} unreviewed facts", drafts) if drafts else text("no facts in it")
    )
