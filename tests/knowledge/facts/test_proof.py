from collections.abc import Iterable

import pytest

from knowledge.facts.proof import Proof, prove
from knowledge.model import Citation, CuratedFact, Document, Fact, Problem, QuotedSource, Status
from knowledge.sources.readers.blocks import Block, assemble

PIER = "The old pier was built by Ada Lind in 1904 and rebuilt by her son after the great storm."
FERRY = "The ferry “Tern” sails at nine and at five. In winter it sails at ten."


def document(source: str, blocks: Iterable[Block]) -> Document:
    text, passages = assemble(blocks)
    return Document(source, "", "txt", "", None, "en", text, passages)


HARBOUR = document(
    "guides/harbour.txt", [Block("Harbour", level=1), Block(PIER, page=1), Block(FERRY, page=2)]
)
MARKET = document("market.txt", [Block("The market opens on Friday. Fish is sold by the pound.")])
LIBRARY = {
    HARBOUR.source: HARBOUR,
    MARKET.source: MARKET,
    "broken.pdf": None,
    "empty.txt": document("empty.txt", []),
}


def curated(
    *cites: tuple[str, str],
    page: int | None = None,
    statement: str = "So it is.",
    status: Status = Status.APPROVED,
) -> CuratedFact:
    quoted = tuple(QuotedSource(source, quote, page, line) for line, (source, quote) in enumerate(cites, 3))
    return CuratedFact("pier", statement, quoted, status, ("Who?",), ("old",), "facts/a.yaml", 1)


def proven(*facts: CuratedFact, library: dict[str, Document | None] = LIBRARY) -> tuple[Fact, ...]:
    proof = prove(facts, library.keys(), library.get)
    assert (proof.problems, proof.under_review) == ((), ())
    return proof.facts


def problem(fact: CuratedFact, library: dict[str, Document | None] = LIBRARY) -> str:
    proof = prove([fact], library.keys(), library.get)
    (only,) = proof.problems
    assert proof.facts == ()
    return str(only)


def test_a_proven_fact_cites_the_words_and_the_place_of_the_source() -> None:
    (fact,) = proven(curated(("guides/harbour.txt", 'ferry "Tern"   sails at nine')))
    start = HARBOUR.text.index("ferry")
    locator = HARBOUR.locate(start, start + len("ferry “Tern” sails at nine"))
    citation = Citation("guides/harbour.txt", locator, "ferry “Tern” sails at nine")
    assert fact == Fact("pier", "So it is.", (citation,), Status.APPROVED, ("Who?",), ("old",))
    assert (locator.page, locator.paragraph) == (2, 3)


def test_a_hidden_fact_is_proven_too_and_shows_its_quote() -> None:
    (fact,) = proven(curated(("market.txt", "sold by the pound"), statement="", status=Status.HIDDEN))
    assert (fact.status, fact.statement) == (Status.HIDDEN, "sold by the pound")


def test_one_quote_that_fails_withholds_the_fact_and_each_failing_one_is_told() -> None:
    fact = curated(
        ("market.txt", "opens on Friday"), ("market.txt", "opens on Monday"), ("market.txt", "closes never")
    )
    proof = prove([fact], LIBRARY.keys(), LIBRARY.get)
    assert proof.facts == ()
    assert [(found.file, found.line) for found in proof.problems] == [
        ("facts/a.yaml", 4),
        ("facts/a.yaml", 5),
    ]


def test_other_facts_are_proven_in_their_order() -> None:
    one, bad, two = (
        curated(("market.txt", "The market")),
        curated(("market.txt", "no such")),
        curated(("guides/harbour.txt", "Ada Lind")),
    )
    proof = prove([one, bad, two], LIBRARY.keys(), LIBRARY.get)
    assert [fact.citations[0].quote for fact in proof.facts] == ["The market", "Ada Lind"]
    assert len(proof.problems) == 1


# --- where a quote stands several times -------------------------------------------------------------


def test_the_first_place_counts_unless_a_page_is_given() -> None:
    pages = document("log.pdf", [Block("The bell rang at noon.", page=n) for n in (1, 2, 3)])
    for page, expected in [(None, 1), (1, 1), (3, 3), (9, 1)]:
        (fact,) = proven(
            curated(("log.pdf", "The bell rang at noon."), page=page), library={"log.pdf": pages}
        )
        assert fact.citations[0].locator.page == expected


def test_a_printed_page_number_goes_before_the_count() -> None:
    labels = ["i", "ii", "1", "2", "3"]
    pages = document(
        "log.pdf", [Block("The bell rang.", page=n, page_label=label) for n, label in enumerate(labels, 1)]
    )
    for page, expected in [(1, 3), (3, 5), (4, 4)]:
        (fact,) = proven(curated(("log.pdf", "The bell rang."), page=page), library={"log.pdf": pages})
        assert fact.citations[0].locator.page == expected


def test_a_very_short_quote_must_stand_once() -> None:
    assert proven(curated(("guides/harbour.txt", "1904")))
    assert "too short to prove anything: it stands in 2 places" in problem(
        curated(("guides/harbour.txt", "sails"))
    )


# --- names of sources ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "guides/harbour.txt",
        "harbour.txt",
        "Harbour.TXT",
        "GUIDES/harbour.txt",
        "sources/guides/harbour.txt",
        "./guides/harbour.txt",
        "guides\\harbour.txt",
    ],
)
def test_a_source_is_known_by_path_or_by_file_name(name: str) -> None:
    (fact,) = proven(curated((name, "Ada Lind")))
    assert fact.citations[0].source == "guides/harbour.txt"


def test_a_name_with_accents_taken_apart_is_the_same_name() -> None:
    library: dict[str, Document | None] = {
        "cafe\u0301.txt": document("cafe\u0301.txt", [Block("It opens at eight.")])
    }
    assert proven(curated(("café.txt", "opens at eight")), library=library)


def test_the_exact_name_goes_before_similar_ones() -> None:
    library: dict[str, Document | None] = {
        name: document(name, [Block(f"This is {name}.")]) for name in ("a.txt", "A.txt", "x/a.txt")
    }
    (fact,) = proven(curated(("A.txt", "This is")), library=library)
    assert fact.citations[0].source == "A.txt"


def test_a_file_name_that_stands_in_two_folders_is_ambiguous() -> None:
    library: dict[str, Document | None] = {
        name: document(name, [Block("Words.")]) for name in ("x/a.txt", "y/a.txt")
    }
    told = problem(curated(("a.txt", "Words.")), library)
    assert told.endswith(
        "Several sources are called “a.txt”. Write the one you mean in full: “x/a.txt” or “y/a.txt”."
    )


def test_an_unknown_source_is_told_with_the_nearest_name() -> None:
    assert problem(curated(("harbor.txt", "Ada"))).endswith(
        "There is no source “harbor.txt”. Did you mean “guides/harbour.txt”?"
    )
    assert "Put the file into the sources folder" in problem(
        curated(("q.docx", "Ada")), {"market.txt": MARKET}
    )


@pytest.mark.parametrize("name", ["broken.pdf", "empty.txt"])
def test_a_source_without_text_is_told_as_such(name: str) -> None:
    assert f"The source “{name}” could not be read." in problem(curated((name, "any words at all")))


# --- why a quote fails --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "near", "difference"),
    [
        (
            "was built by Ada Lund in 1904",
            "was built by Ada Lind in 1904",
            "The quote says “Lund” where the source says “Lind”.",
        ),
        (
            "A new pier was built by Ada Lind",
            "The old pier was built by Ada Lind",
            "The quote says “A new” where the source says “The old”.",
        ),
        (
            "was built by Ada Lind in 1940",
            "was built by Ada Lind in 1904",
            "The quote says “1940” where the source says “1904”.",
        ),
        (
            "was built by Ada in 1904 and rebuilt",
            "was built by Ada Lind in 1904 and rebuilt",
            "The quote leaves out “Lind”.",
        ),
        (
            "was built by Ada Maria Lind in 1904",
            "was built by Ada Lind in 1904",
            "The quote says “Maria”, which is not in the source there.",
        ),
        (
            "the old pier was built",
            "The old pier was built",
            "The quote says “the” where the source says “The”.",
        ),
        (
            "after the great storms",
            "after the great storm",
            "The quote says “storms” where the source says “storm”.",
        ),
    ],
)
def test_a_quote_that_fails_is_told_with_the_nearest_passage(quote: str, near: str, difference: str) -> None:
    assert problem(curated(("harbour.txt", quote))) == (
        "facts/a.yaml:3: The fact “pier” is withheld. The quote is not in “guides/harbour.txt”. "
        f"Did you mean: “{near}” (page 1, paragraph 2)? {difference}"
    )


def test_the_difference_in_a_long_quote_is_found_behind_its_beginning() -> None:
    text = " ".join(f"Boat {number} left the harbour at dawn." for number in range(100, 160))
    library: dict[str, Document | None] = {"log.txt": document("log.txt", [Block(text)])}
    told = problem(curated(("log.txt", text.replace("Boat 155", "Ship 155"))), library)
    assert told.endswith("The quote says “Ship” where the source says “Boat”.")


def test_a_chinese_quote_is_compared_by_character() -> None:
    library: dict[str, Document | None] = {
        "a.txt": document("a.txt", [Block("港口的老码头建于一九〇四年，后来重建。")])
    }
    told = problem(curated(("a.txt", "港口的老码头建于一九一四年")), library)
    assert told.endswith(
        "“港口的老码头建于一九〇四年” (paragraph 1)? The quote says “一” where the source says “〇”."
    )


def test_a_hyphen_that_makes_another_word_is_shown() -> None:
    library: dict[str, Document | None] = {
        "a.txt": document("a.txt", [Block("All of them will re-sign in May.")])
    }
    told = problem(curated(("a.txt", "them will resign in May")), library)
    assert told.endswith("Did you mean: “them will re-sign in May” (paragraph 1)?")


def test_nothing_near_is_said_plainly() -> None:
    assert "Nothing there comes near it." in problem(
        curated(("market.txt", "Whales were seen off the northern cape"))
    )


def test_a_quote_that_stands_in_another_source_is_told_where() -> None:
    hint = "Did you mean “guides/harbour.txt”? The quote stands there."
    assert problem(curated(("market.txt", "built by Ada Lind"))).endswith(f"not in “market.txt”. {hint}")
    assert problem(curated(("q.docx", "built by Ada Lind"))).endswith(f"There is no source “q.docx”. {hint}")


@pytest.mark.parametrize(
    "quote",
    [
        "The old pier … after the great storm",
        "The old pier [...] by her son",
        "The old pier ... by her son",
        "… rebuilt by her son",
    ],
)
def test_a_quote_with_a_gap_is_refused(quote: str) -> None:
    assert "Quote one continuous stretch of the source" in problem(curated(("harbour.txt", quote)))


def test_dots_that_are_in_the_source_are_no_gap() -> None:
    library: dict[str, Document | None] = {"a.txt": document("a.txt", [Block("She said: “Well … perhaps.”")])}
    assert proven(curated(("a.txt", "Well ... perhaps")), library=library)


def test_a_quote_without_words_proves_nothing() -> None:
    assert "The quote holds no words." in problem(curated(("harbour.txt", "—“…”—")))


# --- effort -----------------------------------------------------------------------------------------


def test_documents_that_no_quote_names_are_left_alone() -> None:
    asked: list[str] = []

    def lookup(name: str) -> Document | None:
        asked.append(name)
        return LIBRARY[name]

    prove(
        [curated(("market.txt", "opens on Friday"), ("market.txt", "by the pound"))], LIBRARY.keys(), lookup
    )
    assert asked == ["market.txt"]


def test_a_thousand_facts_on_a_hundred_documents_read_each_document_once() -> None:
    library: dict[str, Document | None] = {
        f"{d}.txt": document(
            f"{d}.txt",
            [Block(f"Line {n} of log {d}: the boat came\nin at {n % 24} o’clock.") for n in range(300)],
        )
        for d in range(100)
    }
    facts = [
        curated((f"{n % 100}.txt", f"Line {n % 300} of log {n % 100}: the boat came in at"))
        for n in range(1000)
    ]
    asked: list[str] = []

    def read(source: str) -> Document | None:
        asked.append(source)
        return library[source]

    proof = prove(facts, library.keys(), read)
    assert (len(proof.facts), proof.problems) == (1000, ())
    assert sorted(asked) == sorted(library)


def test_no_facts_need_no_proof() -> None:
    assert prove([], LIBRARY.keys(), LIBRARY.get) == Proof((), (), ())


def test_problems_read_as_file_line_message() -> None:
    (only,) = prove([curated(("market.txt", "no such"))], LIBRARY.keys(), LIBRARY.get).problems
    assert isinstance(only, Problem)
    assert str(only).startswith("facts/a.yaml:3: The fact “pier” is withheld.")
