import datetime as dt
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
import zipfile

import pytest

from knowledge.answering.outcome import Answer, NoAnswer
from knowledge.errors import HomeError


def says(base, question, words):
    outcome = base.ask(question)
    return isinstance(outcome, Answer) and words in outcome.best.fact.statement


BAKERY = "The bakery on Mill Street opens at six in the morning."
MUSEUM = "The maritime museum keeps the anchor of the brig Aurora."


def test_new_changed_and_deleted_files_go_live(home):
    with home.open() as base:
        home.write({"sources/bakery.txt": BAKERY})
        report = base.refresh()
        assert (report.added, report.sources, report.drafts) == (("bakery.txt",), 1, 1)
        assert says(base, "When does the bakery open?", "six")

        home.write({"sources/bakery.txt": BAKERY.replace("six", "seven"), "sources/museum.txt": MUSEUM})
        report = base.refresh()
        assert (report.added, report.changed, report.removed) == (("museum.txt",), ("bakery.txt",), ())
        assert says(base, "When does the bakery open?", "seven")
        assert says(base, "What does the maritime museum keep?", "Aurora")

        home.delete("sources/bakery.txt")
        report = base.refresh()
        assert (report.removed, report.sources) == (("bakery.txt",), 1)
        assert isinstance(base.ask("When does the bakery open?"), NoAnswer)
        assert not base.ask("bakery").matches


def test_a_renamed_file_is_told_as_such_and_its_drafts_are_found_by_their_former_ids(home):
    home.write({"sources/bakery.txt": BAKERY, "sources/museum.txt": MUSEUM})
    with home.open() as base:
        base.refresh()
        ((first,), (other,)) = base.drafts("bakery.txt"), base.drafts("museum.txt")
        former = [first.id]
        for old, new in (
            ("bakery.txt", "a/baker.txt"),
            ("a/baker.txt", "bread.txt"),
            ("museum.txt", "bakery.txt"),
        ):
            (home.folder / "sources" / new).parent.mkdir(exist_ok=True)
            (home.folder / "sources" / old).rename(home.folder / "sources" / new)
            report = base.refresh()
            assert (report.added, report.removed, report.renamed) == ((new,), (old,), ((old, new),))
            former += [fact.id for fact in base.drafts(new)]
            assert [base.fact(one).statement for one in former[:3]] == [BAKERY] * min(len(former), 3)
            assert base.fact(other.id).statement == MUSEUM
        home.delete("sources/bread.txt")
        base.refresh()
        assert base.fact(former[0]) is None


def test_nothing_new_is_no_new_generation(home):
    home.write({"sources/bakery.txt": BAKERY})
    os.utime(home.folder / "sources/bakery.txt", (1, 1))
    with home.open() as base:
        first = base.refresh()
        second = base.refresh()
        assert second.generation == first.generation
        assert not second.is_change


def test_a_new_time_stamp_alone_changes_nothing(home):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as base:
        base.refresh()
        os.utime(home.folder / "sources/bakery.txt", (1, 1))
        assert not base.refresh().is_change
        assert says(base, "When does the bakery open?", "six")


def test_what_was_read_outlives_the_program(home):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as base:
        base.refresh()
    with home.open() as base:
        assert base.generation > 0
        assert says(base, "When does the bakery open?", "six")


def test_another_process_s_refresh_is_noticed(home):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as one, home.open() as other:
        one.refresh()
        assert says(other, "When does the bakery open?", "six")


def test_the_derived_folder_may_be_deleted(home):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as base:
        base.refresh()
    shutil.rmtree(home.derived)
    with home.open() as base:
        assert base.generation == 0
        base.refresh()
        assert says(base, "When does the bakery open?", "six")


def test_a_lost_index_is_built_again_from_the_database(home):
    home.write({"sources/bakery.txt": BAKERY, "sources/museum.txt": MUSEUM})
    with home.open() as base:
        base.refresh()
    for index in home.derived.glob("index-*"):
        shutil.rmtree(index)
    with home.open() as base:
        report = base.refresh()
        assert (report.added, report.changed) == ((), ())
        assert says(base, "When does the bakery open?", "six")
        assert base.ask("bekery").question.understood_as == "bakery"


def test_a_folder_of_another_version_is_derived_again(home):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as base:
        base.refresh()
    database = sqlite3.connect(home.derived / "base.sqlite")
    database.execute("PRAGMA user_version = 9999")
    database.close()
    with home.open() as base:
        assert base.generation == 0
        assert base.refresh().added == ("bakery.txt",)


def test_a_file_that_cannot_be_read_is_a_problem_until_it_is_mended(home):
    home.write({"sources/bakery.txt": BAKERY, "sources/empty.txt": ""})
    with home.open() as base:
        (problem,) = base.refresh().problems
        assert problem.file == "sources/empty.txt"
        assert says(base, "When does the bakery open?", "six")
        assert base.refresh().problems == (problem,)
        home.write({"sources/empty.txt": MUSEUM})
        assert base.refresh().problems == ()
        assert says(base, "What does the maritime museum keep?", "Aurora")


def test_a_fact_whose_quote_is_gone_is_withheld(home):
    fact = f"- {{id: bakery, fact: The bakery opens at six., cites: {{source: bakery.txt, quote: {BAKERY}}}}}"
    home.write({"sources/bakery.txt": BAKERY, "facts/town.yaml": fact})
    with home.open() as base:
        assert base.refresh().withheld == ()
        assert base.ask("When does the bakery open?").best.fact.id == "bakery"
        home.write({"sources/bakery.txt": BAKERY.replace("six", "seven")})
        report = base.refresh()
        assert report.withheld == ("bakery",)
        assert [(problem.file, problem.line) for problem in report.problems] == [("facts/town.yaml", 1)]
        assert base.fact("bakery") is None


def test_a_fact_under_review_is_told_while_its_sentence_stands_in_another_source_and_mended_by_a_new_quote(
    home,
):
    fact = "- {{id: bakery, fact: The bakery opens at six., cites: {{source: {source}, quote: {quote}}}}}"
    both = {"sources/bakery.txt": BAKERY, "sources/town.txt": f"The town has a market. {BAKERY}"}
    home.write({**both, "facts/town.yaml": fact.format(source="bakery.txt", quote=BAKERY)})
    now = BAKERY.replace("six", "seven")
    with home.open() as base:
        base.refresh()
        home.write({"sources/bakery.txt": now})
        assert base.refresh().withheld == ()
        assert base.fact("bakery").is_under_review
        assert base.ask("When does the bakery open?").best.fact.citations[0].source == "town.txt"
        home.write({"sources/town.txt": "The town has a market."})
        assert base.refresh().withheld == ("bakery",)
        assert [review.lost[0].stood.quote for review in base.under_review()] == [BAKERY]
        home.write({"facts/town.yaml": fact.format(source="bakery.txt", quote=now)})
        assert base.refresh().withheld == base.under_review() == ()
        assert not base.fact("bakery").is_under_review


def test_old_generations_are_swept(home):
    with home.open() as base:
        for number in range(5):
            home.write({"sources/bakery.txt": BAKERY + " " * number + f"No {number}."})
            base.refresh()
        assert len(list(home.derived.glob("index-*"))) <= 2
    database = sqlite3.connect(home.derived / "base.sqlite")
    assert database.execute("SELECT count(*) FROM source").fetchone() <= (2,)
    database.close()


def test_the_words_of_deleted_sources_are_forgotten(home):
    home.write({"sources/bakery.txt": BAKERY, "sources/museum.txt": MUSEUM})
    with home.open() as base:
        base.refresh()
        assert base.ask("bekery").question.understood_as == "bakery"
        home.delete("sources/bakery.txt")
        base.refresh()
        assert base.ask("bekery").question.understood_as is None


@pytest.mark.parametrize("moment", ["DerivedFolder.write_index", "StoreWriter.finish", "StoreWriter.sweep"])
def test_a_crash_while_building_leaves_the_last_generation(home, moment):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as base:
        base.refresh()
    home.write({"sources/museum.txt": MUSEUM})
    crash = textwrap.dedent(f"""
        import os, pathlib
        from knowledge.base import KnowledgeBase
        from knowledge.storage.derived_folder import DerivedFolder
        from knowledge.storage.store_writer import StoreWriter
        def die(*_): os._exit(9)
        {moment} = die
        home = pathlib.Path({str(home.folder)!r})
        KnowledgeBase(home, home / ".citebot").refresh()
    """)
    assert subprocess.run([sys.executable, "-c", crash], check=False).returncode == 9
    with home.open() as base:
        assert says(base, "When does the bakery open?", "six")
        assert not says(base, "What does the maritime museum keep?", "Aurora")
        base.refresh()
        assert says(base, "What does the maritime museum keep?", "Aurora")


def test_questions_are_answered_while_a_refresh_runs(home):
    home.write({"sources/bakery.txt": BAKERY})
    answers = []
    with home.open() as base:
        base.refresh()

        def ask(_stage, _done, _total):
            asking = threading.Thread(
                target=lambda: answers.append(says(base, "When does the bakery open?", "six"))
            )
            asking.start()
            asking.join()

        home.write({"sources/bakery.txt": BAKERY.replace("six", "seven")})
        base.refresh(ask)
        assert answers
        assert all(answers)
        assert says(base, "When does the bakery open?", "seven")


def test_progress_names_the_file_and_counts(home):
    home.write({"sources/bakery.txt": BAKERY})
    steps = []
    with home.open() as base:
        base.refresh(lambda *step: steps.append(step))
    assert ("Reading bakery.txt", 1, 1) in steps


def test_what_an_archive_holds_goes_live_changes_and_leaves_with_it(home):
    archive = home.folder / "sources/all.zip"
    archive.parent.mkdir(exist_ok=True)
    with home.open() as base:
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("bakery.txt", BAKERY)
            file.writestr("museum.txt", MUSEUM)
        report = base.refresh()
        assert (report.added, report.sources) == (("all.zip",), 2)
        outcome = base.ask("When does the bakery open?")
        assert outcome.best.fact.citations[0].source == "all.zip/bakery.txt"
        assert not base.refresh().is_change

        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("bakery.txt", BAKERY.replace("six", "seven"))
        report = base.refresh()
        assert (report.changed, report.removed, report.sources) == (("all.zip",), (), 1)
        assert says(base, "When does the bakery open?", "seven")

        home.delete("sources/all.zip")
        assert base.refresh().sources == 0
        assert not base.ask("bakery").matches


def test_a_folder_that_vanishes_is_told_and_the_last_good_base_answers(home):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as base:
        base.refresh()
        (home.folder / "sources").rename(home.folder / "elsewhere")
        with pytest.raises(HomeError, match=r"is gone.*Put it back"):
            base.refresh()
        assert says(base, "When does the bakery open?", "six")
        (home.folder / "elsewhere").rename(home.folder / "sources")
        assert not base.refresh().is_change


def test_a_full_disk_is_told_and_the_last_good_base_answers(home):
    home.write({"sources/bakery.txt": BAKERY})
    with home.open() as base:
        base.refresh()
    home.write({"sources/museum.txt": "\n\n".join(f"{MUSEUM} It is number {n}." for n in range(1500))})
    # The system refuses files beyond a size much as it refuses them on a full disk.
    fill = textwrap.dedent(f"""
        import pathlib, resource
        from knowledge.base import KnowledgeBase
        from knowledge.errors import StoreError
        home = pathlib.Path({str(home.folder)!r})
        base = KnowledgeBase(home, home / ".citebot")
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        try:
            base.refresh()
        except StoreError as error:
            print(error, base.ask("When does the bakery open?").best.fact.statement)
    """)
    told = subprocess.run([sys.executable, "-c", fill], check=True, capture_output=True, text=True).stdout
    assert re.search(r"could not be kept in .*Until then what was read before counts.*six", told)


def test_a_file_that_is_still_being_written_is_left_for_the_next_time(home, monkeypatch):
    home.write({"sources/bakery.txt": BAKERY, "sources/museum.txt": MUSEUM})
    with home.open() as base:
        base.refresh()

        def write_on(_seconds):
            home.write({"sources/bakery.txt": BAKERY.replace("six", "seven"), "sources/new.txt": "The new"})

        home.write({"sources/bakery.txt": "The bakery", "sources/museum.txt": MUSEUM + " It is old."})
        monkeypatch.setattr("time.sleep", write_on)
        assert base.refresh(is_patient=True).changed == ("museum.txt",)
        assert says(base, "When does the bakery open?", "six")
        monkeypatch.setattr("time.sleep", lambda _: None)
        report = base.refresh(is_patient=True)
        assert (report.added, report.changed) == (("new.txt",), ("bakery.txt",))
        assert says(base, "When does the bakery open?", "seven")


def test_folders_of_sources_are_topics(home):
    home.write({"sources/town/fees/bakery.txt": BAKERY, "sources/museum.txt": MUSEUM})
    with home.open() as base:
        base.refresh()
        assert base.topics()[:2] == ("town", "fees")
        (fact,), total = base.facts("Fees")
        assert (fact.topics, total) == (("town", "fees"), 1)
        assert base.facts("museum")[1] == 1


def test_what_a_file_beside_a_source_says_of_it_counts_and_goes_live(home):
    home.write({"sources/mill.txt": "THE MILL\n\nThe mill grinds rye and oats every day.\n"})
    with home.open() as base:
        base.refresh()
        home.write(
            {
                "sources/mill.txt.yaml": "title: Windmills of Brede\nauthor: Olaf Berg\ndate: 2024-03-05\nlink: https://mills.example/3\n"
            }
        )
        assert base.refresh().changed == ("mill.txt",)
        (mill,) = base.sources()
        assert (mill.title, mill.author, mill.date) == (
            "Windmills of Brede",
            "Olaf Berg",
            dt.date(2024, 3, 5),
        )
        assert mill.link == base.document("windmills").link == "https://mills.example/3"
        assert not base.problems()
        assert not base.refresh().is_change
        (home.folder / "sources/mill.txt.yaml").unlink()
        assert base.refresh().changed == ("mill.txt",)
        (mill,) = base.sources()
        assert (mill.title, mill.author, mill.date, mill.link) == ("THE MILL", "", None, "")


def test_a_mistake_in_a_description_is_a_problem_and_what_it_said_before_counts(home):
    home.write({"sources/mill.txt": "The mill grinds rye.\n", "sources/mill.txt.yaml": "title: The mill\n"})
    with home.open() as base:
        base.refresh()
        home.write(
            {
                "sources/mill.txt.yaml": "title: The mill\ndate: soon\n",
                "sources/gone.pdf.yaml": "title: Gone\n",
            }
        )
        report = base.refresh()
        assert not report.is_change
        assert [(problem.file, problem.line) for problem in report.problems] == [
            ("sources/gone.pdf.yaml", None),
            ("sources/mill.txt.yaml", 2),
        ]
        assert "counts only beside it" in report.problems[0].message
        assert base.sources()[0].title == "The mill"
