"""Values as they stand in people's files: names, sums, hours, dates. All invented."""

import re
from collections.abc import Callable
from random import Random

from reader.edit_words import DAYS, MONTHS, words

GIVEN = words(
    "Ida Tomas Wren Abel Nora Piet Salma Ruben Maud Jonas Edda Colm Yara Silas Greta Owen Lena Bram Tilda Hugo Mina Arlo Vera Knut Ayla Finn Rosa Otto Zoe Emil Dora Karim Anke Luis Fay Ivo"
)
FAMILY = words(
    "Kern Holt Vane Brook Lindqvist Amari Stroud Pell Okoro Marsh Tannen Reyes Fallow Quist Dunne Harker Ilves Moran Sato Wick Novak Thorne Bell Adeyemi Carrow Lund Petit Garside Rahman Voss Tully Ekman"
)
PLACES = words(
    "the old mill|the village hall|Station Road|the school yard|the boathouse|Lowmoor church|the market square|the library steps|Farrow bridge|the sports ground|Ambel|Sutterby",
    "|",
)
STREETS = words(
    "Mill Lane|Station Road|Bridge Street|North Quay|Tanner's Row|Elm Walk|Chapel Hill|Market Place|Weir Street|Orchard Way",
    "|",
)
COLOURS = words("blue green yellow brown grey red black white orange")
FOODS = words("milk|wheat, egg|nuts|celery, mustard|fish|milk, wheat|soya|none|egg|sesame", "|")
HOUSES = words("example.org example.com example.net")


def person(random: Random) -> str:
    """Return a name."""
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"


def _phone(random: Random) -> str:
    """Return a number of the range that is kept for fiction."""
    return f"{random.choice(('555', '01632', '020 7946'))} {random.randrange(100000, 999999)}"


def _hours(random: Random) -> str:
    start, end = random.randrange(7, 12), random.randrange(14, 22)
    return random.choice(
        (f"{start}:00-{end}:00", f"{start}-{end}", f"{start}.30-{end}.00", f"{start}:00-{end}:30", "closed")
    )


VALUES: dict[str, Callable[[Random], str]] = {
    "person": person,
    "phone": _phone,
    "email": lambda r: f"{r.choice(GIVEN).lower()}.{r.choice(FAMILY).lower()}@{r.choice(HOUSES)}",
    "money": lambda r: r.choice((f"{r.randrange(1, 40)}.{r.choice(('00', '50', '80', '20', '90'))}", f"{r.randrange(2, 60)}")) + r.choice((" €", " €", "")),
    "minutes": lambda r: str(r.randrange(2, 19) * 5),
    "year": lambda r: str(r.randrange(1994, 2025)),
    "room": lambda r: r.choice((f"{r.randrange(1, 4)}.{r.randrange(10, 40)}", f"room {r.randrange(1, 30)}", f"B {r.randrange(100, 330)}")),
    "hours": _hours,
    "count": lambda r: str(r.randrange(1, 60)),
    "few": lambda r: str(r.randrange(1, 15)),
    "many": lambda r: str(r.randrange(2, 40) * 5),
    "early": lambda r: f"{r.randrange(4, 8)}:{r.randrange(0, 60, 4):02d}",
    "late": lambda r: f"{r.randrange(18, 24)}:{r.randrange(0, 60, 4):02d}",
    "evening": lambda r: f"{r.randrange(15, 21)}:{r.choice(('00', '15', '30', '45'))}",
    "letter": lambda r: r.choice("ABCDEFG"),
    "day": lambda r: r.choice(DAYS),
    "date": lambda r: f"{r.randrange(1, 29)} {r.choice(MONTHS)}",
    "place": lambda r: r.choice(PLACES),
    "street": lambda r: f"{r.choice(STREETS)} {r.randrange(1, 99)}",
    "shelf": lambda r: r.choice((f"shelf {r.randrange(1, 12)}", f"cellar, left {r.randrange(1, 5)}", f"cupboard {r.choice('ABCD')}", "garage", "under the stage", "attic")),
    "floor": lambda r: r.choice(("ground floor", "first floor", "second floor", "basement", "third floor")),
    "food": lambda r: r.choice(FOODS),
    "colour": lambda r: r.choice(COLOURS),
    "grams": lambda r: f"{r.randrange(60, 900)} g",
    "hrs": lambda r: f"{r.randrange(2, 12)} h",
    "years": lambda r: f"{r.randrange(1, 8)} years",
    "litres": lambda r: f"{r.randrange(2, 12) * 20} l",
    "km": lambda r: f"{r.randrange(2, 24)}.{r.randrange(0, 10)} km",
    "metres": lambda r: f"{r.randrange(4, 130) * 10} m",
}  # fmt: skip
"""Kind → a value of it."""
PLAIN = frozenset(("person", "phone", "email", "money", "date", "street", "km", "day", "minutes"))
"""Kinds that are understood without a heading."""


def filled(text: str, random: Random) -> str:
    """Return a text with {one/of/these} chosen and {kinds} of value made."""

    def one(found: re.Match[str]) -> str:
        inner = found.group(1)
        return VALUES[inner](random) if inner in VALUES else random.choice(inner.split("/"))

    return re.sub(r"\{([^{}]+)\}", one, text)
