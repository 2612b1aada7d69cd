import pytest

from knowledge.errors import StoreError
from knowledge.storage.indexed_facts import IndexedFact
from knowledge.storage.tantivy_index import TantivyIndex, write


def entry(row, words, source=1, first=None, last=None, **more):
    first, last = first or row, last or row
    return IndexedFact(
        **{"heading": "", **more},
        row=row,
        document=source,
        first=first,
        last=last,
        terms=words,
        names="",
        words="",
    )


def build(folder, previous, removed, entries):
    with write(folder, previous) as index:
        for source in removed:
            index.remove(source)
        index.add(entries)
        index.count([])
    return TantivyIndex(folder)


def test_the_fact_with_the_rarer_word_comes_first(tmp_path):
    build(tmp_path / "i", None, (), [entry(1, "red boat"), entry(2, "red boat green"), entry(3, "red")])
    rows = [row for row, _ in TantivyIndex(tmp_path / "i").search({"red": 1.0, "green": 1.0}, 10)]
    assert rows[0] == 2
    assert set(rows) == {1, 2, 3}


def test_example_questions_and_neighbours_are_searched_too(tmp_path):
    entries = [
        entry(1, "boat", last=2),
        entry(2, "sail", first=1),
        entry(3, "tug", 0, asks="who pull\nwhat pull"),
    ]
    build(tmp_path / "i", None, (), entries)
    index = TantivyIndex(tmp_path / "i")
    assert {row for row, _ in index.search({"sail": 1.0}, 10)} == {1, 2}
    assert [row for row, _ in index.search({"pull": 1.0}, 10)] == [3]


def test_what_stands_above_a_fact_is_known_of_it(tmp_path):
    index = build(tmp_path / "i", None, (), [entry(1, "price", heading="brisk pro")])
    assert index.heads("brisk")
    assert not index.heads("price")
    assert not index.knows("brisk")


def test_the_next_index_loses_and_gains_while_the_last_one_stays(tmp_path):
    build(tmp_path / "1", None, (), [entry(1, "boat", 1), entry(2, "boat", 2)])
    before = TantivyIndex(tmp_path / "1")
    build(tmp_path / "2", tmp_path / "1", [1], [entry(3, "boat", 3)])
    after = TantivyIndex(tmp_path / "2")
    assert {row for row, _ in before.search({"boat": 1.0}, 10)} == {1, 2}
    assert {row for row, _ in after.search({"boat": 1.0}, 10)} == {2, 3}
    assert (before.size, after.size) == (2, 2)


def test_what_an_interrupted_build_left_is_replaced(tmp_path):
    (tmp_path / "i" / "facts").mkdir(parents=True)
    (tmp_path / "i" / "facts" / "meta.json").write_text("{")
    build(tmp_path / "i", None, (), [entry(1, "boat")])
    assert TantivyIndex(tmp_path / "i").frequency("boat") == 1


def test_a_term_with_the_engine_s_own_syntax_is_an_ordinary_term(tmp_path):
    build(tmp_path / "i", None, (), [entry(1, "a+b AND terms:x")])
    assert TantivyIndex(tmp_path / "i").search({"AND": 1.0, "(": 1.0}, 10)[0][0] == 1


def test_an_entry_added_and_removed_before_the_end_is_not_there(tmp_path):
    with write(tmp_path / "i", None) as index:
        index.add([entry(1, "boat", 1), entry(2, "boat", 2)])
        index.remove(1)
        index.count([])
    assert TantivyIndex(tmp_path / "i").search({"boat": 1.0}, 10)[0][0] == 2


def test_company_is_the_weight_of_the_terms_that_stand_in_one_fact_with_a_term(tmp_path):
    index = build(
        tmp_path / "i", None, (), [entry(1, "red boat"), entry(2, "boat green sail"), entry(3, "tug")]
    )
    weights = {"red": 1.0, "green": 2.0, "sail": 0.5, "tug": 4.0}
    assert index.company("boat", weights) == pytest.approx(2.5)
    assert index.company("tug", {"boat": 1.0}) == 0.0


def test_terms_of_one_beginning_come_the_most_frequent_first(tmp_path):
    index = build(
        tmp_path / "i", None, (), [entry(1, "boat boatman"), entry(2, "boat tug"), entry(3, "boater boat")]
    )
    assert index.beginning("boat", 2) == ["boat", "boater"]


def test_a_missing_index_is_said(tmp_path):
    with pytest.raises(StoreError):
        TantivyIndex(tmp_path / "none")
