import pytest

from bot.reply import Role, Style
from bot.wording import passages
from bot.wording.passages import View
from knowledge.model import Citation, Document, Fact, Kind, Passage, Status

PASSAGES = ("Tides", "The sea rises.\nTwice a day.", "At noon it falls.", "Then it rests.")
TEXT = "\n\n".join(PASSAGES)
DOCUMENT = Document(
    source="tides.txt",
    digest="",
    format="txt",
    title="Tides of Brede",
    date=None,
    language="en",
    text=TEXT,
    passages=tuple(
        Passage(
            TEXT.index(part), TEXT.index(part) + len(part), Kind.PARAGRAPH if number else Kind.HEADING, number
        )
        for number, part in enumerate(PASSAGES)
    ),
)


def view(*quotes, number=1, wanted=0):
    citations = tuple(
        Citation("tides.txt", DOCUMENT.locate(TEXT.index(quote), TEXT.index(quote) + len(quote)), quote)
        for quote in quotes
    )
    return View(Fact("tide", "It does.", citations, Status.APPROVED), number, DOCUMENT, wanted)


def quoted(reply):
    (block,) = (block for block in reply.blocks if block.role is Role.QUOTE)
    return "".join(
        f"[{span.text}]" if span.style is Style.BOLD and span.text else span.text for span in block.line
    )


def test_the_quote_stands_out_among_its_neighbours():
    assert quoted(passages.shown(view("rises.\nTwice"), {})) == (
        "Tides\n\nThe sea [rises. Twice] a day.\n\nAt noon it falls."
    )


def test_a_quote_may_go_on_in_the_next_passage():
    assert quoted(passages.shown(view("day.\n\nAt noon"), {})) == (
        "Tides\n\nThe sea rises. Twice a [day.]\n\n[At noon] it falls."
    )


@pytest.mark.parametrize(
    ("wanted", "offset", "sends"),
    [
        (0, 0, ["/show tide +3"]),
        (3, 2, ["/show tide -1"]),
        (-3, -1, ["/show tide +2"]),
        (1, 1, ["/show tide -2"]),
        (999, 2, ["/show tide -1"]),
    ],
)
def test_one_can_go_on_until_the_ends_of_the_document(wanted, offset, sends):
    looked_at = view("sea", wanted=wanted)
    assert looked_at.offset == offset
    assert [choice.send for choice in passages.shown(looked_at, {}).choices] == sends


def test_each_proof_of_a_fact_can_be_seen():
    first, second = view("sea", "noon"), view("sea", "noon", number=2)
    assert passages.shown(first, {}).choices[-1].send == "/show tide#2"
    assert "[noon]" in quoted(passages.shown(second, {}))
    assert passages.shown(second, {}).choices[-1].send == "/show tide#1"


def test_the_place_is_that_of_the_middle_passage():
    reply = passages.shown(view("sea", wanted=1), {})
    assert "".join(span.text for span in reply.blocks[-1].line) == "tides.txt · paragraph 2"
