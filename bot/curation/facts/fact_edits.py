"""Facts approved, worded otherwise, asked for otherwise, hidden, written, cited anew and withdrawn; each of it can be taken back.

Each change is made on the files as they are by then, so that nothing that somebody has written meanwhile is lost, and is live at once. Done
twice it is done once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.curation.facts import lengths
from bot.curation.facts.draft_cites import cites_of
from bot.curation.facts.edit import Edit, says
from bot.curation.facts.edit_errors import (
    ChangedMeanwhileError,
    NoSuchFactError,
    NothingToUndoError,
    NotProvenError,
)
from bot.curation.facts.fact_ids import readable_id
from bot.curation.facts.facts_folder import FactsFolder, Held, same
from bot.curation.facts.history import Action, Author, Record
from bot.curation.facts.sameness import asked, quotes, squeezed
from bot.home import Home
from bot.state.table import Clock, utc_now
from knowledge.base import KnowledgeBase
from knowledge.facts import fact_entries
from knowledge.facts.proof import Unproven
from knowledge.model import CuratedFact, Fact, QuotedSource, Status

APPROVED_FILE = "facts/approved.yaml"
"""Where facts go that come from the chat."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody wishes of a fact that is to be approved, or is."""

    action: Action
    statement: str = ""
    """What it is to say; empty for the same as before."""
    seen: str = ""
    """What it said when they saw it."""
    asks: Sequence[str] = ()
    """Questions that it is to answer beside those it has."""
    why: str = ""


class FactEdits:
    """Changes the curated facts of a home."""

    def __init__(self, home: Home, base: KnowledgeBase, clock: Clock = utc_now) -> None:
        self._folder = FactsFolder(home)
        self._base = base
        self._clock = clock
        self.history = self._folder.history

    def approve(self, fact: Fact, author: Author, *, asks: Sequence[str] = (), why: str = "") -> Edit:
        """Make a draft or a hidden fact an approved one.

        Args:
            fact: As the base gives it.
            author: Who approves it.
            asks: Questions that it answers beside those it has.
            why: For the history.
        """
        return self._settle(fact, author, _Wish(Action.APPROVED, asks=asks, why=why))

    def add_question(self, fact: Fact, question: str, author: Author) -> Edit:
        """Note another question that a fact answers; a draft is approved with it.

        Raises:
            TooLongError: If nobody asks like that.
        """
        return self.add_questions(fact, [lengths.question(question)], author)

    def add_questions(self, fact: Fact, questions: Sequence[str], author: Author) -> Edit:
        """Note several at once."""
        return self._settle(fact, author, _Wish(Action.ASKED, asks=questions))

    def reword(self, fact: Fact, statement: str, author: Author, *, seen: str, why: str = "") -> Edit:
        """Let a fact say the same in other words; a draft is approved with them. Its quotes stay.

        Args:
            fact: As the base gives it.
            statement: What it is to say.
            author: Who words it.
            seen: What it said when they saw it.
            why: For the history.

        Raises:
            ChangedMeanwhileError: If it says something else by now.
            TooLongError: If the words are too long to be told.
        """
        wish = _Wish(Action.REWORDED, lengths.statement(statement), squeezed(seen), why=why)
        return self._settle(fact, author, wish)

    def hide(self, fact: Fact, author: Author, why: str = "") -> Edit:
        """Silence a fact, or the sentence of a draft."""
        with self._folder.locked():
            held = self._held(fact)
            if held is None:
                new = self._new(fact.statement, cites_of(fact, self._base))
                edit = self._add(replace(new, status=Status.HIDDEN), author, Action.HIDDEN, why)
            else:
                hidden = replace(held.read(), status=Status.HIDDEN)
                edit = self._change(held, hidden, author, Action.HIDDEN, why)
        return self._live(edit)

    def write(
        self,
        statement: str,
        cites: Sequence[QuotedSource],
        author: Author,
        *,
        asks: Sequence[str] = (),
        topics: Sequence[str] = (),
    ) -> Edit:
        """Write a new fact.

        Args:
            statement: What it says.
            cites: What proves it, at least one.
            author: Who writes it.
            asks: Questions that it answers.
            topics: What it is about.

        Raises:
            NotProvenError: If a source does not hold its quote.
            TooLongError: If the statement is too long to be told.
        """
        statement = lengths.statement(statement)
        with self._folder.locked():
            known = self._quoting(cites, statement)
            if known is None:
                edit = self._add(self._new(statement, cites, asks, topics), author, Action.WRITTEN, "")
            else:
                edit = self._change(known, asked(known.read(), asks), author, Action.ASKED, "")
        return self._live(edit)

    def cite_again(self, fact_id: str, cites: Sequence[QuotedSource], author: Author, why: str = "") -> Edit:
        """Prove a fact of the files with other quotes in the place of all it has.

        Raises:
            NotProvenError: If a source does not hold its quote.
            NoSuchFactError: If no file holds the fact.
        """
        with self._folder.locked():
            held = self._entry(fact_id)
            fact = held.read()
            if quotes(fact.cites) != quotes(cites):
                self._prove(cites)
                fact = replace(fact, cites=tuple(cites))
            edit = self._change(held, fact, author, Action.CITED, why)
        return self._live(edit)

    def withdraw(self, fact_id: str, author: Author, why: str = "") -> Edit:
        """Take a fact out of its file; the history keeps it.

        Raises:
            NoSuchFactError: If no file holds the fact, nor has held it.
        """
        with self._folder.locked():
            last = next(iter(self.history.of(fact_id)), None)
            if last and not last.after and self._folder.find(fact_id) is None:
                return replace(Edit.of(last), is_new=False)
            edit = self._change(self._entry(fact_id), None, author, Action.WITHDRAWN, why)
        return self._live(edit)

    def file_of(self, fact_id: str) -> str:
        """Return the file that holds a fact, be it one that is not told; empty if none does."""
        held = self._folder.find(fact_id)
        return held.file if held else ""

    def last(self, author: Author) -> Record | None:
        """Return the youngest edit of a person that is not taken back."""
        return self.history.last(author.id)

    def undo(self, number: int, author: Author, why: str = "") -> Edit:
        """Take an edit back, if the fact is still what it made of it.

        Raises:
            NothingToUndoError: If there is no such edit.
            ChangedMeanwhileError: If the fact has been changed since.
        """
        with self._folder.locked():
            edit = self.history.find(number)
            if edit is None:
                raise NothingToUndoError(f"There is no edit e{number}.")
            held = self._folder.find(edit.fact_id)
            present = held.entry.text if held else ""
            if same(present, edit.before):
                return Edit(
                    number, Action.UNDONE, edit.fact_id, says(edit.after), says(edit.before), is_new=False
                )
            if not same(present, edit.after):
                raise ChangedMeanwhileError(edit.fact_id, says(present))
            back = self._begun(author, Action.UNDONE, edit.fact_id, held.file if held else edit.file, why)
            back = replace(back, before=present, after=edit.before, line=edit.line, undoes=number)
            undone = Edit.of(self._folder.commit(back))
        return self._live(undone)

    def forget(self, author: Author) -> None:
        """Keep what a person did, but not that it was them."""
        if not any(record.by == author.id for record in self.history):
            return
        with self._folder.locked():
            self.history.forget(author.id)

    # --- one edit --------------------------------------------------------------------------------

    def _settle(self, fact: Fact, author: Author, wish: _Wish) -> Edit:
        """Make a fact an approved one, with another wording or further questions where they are wished."""
        with self._folder.locked():
            held = self._held(fact)
            present = held.read() if held else None
            said = (present.statement if present else "") or fact.statement
            if wish.statement and squeezed(said) not in (wish.seen, wish.statement):
                raise ChangedMeanwhileError(fact.id, said)
            if present is None or held is None:
                new = self._new(wish.statement or said, cites_of(fact, self._base), fact.asks, fact.topics)
                edit = self._add(asked(new, wish.asks), author, wish.action, wish.why)
            else:
                new = replace(present, statement=wish.statement or said, status=Status.APPROVED)
                edit = self._change(held, asked(new, wish.asks), author, wish.action, wish.why)
        return self._live(edit)

    def _held(self, fact: Fact) -> Held | None:
        """Return the entry of a fact in the files; of a draft, that of the fact that quotes the same."""
        if fact.status is not Status.DRAFT:
            return self._entry(fact.id)
        return self._quoting(cites_of(fact, self._base))

    def _quoting(self, cites: Sequence[QuotedSource], statement: str = "") -> Held | None:
        """Return the entry of the fact that quotes the same, and says the same where a statement is given."""
        for fact in self._folder.facts():
            if quotes(fact.cites) == quotes(cites) and statement in ("", squeezed(fact.statement)):
                return self._entry(fact.id)
        return None

    def _entry(self, fact_id: str) -> Held:
        held = self._folder.find(fact_id)
        if held is None:
            raise NoSuchFactError(fact_id)
        return held

    def _new(
        self,
        statement: str,
        cites: Sequence[QuotedSource],
        asks: Sequence[str] = (),
        topics: Sequence[str] = (),
    ) -> CuratedFact:
        """Return a fact that is not in the files yet.

        Raises:
            NotProvenError: If a source does not hold its quote.
        """
        self._prove(cites)
        return CuratedFact(
            id=readable_id(statement, self._is_taken),
            statement=statement,
            cites=tuple(cites),
            status=Status.APPROVED,
            asks=tuple(dict.fromkeys(map(squeezed, asks))),
            topics=tuple(topics),
            file=APPROVED_FILE,
            line=0,
        )

    def _is_taken(self, fact_id: str) -> bool:
        return self._folder.holds(fact_id) or bool(self.history.of(fact_id))

    def _prove(self, cites: Sequence[QuotedSource]) -> None:
        unproven = tuple(each for each in self._base.check(cites) if isinstance(each, Unproven))
        if unproven or not cites:
            raise NotProvenError(unproven)

    def _add(self, fact: CuratedFact, author: Author, action: Action, why: str) -> Edit:
        begun = self._begun(author, action, fact.id, fact.file, why)
        return Edit.of(self._folder.commit(replace(begun, after=fact_entries.written(fact))))

    def _change(self, held: Held, new: CuratedFact | None, author: Author, action: Action, why: str) -> Edit:
        """Make another fact of an entry, or none; the same fact is no edit."""
        old = held.read()
        if new == old:
            last = next(iter(self.history.of(old.id)), None)
            number = last.number if last else 0
            return Edit(number, action, old.id, old.statement, old.statement, is_new=False)
        entry = held.entry
        begun = self._begun(author, action, old.id, held.file, why)
        after = fact_entries.edited(entry.text, old, new) if new else ""
        return Edit.of(self._folder.commit(replace(begun, before=entry.text, after=after, line=entry.line)))

    def _begun(self, author: Author, action: Action, fact_id: str, file: str, why: str) -> Record:
        return Record(0, self._clock(), author.id, author.name, action, fact_id, file, "", "", why)

    def _live(self, edit: Edit) -> Edit:
        if edit.is_new:
            self._base.refresh(only_facts=True)
        return edit
