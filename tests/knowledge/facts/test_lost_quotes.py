from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.lost_quotes import LastProof, UnderReview
from knowledge.facts.proof import Proof, prove
from knowledge.model import CuratedFact, Document, Kind, QuotedSource, Status
from knowledge.sources.quotes import PlainText
from knowledge.sources.readers.blocks import Block, assemble

OPEN = "The library is open from nine to six. On Sundays it is closed."
FEE = "A lost book costs 30 euros, a late one nothing."


def heading(text: str) -> Block:
    return Block(text, Kind.HEADING, level=1)


def document(source: str, *blocks: Block) -> Document:
    text, passages = assemble(blocks)
    return Document(source, "", "txt", "", None, "en", text, passages)


BEFORE = document("library.txt", heading("Hours"), Block(OPEN), heading("Fees"), Block(FEE))


def curated(name: str, source: str, quote: str) -> CuratedFact:
    cite = QuotedSource(source, quote, None, 3)
    return CuratedFact(name, f"It is said: {quote}", (cite,), Status.APPROVED, (), (), "facts/a.yaml", 1)


HOURS = curated("hours", "library.txt", "open from nine to six")


def after(*now: Document, before: Document = BEFORE, facts: Sequence[CuratedFact] = (HOURS,)) -> Proof:
    """Prove facts on the documents of today that were proven on one of yesterday."""
    yesterday = prove(facts, [before.source], {before.source: before}.get)
    assert yesterday.problems == ()
    library = {document.source: document for document in now}
    last = LastProof(yesterday.facts, yesterday.under_review, {before.source: before}.get)
    return prove(facts, library.keys(), library.get, last)


def only(proof: Proof) -> UnderReview:
    (review,) = proof.under_review
    assert len(review.lost) == 1
    return review


def test_a_quote_that_its_source_still_has_is_not_reviewed_however_much_else_changes() -> None:
    proof = after(document("library.txt", Block("New"), Block(OPEN.replace("Sundays", "Mondays"))))
    assert (len(proof.facts), proof.under_review) == (1, ())


def test_a_sentence_that_changed_is_shown_as_it_was_and_as_it_is() -> None:
    proof = after(document("library.txt", heading("Hours"), Block(OPEN.replace("six", "eight"))))
    (lost,) = only(proof).lost
    assert lost.stood is not None
    assert lost.now is not None
    assert lost.stood.quote == "The library is open from nine to six."
    assert lost.now.quote == "The library is open from nine to eight."
    assert lost.now.locator.heading == ("Hours",)
    assert not lost.stands_elsewhere
    assert proof.facts == ()
    assert str(proof.problems[0]) == (
        "facts/a.yaml:3: The fact “hours” is withheld. The quote is not in “library.txt” any more. "
        "It says instead: “The library is open from nine to eight.” (paragraph 1). Quote that if the fact is still true."
    )


def test_of_what_is_as_much_alike_that_under_the_same_heading_counts() -> None:
    def page(*costs: int) -> Document:
        blocks = (
            (heading(name), Block(f"The ticket costs {cost} euros."))
            for name, cost in zip(("Adults", "Children", "Dogs"), costs, strict=True)
        )
        return document("fares.txt", *chain.from_iterable(blocks))

    fact = curated("children", "fares.txt", "The ticket costs 4 euros.")
    (lost,) = only(after(page(9, 2, 2), before=page(9, 4, 2), facts=[fact])).lost
    assert lost.now is not None
    assert (lost.now.quote, lost.now.locator.heading) == ("The ticket costs 2 euros.", ("Children",))


def test_of_a_thousand_facts_those_are_flagged_whose_sentences_changed() -> None:
    said = [f"Berth {number} of the harbour is {number + 11} metres long." for number in range(1000)]
    before = document("berths.txt", *map(Block, said))
    facts = [curated(f"berth-{number}", "berths.txt", sentence) for number, sentence in enumerate(said)]
    for number in (3, 333, 777):
        said[number] = said[number].replace("metres", "fathoms")
    proof = after(document("berths.txt", *map(Block, [*said[500:], *said[:500]])), before=before, facts=facts)
    now = {review.fact.id: review.lost[0].now for review in proof.under_review}
    assert {name: citation and citation.quote for name, citation in now.items()} == {
        f"berth-{number}": said[number] for number in (3, 333, 777)
    }
    assert len(proof.facts) == 997


def test_what_was_there_before_has_not_come_in_the_place_of_what_is_gone() -> None:
    said = [f"Berth {number} of the harbour is {number + 11} metres long." for number in range(20)]
    before = document("berths.txt", *map(Block, said))
    fact = curated("berth-3", "berths.txt", said.pop(3))
    (lost,) = only(after(document("berths.txt", *map(Block, said)), before=before, facts=[fact])).lost
    assert lost.now is None


def test_where_nothing_comes_near_nothing_is_shown() -> None:
    proof = after(document("library.txt", Block("Whales were seen off the northern cape.")))
    (lost,) = only(proof).lost
    assert (lost.stood is not None, lost.now) == (True, None)


def test_a_fact_whose_sentence_stands_in_another_source_is_cited_from_there() -> None:
    gone = document("library.txt", Block("This page has moved."))
    proof = after(gone, document("town.txt", Block(f"The town has much to see. {OPEN}")))
    (fact,) = proof.facts
    assert fact.is_under_review
    assert [(each.source, each.quote) for each in fact.citations] == [("town.txt", "open from nine to six")]
    assert only(proof).is_proven
    assert "is under review." in str(proof.problems[0])


def test_the_words_of_a_quote_said_of_something_else_prove_nothing() -> None:
    proof = after(
        document("library.txt", Block("This page has moved.")),
        document("pool.txt", Block("The pool is open from nine to six.")),
    )
    assert proof.facts == ()
    assert not only(proof).is_proven


def test_a_source_that_is_gone_is_sought_in_the_one_that_is_called_nearly_so() -> None:
    proof = after(document("library-2.txt", Block(OPEN.replace("six", "eight"))))
    (lost,) = only(proof).lost
    assert lost.now is not None
    assert (lost.now.source, lost.now.quote) == ("library-2.txt", "The library is open from nine to eight.")
    renamed = after(document("library-2.txt", Block(OPEN)))
    assert renamed.facts[0].is_under_review


def test_a_quote_that_never_was_there_is_reviewed_without_a_past_and_never_told() -> None:
    library = {
        each.source: each for each in (BEFORE, document("pool.txt", Block("It is open from nine to seven.")))
    }
    fact = curated("hours", "pool.txt", "open from nine to six")
    proof = prove([fact], library.keys(), library.get)
    review = only(proof)
    assert not review.was_proven
    assert review.lost[0].now is not None
    assert review.lost[0].now.source == "library.txt"
    assert proof.facts == ()


def test_where_it_stood_is_remembered_while_it_is_under_review() -> None:
    changed = document("library.txt", Block(OPEN.replace("six", "eight")))
    review = only(after(changed))
    last = LastProof((), (review,), {changed.source: changed}.get)
    later = document("library.txt", Block(OPEN.replace("six", "ten")))
    (lost,) = only(prove([HOURS], [later.source], {later.source: later}.get, last)).lost
    assert lost.stood == review.lost[0].stood
    assert lost.now is not None
    assert "ten" in lost.now.quote


def test_a_source_that_cannot_be_read_for_now_flags_nothing() -> None:
    proof = prove([HOURS], ["library.txt"], {"library.txt": None}.get)
    assert (proof.facts, proof.under_review) == ((), ())


def test_what_is_lost_is_not_sought_again_while_no_source_changes() -> None:
    changed = document("library.txt", Block(OPEN.replace("six", "eight")))
    proof = after(changed)
    last = LastProof((), proof.under_review, {changed.source: changed}.get, is_current=True)
    moved = replace(HOURS, line=9, cites=(replace(HOURS.cites[0], line=11),))
    asked: list[str] = []
    again = prove([moved], [changed.source], asked.append, last)
    assert asked == []
    assert again.under_review[0].lost[0].now == proof.under_review[0].lost[0].now
    assert again.problems == (replace(proof.problems[0], line=11),)
    other = replace(moved, cites=(replace(moved.cites[0], quote="open from nine to eight"),))
    assert prove([other], [changed.source], {changed.source: changed}.get, last).facts


WORDS = st.sampled_from(["quay", "tug", "is", "red", "long.", "The", "7", "old", "…"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(
    before=st.lists(SENTENCES, min_size=1, max_size=6),
    now=st.lists(SENTENCES, max_size=6),
    kept=st.lists(st.integers(0, 5), max_size=6),
)
def test_whatever_changes_exactly_the_facts_are_flagged_whose_quotes_are_gone(before, now, kept):
    old = document("a.txt", *map(Block, before))
    new = document("a.txt", *map(Block, [*now, *(before[each] for each in kept if each < len(before))]))
    facts = [curated(f"f{number}", "a.txt", said) for number, said in enumerate(before)]
    was = prove(facts, ["a.txt"], {"a.txt": old}.get)
    rest = [fact for fact in facts if fact.id in {each.id for each in was.facts}]
    last = LastProof(was.facts, (), {"a.txt": old}.get)
    proof = prove(rest, ["a.txt"], {"a.txt": new if new.passages else None}.get, last)
    flagged = {review.fact.id for review in proof.under_review}
    found = {fact.id for fact in rest if any(PlainText(new.text).find(PlainText(fact.cites[0].quote)))}
    assert flagged.isdisjoint(found)
    assert {each.id for each in proof.facts} <= found
    for review in proof.under_review:
        now_says = review.lost[0].now
        assert review.was_proven
        assert now_says is None or now_says.quote in " ".join(new.text.split())
