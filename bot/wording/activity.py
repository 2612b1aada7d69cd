"""What was asked over some days, in words."""

from bot.reply import Block, Choice, Entry, Listing, Picture, Reply, italic, line, paragraph
from bot.state.activity import Activity
from bot.wording import activity_picture
from bot.wording.figures import Sources, listed, share
from bot.wording.places import called
from bot.wording.translation import apart, counted, text

_SHOWN = 5
"""Sources and questions that are listed."""


def told(activity: Activity, sources: Sources) -> Reply:
    """Say what was asked, and draw it where that is possible."""
    blocks = _blocks(activity, sources)
    return Reply(tuple(blocks), _ways(activity), picture=_picture(activity, sources))


def digest(activity: Activity, sources: Sources) -> Reply:
    """Say what was asked, as a report that nobody has asked for."""
    opening = paragraph(text("This is what I was asked in the last days."))
    reply = told(activity, sources)
    return Reply((opening, *reply.blocks), reply.choices, picture=reply.picture)


def _blocks(activity: Activity, sources: Sources) -> list[Block | Listing]:
    total = activity.total
    days = counted("In the last {n} day", "In the last {n} days", len(activity.days))
    if not total.questions:
        return [paragraph(text("{days} nobody asked me anything.", days=days))]
    asked = counted("{n} question", "{n} questions", total.questions)
    blocks: list[Block | Listing] = [
        paragraph(text("{days}: {asked}. {outcomes}.", days=days, asked=asked, outcomes=_outcomes(activity)))
    ]
    if activity.sources:
        # Only questions can be picked: the numbers of two lists that can be picked run on from one to the other.
        top = tuple(
            Entry(
                line(
                    apart(called(name, sources)), italic(f" · {counted('{n} answer', '{n} answers', times)}")
                )
            )
            for name, times in activity.sources[:_SHOWN]
        )
        blocks += [_head(activity_picture.answers_came_from()), Listing(top)]
    if activity.gaps:
        gaps = tuple(
            Entry(
                line(
                    apart(group.question),
                    italic(f" · {counted('asked once', 'asked {n} times', group.times)}"),
                ),
                f"/answer {group.number}",
            )
            for group in activity.gaps[:_SHOWN]
        )
        blocks += [_head(activity_picture.asked_in_vain()), Listing(gaps)]
    return blocks


def _head(what: str) -> Block:
    return paragraph(text("{what}:", what=what))


def _outcomes(activity: Activity) -> str:
    """Return "Answered 350 (85 %), not sure 40 (10 %), refused 22 (5 %), disliked 12"."""
    total = activity.total

    def of_all(number: int) -> str:
        return text("{number} ({share})", number=number, share=share(number, total.questions))

    told = [text("Answered {how_many}", how_many=of_all(total.answered))]
    if total.unsure:
        told.append(text("not sure {how_many}", how_many=of_all(total.unsure)))
    if total.refused:
        told.append(text("refused {how_many}", how_many=of_all(total.refused)))
    if total.disliked:
        told.append(text("disliked {how_many}", how_many=total.disliked))
    return listed(told)


def _ways(activity: Activity) -> tuple[Choice, ...]:
    return (Choice(text("All open questions"), "/gaps"),) if activity.gaps else ()


def _picture(activity: Activity, sources: Sources) -> Picture | None:
    if not activity.total.questions or not activity_picture.is_possible():
        return None
    alt = text("Questions a day, and what came of them")
    return activity_picture.drawn(activity, sources, alt)
