import re

import pytest

from bot.links import deep_link, fact_of, parameter, share_link


@pytest.mark.parametrize("fact_id", ["mayor", "d-pkrvs5dhpi", "cuba_pm-2", "pier.cost", "größe", "x" * 64])
def test_a_parameter_leads_back_to_its_fact(fact_id):
    word = parameter(fact_id)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", word)
    assert fact_of(word, ["other", fact_id]) == fact_id


@pytest.mark.parametrize("word", ["", "hello", "f_", "h_0123"])
def test_other_parameters_lead_to_none(word):
    assert fact_of(word, ["mayor"]) is None


def test_links_are_addresses():
    assert deep_link("a_bot", "mayor") == "https://t.me/a_bot?start=f_mayor"
    assert share_link("a_bot", "mayor") == (
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fa_bot%3Fstart%3Df_mayor"
    )
