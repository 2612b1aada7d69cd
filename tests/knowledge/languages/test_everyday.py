from knowledge.languages.everyday import is_real, near, share


def test_real_words_are_told_from_slips():
    assert is_real("bake", "en")
    assert is_real("población", "es")
    assert not is_real("presidnt", "en")
    assert not is_real("会议", "zh")


def test_frequent_words_have_a_greater_share():
    assert share("the", "en") > share("bread", "en") > share("braed", "en") == 0.0


def test_near_words_are_real_ones_one_mistake_away():
    assert near("lighthuose", "en") == {"lighthouse"}
    assert "población" in near("poblacón", "es")
    assert near("会议", "zh") == set()
