"""Facts whose sources have changed: what these said and what they say now, side by side."""

from collections.abc import Iterator, Sequence

from bot.reply import Block, Choice, Entry, Listing, Reply, bold, italic, line, note, paragraph, quote, source
from bot.wording.answers import candidate
from bot.wording.comparison import compared
from bot.wording.figures import Sources, listed
from bot.wording.pages import headline, on_page, shorten, turns
from bot.wording.places import place
from bot.wording.translation import apart, counted, text
from knowledge.answering.outcome import Match
from knowledge.facts.lost_quotes import LostQuote, UnderReview
from knowledge.model import Status

COMMAND = "/changed"


def changed(reviews: Sequence[UnderReview], sources: Sources) -> Reply:
    """Tell of facts whose sources have changed: one side by side, several in a list."""
    return side_by_side(reviews[0], sources) if len(reviews) == 1 else overview(reviews, 1)


def overview(reviews: Sequence[UnderReview], number: int) -> Reply:
    """List one page of the facts that are under review, `number` from 1, each leading to both sides."""
    total = len(reviews)
    if not total:
        return Reply((paragraph(text("Every fact rests on what its sources say.")),))
    entries = tuple(
        Entry(
            line(apart(shorten(said(review))), italic(f" · {listed([_consequence(review)])}")),
            f"{COMMAND} {review.fact.id}",
        )
        for review in on_page(reviews, number)
    )
    head = counted(
        "{n} fact rests on what its source no longer says",
        "{n} facts rest on what their sources no longer say",
        total,
    )
    return Reply((headline(head, number, total), Listing(entries)), turns(COMMAND, number, total))


def side_by_side(review: UnderReview, sources: Sources, near: Sequence[Match] = ()) -> Reply:
    """Show what a fact rests on beside what its source says now, and what can be done about it.

    Args:
        review: The fact, and what it has lost.
        sources: What is known of the sources.
        near: Facts that could prove it instead, where nothing has come in the place of what it has lost.
    """
    blocks: list[Block | Listing] = [*sides(review, sources)]
    if near:
        entries = tuple(
            Entry(candidate(match, sources).line, f"/still_true {review.fact.id} {match.fact.id}")
            for match in near
        )
        blocks += [paragraph(text("To prove it with one of these, pick it:")), Listing(entries)]
    return Reply(tuple(blocks), tuple(ways(review)))


def sides(review: UnderReview, sources: Sources) -> Iterator[Block]:
    """Yield what a fact says, how it is told, and what it rests on beside what its source says now."""
    yield paragraph(bold(apart(said(review))))
    yield note(_standing(review, is_gone=any(_source(lost) not in sources for lost in review.lost)))
    for lost in review.lost:
        yield from _sides(lost, sources)


def ways(review: UnderReview, command: str = "/") -> Iterator[Choice]:
    """Yield what can be done about a fact under review.

    Args:
        review: The fact, and what it has lost.
        command: What stands before the verb in what is sent.
    """
    is_hidden = review.fact.status is Status.HIDDEN

    def sent(verb: str) -> str:
        return " ".join((command + verb, review.fact.id))

    if all(lost.now for lost in review.lost):
        yield Choice(text("Hide that, too") if is_hidden else text("Still true"), sent("still_true"))
    if not is_hidden:
        yield Choice(text("Edit"), sent("mend"))
    yield Choice(text("Withdraw"), sent("withdraw"))


def said(review: UnderReview) -> str:
    """Return what a fact says; of a hidden one the sentence that it silences."""
    return review.fact.statement or review.lost[0].cite.quote


def ask_for_wording(review: UnderReview, sources: Sources, completes: str) -> Reply:
    """Ask what a fact shall say now, beside what its source says.

    Args:
        review: The fact, and what it has lost.
        sources: What is known of the sources.
        completes: What the words complete.
    """
    blocks: list[Block] = [
        paragraph(text("Write it as I shall say it. It rests on what the source says now.")),
        paragraph(bold(apart(said(review)))),
    ]
    for lost in review.lost:
        blocks += _sides(lost, sources)
    now = [lost.now.quote for lost in review.lost if lost.now]
    as_it_is = [Choice(text("As the source says it"), f"{completes} {now[0]}")] if len(now) == 1 else []
    return Reply(tuple(blocks), tuple(as_it_is), completes=completes, is_prompt=True)


def unknown(fact_id: str) -> Reply:
    """Say that a fact is not under review."""
    return Reply(
        (paragraph(text("The fact “{id}” is not under review.", id=fact_id)),),
        (Choice(text("All facts under review"), COMMAND),),
        is_in_vain=True,
    )


def _sides(lost: LostQuote, sources: Sources) -> Iterator[Block]:
    before = lost.stood.quote if lost.stood else lost.cite.quote
    old, new = compared(before, lost.now.quote if lost.now else before)
    yield paragraph(text("Before:") if lost.stood else text("Quoted:"))
    yield quote("“", *old, "”")
    yield source(*place(lost.stood, sources)) if lost.stood else source(lost.cite.source)
    if lost.now is None:
        yield paragraph(text("Nothing has come in its place."))
        return
    if lost.stands_elsewhere:
        yield paragraph(text("It stands here, too:"))
    else:
        yield paragraph(text("Now:") if lost.stood else text("Nearest:"))
    yield quote("“", *new, "”")
    yield source(*place(lost.now, sources))


def _source(lost: LostQuote) -> str:
    return lost.stood.source if lost.stood else lost.cite.source


def _standing(review: UnderReview, *, is_gone: bool) -> str:
    if review.fact.status is Status.HIDDEN:
        return text("This sentence is hidden. Its source has changed, so that what it says now is told.")
    if review.is_proven:
        if is_gone:
            return text("Its source is gone. It is told all the same, since another source says the same.")
        return text("Its source has changed. It is told all the same, since another source says the same.")
    if review.was_proven:
        if is_gone:
            return text("Its source is gone. Until you decide, it is not told.")
        return text("Its source has changed. Until you decide, it is not told.")
    return text("Its source does not hold the quote. Until that is mended, it is not told.")


def _consequence(review: UnderReview) -> str:
    if review.fact.status is Status.HIDDEN:
        return text("no longer hidden")
    return text("under review") if review.is_proven else text("withheld")
