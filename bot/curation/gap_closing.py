"""A question that was asked in vain is closed by an edit, and those who wished so are told."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.curation.facts import edit_replies
from bot.curation.facts.edit import Edit
from bot.curation.facts.edit_errors import FactEditError
from bot.curation.facts.sameness import squeezed
from bot.reply import Reply
from bot.state.gap_groups import GapGroup, numbered
from bot.state.state import State
from bot.wording import gaps
from bot.wording.figures import Sources
from knowledge.base import KnowledgeBase
from knowledge.model import Fact


@dataclass(frozen=True, slots=True)
class Closing:
    """A question in all its wordings, that is to be closed."""

    group: GapGroup
    state: State
    closed_with: str = ""
    """The fact that closed it before; empty while it is open."""

    @classmethod
    def of(cls, state: State, number: str) -> "Closing | None":
        """Return the question of a number, as it is typed; None if there is none that is open or has been closed by a fact."""
        if group := numbered(state.gaps.open(), number):
            return cls(group, state)
        closed = state.notices.closed(number)
        gap = state.gaps.find(closed[0]) if closed else None
        return cls(GapGroup((gap,)), state, closed[1]) if closed and gap else None

    def before(self, statement: str, base: KnowledgeBase) -> Fact | None:
        """Return the fact that has closed it already, if it says something else.

        What says the same is done again: a kill may have interrupted it.
        """
        fact = base.fact(self.closed_with) if self.closed_with else None
        return fact if fact and squeezed(fact.statement) != squeezed(statement) else None

    def by(self, edit: Callable[[], Edit], base: KnowledgeBase, sources: Sources) -> Reply:
        """Make the edit whose fact answers the question, and say what has become of both; the state is kept afterwards.

        The edit is on disk before the question is closed, and done twice it is done once: a kill in between loses nothing.
        """
        try:
            made = edit()
        except FactEditError as error:
            return edit_replies.refused(error)
        said = edit_replies.told(made, base, sources)
        people = gaps.told(self.group.waiting).blocks if self.group.waiting else ()
        return replace(
            said,
            blocks=(*said.blocks, *people),
            keep=lambda: self.state.notices.owe(self.group.ids, made.fact_id, made.number),
        )
