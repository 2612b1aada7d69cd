import pytest

from knowledge.languages.slips import NEIGHBOUR, OTHER, TWO, cost


@pytest.mark.parametrize(
    ("typed", "chance"),
    [
        ("habrour", 0.0),  # swapped
        ("habour", 0.0),  # left out
        ("arbour", 0.0),
        ("harrbour", 0.0),  # doubled
        ("harbourr", 0.0),
        ("jarbour", NEIGHBOUR),
        ("harbput", TWO),
        ("harbxour", OTHER),
        ("hqrbour", NEIGHBOUR),
        ("hprbour", OTHER),
        ("aharbour", OTHER),
    ],
)
def test_what_fingers_often_do_is_likelier(typed, chance):
    assert cost(typed, "harbour") == chance


@pytest.mark.parametrize(("typed", "meant"), [("гавпнь", "гавань"), ("مينلء", "ميناء")])
def test_keys_have_neighbours_in_other_scripts_too(typed, meant):
    assert cost(typed, meant) == NEIGHBOUR
