import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.errors import StoreError
from knowledge.languages.slips import one_mistake_away
from knowledge.storage.vocabulary import MOST_NEAR, Vocabulary, write_vocabulary

LETTERS = "abdeé"
CROWDED = sorted(
    {word for seed in ("bade", "abed", "beads", "dabbed") for word in one_mistake_away(seed, "abde")}
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Hundreds of words, all of them like many others."""
    folder = tmp_path_factory.mktemp("crowded") / "words"
    write_vocabulary(folder, None, ((word, 1 + n) for n, word in enumerate(CROWDED)))
    return Vocabulary(folder)


@given(word=st.text(LETTERS, min_size=4, max_size=8), mistakes=st.sampled_from([1, 2]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_every_word_within_reach_is_near_and_no_other(crowded, word, mistakes):
    within = {other for other in CROWDED if OSA.distance(word, other) <= mistakes}
    near = [other for other, _ in crowded.near(word, mistakes)]
    assert within.issuperset(near)
    assert len(near) == min(len(within), MOST_NEAR)


@given(word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), data=st.data())
@settings(max_examples=200, deadline=None)
def test_one_mistake_away_is_just_that(word, data):
    mistaken = data.draw(st.sampled_from(sorted(one_mistake_away(word, "xyz"))))
    assert OSA.distance(word, mistaken) == 1


def test_near_words_come_with_their_counts_the_most_frequent_first(tmp_path):
    write_vocabulary(tmp_path / "w", None, [("boat", 3), ("coat", 9), ("harbour", 5)])
    assert Vocabulary(tmp_path / "w").near("boat", 1) == [("coat", 9), ("boat", 3)]


def test_the_next_words_are_counted_anew_while_the_last_ones_stay(tmp_path):
    write_vocabulary(tmp_path / "1", None, [("boat", 3), ("tug", 1)])
    before = Vocabulary(tmp_path / "1")
    write_vocabulary(tmp_path / "2", tmp_path / "1", [("boat", 4), ("tug", 0), ("pier", 2)])
    after = Vocabulary(tmp_path / "2")
    assert [before.count(word) for word in ("boat", "tug", "pier")] == [3, 1, 0]
    assert [after.count(word) for word in ("boat", "tug", "pier")] == [4, 0, 2]
    assert after.near("tub", 1) == []


def test_missing_words_are_said(tmp_path):
    with pytest.raises(StoreError):
        Vocabulary(tmp_path / "none")
