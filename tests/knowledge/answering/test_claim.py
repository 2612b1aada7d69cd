import pytest

from knowledge.answering.claim import say_otherwise
from knowledge.languages.language import language

ENGLISH = language("en")
FEE = "The mooring fee is 18 euros a night."
TALK = "The joint press conference starts at 16:15 and will last forty minutes."
OTHERWISE = {
    "another price": (FEE, "The mooring fee is 14 euros a night."),
    "another price and more": (FEE, "The mooring fee is 14 euros a night, showers included."),
    "another time": (TALK, "The joint press conference now starts at 17:00."),
    "small words": (
        "The press conference starts at 16:15.",
        "The joint press conference now starts at 17:00.",
    ),
    "other minutes": ("The talks begin at 16:15 on 3 June.", "The talks start at 16:45 on 3 June."),
    "another day": ("The market is on Friday.", "The market is on Saturday."),
    "another date": ("The harbour fair opens on 3 May 2025.", "The harbour fair opens on 7 June 2025."),
}
THE_SAME = {
    "the same value": (FEE, "The mooring fee is 18 euros a night, showers included."),
    "written otherwise": ("The office opens at 09:00.", "The office opens at 9."),
    "each in its year": ("The mooring fee was 18 euros in 2025.", "The mooring fee was 14 euros in 2019."),
    "of something else": ("Ferry F1 leaves for Brede at 9.", "Ferry F2 leaves for Storholm at 9."),
    "about something else": ("The crane lifts 18 tonnes.", "The mooring fee is 14 euros."),
    "other rooms": ("Room 214 seats 40 people.", "Room 215 seats 40 people."),
    "other days": ("The talks on 3 June begin at 16:15.", "The talks on 4 June begin at 16:15."),
    "another meal": ("The gala dinner in the hall starts at 19:00.", "The gala lunch in the hall starts at 13:00."),
    "for others": ("The mooring fee is 18 euros for members.", "The mooring fee is 14 euros."),
    "other people": ("Ada Lind arrives at the pier at 9:00.", "Karl Berg arrives at the pier at 10:00."),
    "a value that both say": ("The hall seats 60 in rows.", "The hall seats 40, and 60 in rows."),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OTHERWISE.values(), ids=list(OTHERWISE))
def test_sentences_say_otherwise_of_the_same_thing(one, other):
    assert say_otherwise(one, other, ENGLISH)
    assert say_otherwise(other, one, ENGLISH)


@pytest.mark.parametrize(("one", "other"), THE_SAME.values(), ids=list(THE_SAME))
def test_sentences_do_not_say_otherwise_of_the_same_thing(one, other):
    assert not say_otherwise(one, other, ENGLISH)
    assert not say_otherwise(other, one, ENGLISH)
