from knowledge.answering.reading.passage import Passage, passages

ISLAND = """# Island guide

## Ferries

The *Marte* sails at seven. She carries forty cars.

## Dogs

Dogs stay on deck.
"""


def passage_of(base, words):
    (row, fact), *_ = [
        (row, fact)
        for row, fact in base.pipeline.snapshot.store.facts(range(1, base.size + 1)).items()
        if words in fact.statement
    ]
    return passages({row: fact}, base.pipeline.snapshot)[row]


def test_a_sentence_is_read_with_its_title_its_heading_and_what_stands_before(home):
    home.write({"sources/guide.md": ISLAND})
    with home.open() as base:
        base.refresh()
        read = passage_of(base, "forty cars")
    assert read == Passage("She carries forty cars.", "Island guide > Ferries", "The Marte sails at seven.")


def test_what_stands_under_another_heading_is_not_before_it(home):
    home.write({"sources/guide.md": ISLAND})
    with home.open() as base:
        base.refresh()
        assert passage_of(base, "on deck").before == ""


def test_an_approved_fact_is_read_with_its_example_questions_and_nothing_before(harbour):
    (row,) = harbour.pipeline.snapshot.curated
    read = passages(harbour.pipeline.snapshot.curated, harbour.pipeline.snapshot)[row]
    assert read.asks == ("What did the mayor promise?", "Will the pilots get a new boat?")
    assert read.before == ""


def test_of_the_example_questions_the_one_most_like_the_question_is_read():
    read = Passage("It costs 12 euros.", "Prices", "", ("What is a day pass?", "How much is a day pass?"))
    assert read.text("how much is the pass") == "How much is a day pass? It costs 12 euros. | Prices | "


def test_a_long_answer_is_read_from_its_head(home):
    home.write({"sources/faq.md": f"Q: How long is it?\n\nA: It is long. {'And so on. ' * 100}\n"})
    with home.open() as base:
        base.refresh()
        read = passage_of(base, "It is long.")
    assert read.statement.startswith("It is long. And so on.")
    assert len(read.statement) < 300
