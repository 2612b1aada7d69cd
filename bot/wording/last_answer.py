"""What is said when somebody speaks of the last answer: more of its source, how sure it is, and that it is wrong."""

from collections.abc import Callable, Sequence

from bot.reply import Choice, Reply, bold, note, paragraph, quote
from bot.wording.answers import Outcome
from bot.wording.explanation import decision, short
from bot.wording.figures import Sources, percent
from bot.wording.proof import proven
from bot.wording.translation import spans, text
from knowledge.model import Fact


def more(facts: Sequence[Fact], sources: Sources) -> Reply:
    """Show the sentences that follow in a source, at least one, each with its proof."""
    blocks = [paragraph(text("This comes after it in the source:"))]
    for fact in facts:
        blocks += proven(fact, sources)
    return Reply(
        tuple(blocks),
        (Choice(text("Show in source"), f"/show {facts[-1].id}"),),
        fact_id=facts[-1].id,
    )


def no_more() -> Reply:
    """Say that a source ends there."""
    return Reply((paragraph(text("Nothing comes after it in that source.")),))


def none_given() -> Reply:
    """Say that what was asked last has no answer that one could speak of."""
    return Reply(
        (
            paragraph(
                text("Right before this I gave no answer, so there is none to go on from or to correct.")
            ),
        )
    )


def doubted(fact: Fact, outcome: Outcome, sources: Sources) -> Reply:
    """Show the proof of the last answer again, how sure it is, and what came next."""
    blocks = [*proven(fact, sources)]
    if outcome.matches and outcome.matches[0].fact.id == fact.id:
        blocks.append(paragraph(decision(outcome)))
        if others := outcome.matches[1:]:
            blocks += [
                paragraph(text("Next best ({sure}):", sure=percent(others[0].confidence))),
                short(others[0]),
            ]
    return Reply(
        (*blocks, note(text("Look it up, and judge for yourself."))),
        (Choice(text("Show in source"), f"/show {fact.id}"), Choice("👎", f"/vote {fact.id} down")),
    )


def noted_as_wrong(reason: str, for_admins: Callable[[], Reply]) -> Reply:
    """Thank for the word that an answer is wrong, and ask for the reason if none was given."""
    thanks = text("Thank you. I have noted that this answer is wrong, and passed it on.")
    ask = text(
        "If you tell me what is wrong with it, as in “that's wrong, it costs 14 euros”, I pass that on too."
    )
    return Reply((paragraph(thanks), *(() if reason else (note(ask),))), for_admins=for_admins)


def told_wrong(question: str, fact: Fact, reason: str) -> Reply:
    """Tell an admin that somebody says that an answer is wrong."""
    blocks = [
        paragraph(text("Somebody says that this answer is wrong:")),
        paragraph(bold(question)),
        quote(fact.statement),
    ]
    if reason:
        blocks.append(paragraph(*spans("They say: {reason}", reason=reason)))
    return Reply(
        tuple(blocks),
        (
            Choice(text("Show the fact"), f"/fact {fact.id}"),
            Choice(text("Edit"), f"/edit {fact.id}"),
            Choice(text("Hide"), f"/hide {fact.id}"),
        ),
    )
