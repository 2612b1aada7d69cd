"""A question that was asked in vain is closed by an edit, and those who wished so are told."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.curation import edit_replies
from bot.curation.edit import Edit
from bot.curation.edit_errors import FactEditError
from bot.reply import Reply
from bot.state.gap_groups import GapGroup, numbered
from bot.state.state import State
from bot.wording import gaps
from bot.wording.figures import Sources
from knowledge.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Closing:
    """A question in all its wordings, and who closes it."""

    group: GapGroup
    user_id: int
    state: State

    @classmethod
    def of(cls, state: State, number: str, user_id: int) -> "Closing | None":
        """Return the question of a number, as it is typed; None if there is none that is open.

        One that the same person has just closed will do: what a kill has interrupted is done again.
        """
        group = numbered(state.gaps.open(), number)
        if group is None and (gap_id := state.notices.closed_by(user_id, number)):
            closed = state.gaps.find(gap_id)
            group = GapGroup((closed,)) if closed else None
        return cls(group, user_id, state) if group else None

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
            keep=lambda: self.state.notices.owe(self.group.ids, made.fact_id, closed_by=self.user_id),
        )
