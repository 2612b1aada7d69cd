import os
from dataclasses import replace

import pytest

from knowledge.sources import growth
from knowledge.sources.corpus import list_sources
from knowledge.sources.growth import growing


def test_a_file_that_changes_between_two_looks_is_growing(tmp_path, monkeypatch):
    (tmp_path / "fees").mkdir()
    for name in ("whole.txt", "fees/copied.txt"):
        (tmp_path / name).write_text("The ferry")

    def write_on(_seconds):
        with (tmp_path / "fees/copied.txt").open("a") as file:
            file.write(" sails")
        (tmp_path / "begun.txt").write_text("The")

    monkeypatch.setattr("time.sleep", write_on)
    assert growing(tmp_path, {}) == {"fees/copied.txt", "begun.txt"}


def test_files_that_have_been_there_for_a_while_take_no_second_look(tmp_path, monkeypatch):
    monkeypatch.setattr(growth, "_RECENT_S", -1)
    (tmp_path / "old.txt").write_text("The ferry sails.")
    monkeypatch.setattr("time.sleep", lambda _: 1 // 0)
    assert growing(tmp_path, {}) == frozenset()
    assert growing(tmp_path / "gone", {}) == frozenset()


def test_the_moment_between_the_looks_is_used(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr("time.sleep", lambda _: done.append("waited"))
    growing(tmp_path, {}, lambda: done.append("begun"))
    assert done == []
    (tmp_path / "new.txt").write_text("The ferry sails.")
    growing(tmp_path, {}, lambda: done.append("begun"))
    assert done == ["begun", "waited"]


def test_a_copy_of_what_is_known_already_takes_no_second_look(tmp_path, monkeypatch):
    copied = tmp_path / "copied.txt"
    copied.write_text("The ferry sails.")
    os.utime(copied, (1, 1))
    known, _ = list_sources(tmp_path, {})
    monkeypatch.setattr("time.sleep", lambda _: 1 // 0)
    assert growing(tmp_path, {file.name: file for file in known}) == frozenset()
    with pytest.raises(ZeroDivisionError):
        growing(tmp_path, {"copied.txt": replace(known[0], size=3)})
