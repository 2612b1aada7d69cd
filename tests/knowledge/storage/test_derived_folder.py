import shutil

from knowledge.storage.derived_folder import DerivedFolder


def test_the_last_generation_is_opened_once(harbour, home):
    folder = DerivedFolder(home.derived, None)
    snapshot = folder.snapshot(0)
    assert snapshot is not None
    assert snapshot.store.number == harbour.generation
    assert folder.snapshot(snapshot.store.number) is None
    folder.close()


def test_before_the_first_generation_there_is_none(tmp_path):
    folder = DerivedFolder(tmp_path / "derived", None)
    assert folder.snapshot(0) is None
    folder.close()


def test_a_generation_without_an_index_is_not_opened(harbour, home, caplog):
    folder = DerivedFolder(home.derived, None)
    shutil.rmtree(folder.index_folder(harbour.generation))
    assert folder.snapshot(0) is None
    assert "cannot be opened" in caplog.text
    folder.close()


def test_indexes_that_nobody_answers_from_are_swept(tmp_path):
    folder = DerivedFolder(tmp_path / "derived", None)
    for generation in (1, 4, 7):
        folder.index_folder(generation).mkdir()
        folder._connection.execute("INSERT INTO generation VALUES (?, ?)", (generation, b""))
    folder.sweep()
    assert [folder.index_folder(n).exists() for n in (1, 4, 7)] == [False, True, True]
    folder.close()
