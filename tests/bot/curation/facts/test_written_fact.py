import pytest

from bot.curation.facts.written_fact import WrittenFact


@pytest.mark.parametrize(
    ("words", "statement", "quotes", "source"),
    [
        ("It opens at nine.", "It opens at nine.", (), ""),
        ("It opens at nine.\n> The library opens at nine.", "It opens at nine.", ("The library opens at nine.",), ""),
        ("It opens. > at nine o'clock source: a b.txt", "It opens.", ("at nine o'clock",), "a b.txt"),
        ("> The library opens at nine.", "The library opens at nine.", ("The library opens at nine.",), ""),
        ("It opens.\n>“at nine o'clock”", "It opens.", ("at nine o'clock",), ""),
        ("It opens at nine: “The library opens at nine.”", "It opens at nine", ("The library opens at nine.",), ""),
        ('It opens at nine. ("The library opens")', "It opens at nine.", ("The library opens",), ""),
        ("“It opens at nine on Mondays”.", "It opens at nine on Mondays", ("It opens at nine on Mondays",), ""),
        ("„Öffnet um neun Uhr“ – Sie öffnet um neun.", "Sie öffnet um neun.", ("Öffnet um neun Uhr",), ""),
        ("Elle ouvre à neuf heures « Ouverture à neuf heures »", "Elle ouvre à neuf heures", ("Ouverture à neuf heures",), ""),
        ("图书馆九点开门。「本馆上午九点开门」", "图书馆九点开门。", ("本馆上午九点开门",), ""),
        ("The ship is called “Blue Star” (Monday).", "The ship is called “Blue Star” (Monday).", (), ""),
        ("“Blue Star”", "Blue Star", ("Blue Star",), ""),
        ("“One two three” and “four five six” prove it", "and prove it", ("One two three", "four five six"), ""),
    ],
)  # fmt: skip
def test_what_it_says_is_told_from_what_proves_it(words, statement, quotes, source):
    assert WrittenFact.of(words) == WrittenFact(statement, quotes, source)
