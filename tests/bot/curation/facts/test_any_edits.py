"""Chat edits, hand edits, refreshes and kills in any order: no fact, no comment and no line of the history is lost, and nothing is there twice.

A short run by default; `EDIT_STEPS=10000` makes a long one.
"""

import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.curation.facts.edit_errors import ChangedMeanwhileError, NoSuchFactError, NothingToUndoError
from bot.curation.facts.fact_edits import FactEdits
from bot.curation.facts.facts_folder import FactsFolder
from bot.curation.facts.history import Author
from bot.home import Home
from knowledge.base import KnowledgeBase
from knowledge.facts import curated, fact_entries
from knowledge.model import QuotedSource, Status

STEPS = int(os.environ.get("EDIT_STEPS", "60"))
STEPS_A_HOME = 50
SENTENCES = [
    "The mill grinds rye on Mondays.",
    "The pier is 200 metres long.",
    "The library opens at nine.",
    "Boats may land at the northern quay.",
    "A ticket costs four euros.",
]
OWN = """\
# own 1
- id: rye  # own 2
  # own 3
  fact: >-  # own 4
    The mill
    grinds rye.
  asks: [What does the mill grind?]  # own 5
  cites:
    # own 6
    - source: town.txt
      quote: "grinds rye on Mondays"
# own 7
"""
BROKEN = "\n- id: [never closed\n"
AUTHORS = [Author("1", "Ada"), Author("2", "Ben")]
MAY_REFUSE = (ChangedMeanwhileError, NoSuchFactError, NothingToUndoError)
STEPS_ON_DISK = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod"}
BEFORE = st.none() | st.integers(0, 12)
"""Right before which step on the disk a chat edit is killed, if it is."""


class Killed(BaseException):
    """Stops everything where it is, as a kill does."""


class Kill:
    """Kills whatever is going on right before one of its steps on the disk."""

    def __init__(self):
        self.left = None
        self.folder = ""
        sys.addaudithook(self.count)

    def count(self, event, arguments):
        if self.left is None or event not in STEPS_ON_DISK or self.folder not in str(arguments[0]):
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise Killed


class LazyBase(KnowledgeBase):
    """A base that looks at the files only when it is told to, as if all others were killed before they could tell it."""

    def refresh(self, *_, is_due=False, **__):
        return super().refresh() if is_due else None


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A home that is read already, to be copied."""
    folder = tmp_path_factory.mktemp("town")
    for part in ("sources", "facts"):
        (folder / part).mkdir()
    (folder / "sources" / "town.txt").write_text("\n\n".join(SENTENCES), encoding="utf-8")
    (folder / "facts" / "own.yaml").write_text(OWN, encoding="utf-8")
    with KnowledgeBase(folder, folder / ".citebot") as base:
        base.refresh()
    return folder


def said(fact):
    """Return all that a fact says, wherever it stands."""
    return curated.digest_of(fact)


class Editing(RuleBasedStateMachine):
    """One home, and what must be in it."""

    kill: Kill
    town: Path

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "home"
        shutil.copytree(self.town, self.folder)
        self.kill.folder = str(self.folder / "facts")
        self.home = Home(self.folder, self.folder / ".citebot")
        self.base = LazyBase(self.home.folder, self.home.derived)
        self.drafts = self.base.drafts("town.txt")
        self.expected = self.facts()
        self.comments = {f"# own {number}" for number in range(1, 8)}
        self.lines: list[bytes] = []
        self.number = 0
        self.is_broken = False

    def teardown(self):
        self.base.close()
        shutil.rmtree(self.folder.parent)

    # --- what is there ---------------------------------------------------------------------------

    @property
    def edits(self):
        return FactEdits(self.home, self.base)

    def facts(self):
        found, _ = curated.load(self.folder / "facts", self.folder)
        return {fact.id: said(fact) for fact in found}

    def new(self, words):
        self.number += 1
        return f"{words} {self.number}"

    def chat(self, before, edit):
        """Make an edit, perhaps killed right before one of its steps; whoever is next finishes it or drops it."""
        self.kill.left = before
        result = None
        try:
            with suppress(*MAY_REFUSE):
                result = edit()
        except Killed:
            with FactsFolder(self.home).locked():
                pass
        finally:
            self.kill.left = None
        known = len(list(self.edits.history))
        lines = self.history_lines()
        records = (
            list(self.edits.history)[known - (len(lines) - len(self.lines)) :]
            if len(lines) > len(self.lines)
            else []
        )
        assert len(records) <= 1
        assert lines[: len(self.lines)] == self.lines
        if result is not None:
            assert len(records) == result.is_new
        for record in records:
            ((fact,), _) = curated.facts_in(record.after, "", {}) if record.after else (((None,)), ())
            self.expected.pop(record.fact_id, None)
            if fact:
                self.expected[record.fact_id] = said(fact)
        self.lines = lines
        return result

    def history_lines(self):
        path = self.folder / "facts" / "history.jsonl"
        return path.read_bytes().splitlines() if path.exists() else []

    def some(self, number):
        """Return a fact as the base has it, which may be long ago."""
        known = [*self.base.curated(), *self.drafts]
        return known[number % len(known)]

    # --- what admins do in the chat --------------------------------------------------------------

    @rule(number=st.integers(0, 20), who=st.sampled_from(AUTHORS), before=BEFORE)
    def approve(self, number, who, before):
        self.chat(before, lambda: self.edits.approve(self.some(number), who, why=self.new("since")))

    @rule(number=st.integers(0, 20), who=st.sampled_from(AUTHORS), before=BEFORE)
    def reword(self, number, who, before):
        fact, words = self.some(number), self.new("It says: so, #1")
        edit = self.chat(before, lambda: self.edits.reword(fact, words, who, seen=fact.statement))
        assert edit is None or edit.after == words

    @rule(number=st.integers(0, 20), who=st.sampled_from(AUTHORS), before=BEFORE)
    def add_question(self, number, who, before):
        question = self.new("Why?")
        self.chat(before, lambda: self.edits.add_question(self.some(number), question, who))

    @rule(number=st.integers(0, 20), who=st.sampled_from(AUTHORS), before=BEFORE)
    def hide(self, number, who, before):
        self.chat(before, lambda: self.edits.hide(self.some(number), who))

    @rule(number=st.integers(0, 4), who=st.sampled_from(AUTHORS), before=BEFORE)
    def write(self, number, who, before):
        words, cite = self.new("One may say"), QuotedSource("town.txt", SENTENCES[number], None, 0)
        self.chat(before, lambda: self.edits.write(words, [cite], who, topics=["town"]))

    @rule(number=st.integers(0, 20), other=st.integers(0, 4), who=st.sampled_from(AUTHORS), before=BEFORE)
    def cite_again(self, number, other, who, before):
        cite = QuotedSource("town.txt", SENTENCES[other], None, 0)
        self.chat(before, lambda: self.edits.cite_again(self.some(number).id, [cite], who))

    @rule(number=st.integers(0, 20), who=st.sampled_from(AUTHORS), before=BEFORE)
    def withdraw(self, number, who, before):
        self.chat(before, lambda: self.edits.withdraw(self.some(number).id, who))

    @rule(number=st.integers(1, 30), who=st.sampled_from(AUTHORS), before=BEFORE)
    def undo(self, number, who, before):
        self.chat(before, lambda: self.edits.undo(number, who))

    # --- what people and machines do besides -----------------------------------------------------

    def by_hand(self, change):
        path = next(iter(sorted((self.folder / "facts").glob("*.yaml"), reverse=self.number % 2 == 1)))
        self.number += 1
        path.write_text(change(path.read_text("utf-8")), encoding="utf-8")

    @rule(at_top=st.booleans())
    def comment(self, at_top):
        words = self.new("# by hand")
        self.comments.add(words)
        self.by_hand(lambda text: f"{words}\n{text}" if at_top else f"{text}{words}\n")

    @rule()
    def write_by_hand(self):
        name, comment = self.new("hand").replace(" ", "-"), self.new("# beside")
        entry = f"- id: {name}   {comment}\n  fact: 'By hand'\n  cites: [{{source: town.txt, quote: {SENTENCES[0]!r}}}]\n"
        self.comments.add(comment)
        self.by_hand(lambda text: f"{entry}\n{text}")
        ((fact,), _) = curated.facts_in(entry, "", {})
        self.expected[name] = said(fact)

    @rule(number=st.integers(0, 20))
    def reword_by_hand(self, number):
        words = self.new("Worded by hand")

        def change(text):
            ids = re.findall(r"^- id: (\S+)", text, re.MULTILINE)
            entry = fact_entries.find(text, ids[number % len(ids)]) if ids else None
            if entry is None:
                return text
            ((old,), _) = curated.facts_in(entry.text, "", {})
            new = fact_entries.edited(entry.text, old, replace(old, statement=words))
            self.expected[old.id] = said(replace(old, statement=words))
            return fact_entries.put(text, entry, new)

        self.by_hand(change)

    @rule()
    def break_or_mend(self):
        path = self.folder / "facts" / "own.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace(BROKEN, "") if BROKEN in text else text + BROKEN, encoding="utf-8")

    @rule()
    def tear_the_history(self):
        with (self.folder / "facts" / "history.jsonl").open("ab") as file:
            file.write(b'{"number": 1, "at": "20')
        self.lines = self.history_lines()

    @precondition(lambda self: self.number % 3 == 0)
    @rule()
    def refresh(self):
        self.base.refresh(is_due=True)
        assert self.base.withheld() == ()
        assert {fact.id for fact in self.base.curated()} == self.expected.keys()
        for fact in self.base.curated():
            assert fact.status is Status.HIDDEN or self.base.fact(fact.id) == fact

    # --- what must hold --------------------------------------------------------------------------

    @invariant()
    def no_fact_is_lost_or_twice(self):
        assert self.facts() == self.expected
        texts = [path.read_text("utf-8") for path in (self.folder / "facts").glob("*.yaml")]
        ids = re.findall(r"^- id: (\w\S*)", "\n".join(texts), re.MULTILINE)
        assert len(ids) == len(set(ids))

    @invariant()
    def no_comment_is_lost(self):
        held = "\n".join(path.read_text("utf-8") for path in (self.folder / "facts").iterdir())
        assert [comment for comment in self.comments if not re.search(rf"{comment}\b", held)] == []

    @invariant()
    def no_line_of_the_history_is_lost_or_twice(self):
        assert self.history_lines() == self.lines
        numbers = [record.number for record in self.edits.history]
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def nothing_is_left_over(self):
        assert [path.name for path in (self.folder / "facts").iterdir() if path.name.startswith(".")] == []


@pytest.fixture(scope="module")
def kill():
    return Kill()


def test_nothing_is_lost_and_nothing_is_there_twice(town, kill):
    Editing.town, Editing.kill = town, kill
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=max(STEPS // STEPS_A_HOME, 2),
            stateful_step_count=min(STEPS, STEPS_A_HOME),
            suppress_health_check=list(HealthCheck),
        ),
    )
