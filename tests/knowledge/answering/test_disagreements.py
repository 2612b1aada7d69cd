import pytest

FACT = "- {{id: {id}, fact: {fact}, asks: [When does the baths close?], cites: {{source: {source}, quote: {fact}}}}}\n"
SAID = {
    "sources/handbook.md": """---
date: 2023-05-03
---

# Handbook

The office is open until 17:00. The mayor of Brede is Ada Lind. The tug sails to Osterholm on Mondays.

The pilots had 300 members in 1990. Berth 3 is 14 metres long. The old quay is not lit. The baths close at 20:00.

The quay is 120 metres long. The plan of the quay is kept as 10.1186/b12-018 there. The crane was bought in 2023 by the town. The new bridge opens in 2026.

The press conference starts at 16:15 and will last forty minutes. The dredger Elin leaves at 9:00. The weekly wage in Manhattan (New York County) was 27 euros.
""",
    "sources/notice.md": """---
date: 2025-06-07
---

# Notice

The office is open until 18:00. The mayor of Brede is Karl Berg. The tug sails to Osterholm on Tuesdays.

The pilots had 310 members in 2000. Berth 4 is 14 metres long. The old quay is lit. One can bathe until 21:00.

The quay is 120 metres long and 14 metres wide. The plan of the quay is kept as 10.1186/b12-029 there. The crane was bought in 2025 by the town. The new bridge opens in 2025.

The joint press conference now starts at 17:00. The dredger Odda leaves at 10:00. The weekly wage in New York County (Manhattan) was 27 euros.
""",
    "sources/fees-2023.md": "# Fees 2023\n\n| Boat | Fee |\n|---|---|\n| Tug | 9 € |\n| Ferry | 4 € |\n| Raft | 2 € |\n",
    "sources/fees-2024.md": "# Fees 2024\n\n| Boat | Fee |\n|---|---|\n| Tug | 11 € |\n| Ferry | 4 € |\n| Raft | 2 € |\n",
    "sources/brede-library.txt": "The reading room has 40 chairs and a stove.",
    "sources/holm-library.txt": "The reading room has 60 chairs and a stove.",
    **{
        f"sources/{name}.txt": f"The chapel was built by hand in {1700 + year}."
        for year, name in enumerate(("aspen", "birch", "cedar", "damson"))
    },
    "facts/baths.yaml": FACT.format(id="a", fact="The baths close at 20:00.", source="handbook.md")
    + FACT.format(id="b", fact="One can bathe until 21:00.", source="notice.md"),
}


@pytest.fixture
def found(home):
    home.write(SAID)
    with home.open() as base:
        base.refresh()
        yield [tuple(fact.statement for fact in each.facts) for each in base.disagreements()]


def test_what_two_sources_say_otherwise_in_a_number_a_date_or_a_name_is_found_and_nothing_else(found):
    assert found == [
        ("One can bathe until 21:00.", "The baths close at 20:00."),
        ("The office is open until 18:00.", "The office is open until 17:00."),
        ("The mayor of Brede is Karl Berg.", "The mayor of Brede is Ada Lind."),
        ("The tug sails to Osterholm on Tuesdays.", "The tug sails to Osterholm on Mondays."),
        ("The new bridge opens in 2025.", "The new bridge opens in 2026."),
        (
            "The joint press conference now starts at 17:00.",
            "The press conference starts at 16:15 and will last forty minutes.",
        ),
        ("Tug (Boat) – Fee: 11 €", "Tug (Boat) – Fee: 9 €"),
    ]


def test_an_approved_fact_disagrees_in_the_words_of_its_source_too(home):
    fact = (
        "- {id: tug, fact: Tugs pay eleven., cites: {source: fees.txt, quote: The fee of a tug is 11 euros.}}"
    )
    home.write(
        {
            "sources/fees.txt": "The fee of a tug is 11 euros.",
            "sources/notice.txt": "The fee of a tug is 9 euros.",
            "facts/fees.yaml": fact,
        }
    )
    with home.open() as base:
        base.refresh()
        (found,) = base.disagreements()
        assert [each.statement for each in found.facts] == [
            "Tugs pay eleven.",
            "The fee of a tug is 9 euros.",
        ]
