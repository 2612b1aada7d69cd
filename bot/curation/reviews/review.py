"""A walk through facts, step by step: what is done with one, and the next one in its place."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.curation.facts import edit_replies, under_review
from bot.curation.facts.edit import Edit, mark
from bot.curation.facts.edit_errors import ChangedMeanwhileError, FactEditError
from bot.curation.facts.fact_edits import FactEdits
from bot.curation.facts.history import Author
from bot.curation.reviews.review_walk import Done, onward
from bot.reply import Reply
from bot.state.reviews import Cause, Walk
from bot.wording import changed_facts, fact_edits, reviews
from bot.wording.figures import Sources
from bot.wording.reviews import Before
from knowledge.base import KnowledgeBase
from knowledge.facts.lost_quotes import UnderReview
from knowledge.model import Fact

NO_WALK = Walk((), dt.datetime.max.replace(tzinfo=dt.UTC))
"""Of whoever goes through nothing."""


@dataclass(frozen=True, slots=True)
class Review:
    """A walk, and all that it takes to go on with it in any thread."""

    walk: Walk
    causes: Mapping[str, Cause]
    """Why facts deserve a look, by their ids."""
    base: KnowledgeBase
    sources: Sources
    edits: FactEdits
    author: Author

    def begin(self) -> Reply:
        """Show the first fact."""
        return self._after("", Before())

    def skip(self, fact_id: str) -> Reply:
        """Leave a fact as it is, and show the next."""
        return self._after(fact_id, Before())

    def approve(self, fact_id: str) -> Reply:
        """Approve a fact, and show the next."""
        return self._do(fact_id, lambda fact: self.edits.approve(fact, self.author))

    def hide(self, fact_id: str) -> Reply:
        """Silence a fact, and show the next."""
        return self._do(fact_id, lambda fact: self.edits.hide(fact, self.author))

    def edit(self, fact_id: str, wording: str) -> Reply:
        """Ask how a fact is to be worded; or word it so, if it still says what it said then, and show the next.

        Args:
            fact_id: The fact.
            wording: Empty, or the mark of what it said then, and the wording.
        """
        fact = self.base.fact(fact_id)
        if fact is None:
            return self._after(fact_id, Before((reviews.gone(),)))
        seen, _, words = wording.partition(" ")
        present = mark(fact.statement)
        begun = f"/review edit {fact_id} {present}"
        if not words:
            return fact_edits.ask_for_wording(fact, self.sources, begun)
        if seen != present:
            return self._at(fact_id, _refusal(ChangedMeanwhileError(fact_id, fact.statement)))
        return self._do(
            fact_id, lambda fact: self.edits.reword(fact, words, self.author, seen=fact.statement), begun
        )

    def still_true(self, fact_id: str) -> Reply:
        """Let a fact rest on what its source says now, and show the next."""
        return self._settle(
            fact_id,
            lambda review: self.edits.cite_again(fact_id, under_review.cites_now(review), self.author),
        )

    def withdraw(self, fact_id: str) -> Reply:
        """Take a fact whose source has changed out of its file, and show the next."""
        return self._settle(fact_id, lambda _: self.edits.withdraw(fact_id, self.author))

    def mend(self, fact_id: str, wording: str) -> Reply:
        """Ask how a fact whose source has changed is to be worded; or word it so, and show the next."""
        review, begun = under_review.find(self.base, fact_id), f"/review mend {fact_id}"
        if review and not wording:
            return changed_facts.ask_for_wording(review, self.sources, begun)
        return self._settle(
            fact_id, lambda review: under_review.mend(review, wording, self.edits, self.author), begun
        )

    def undo(self, number: int, fact_id: str) -> Reply:
        """Take back what was done with a fact, and show it again."""
        try:
            edit = self.edits.undo(number, self.author)
            before = _report(edit, fact_edits.done_undone(number))
        except FactEditError as error:
            before = _refusal(error)
        return self._at(fact_id, before)

    def stop(self) -> Reply:
        """End the walk, and say what was done in it."""
        return self._over(Before(), is_stopped=True)

    def _do(self, fact_id: str, change: Callable[[Fact], Edit], begun: str = "") -> Reply:
        fact = self.base.fact(fact_id)
        if fact is None:
            return self._after(fact_id, Before((reviews.gone(),)))
        return self._made(fact_id, lambda: change(fact), begun)

    def _settle(self, fact_id: str, change: Callable[[UnderReview], Edit], begun: str = "") -> Reply:
        review = under_review.find(self.base, fact_id)
        if review is None:
            return self._after(fact_id, Before((reviews.gone(),)))
        return self._made(fact_id, lambda: change(review), begun)

    def _made(self, fact_id: str, change: Callable[[], Edit], begun: str) -> Reply:
        try:
            edit = change()
        except FactEditError as error:
            refused = edit_replies.refused(error, begun)
            again = self._at(fact_id, Before(refused.blocks))
            return replace(again, completes=refused.completes, is_prompt=refused.is_prompt)
        undo = f"/review undo {edit.number} {fact_id}" if edit.is_new else ""
        return self._after(fact_id, replace(_report(edit, fact_edits.done()[edit.action]), undo=undo))

    def _after(self, fact_id: str, before: Before) -> Reply:
        following = onward(self.walk, fact_id, self.base, self._done())
        before = replace(before, left_out=following.left_out)
        if following.fact_id is None:
            return self._over(before, is_stopped=False)
        return self._at(following.fact_id, before)

    def _at(self, fact_id: str, before: Before) -> Reply:
        ids = self.walk.fact_ids if fact_id in self.walk.fact_ids else (fact_id,)
        number = ids.index(fact_id) + 1
        if review := under_review.find(self.base, fact_id):
            return reviews.changed_step(review, number, len(ids), before, self.sources)
        fact = self.base.fact(fact_id)
        if fact is None:
            return self._after(fact_id, replace(before, blocks=(*before.blocks, reviews.gone())))
        return reviews.step(fact, number, len(ids), self.causes.get(fact.id, Cause()), before, self.sources)

    def _over(self, before: Before, *, is_stopped: bool) -> Reply:
        return reviews.over(self._done().actions, before, is_stopped=is_stopped)

    def _done(self) -> Done:
        return Done.since(self.walk, self.edits.history, self.author.id)


def _report(edit: Edit, what: str) -> Before:
    return Before((reviews.done(what, edit.after or edit.before),))


def _refusal(error: FactEditError) -> Before:
    return Before(edit_replies.refused(error).blocks)
