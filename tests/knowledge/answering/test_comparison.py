import pytest

from knowledge.answering.comparison import Comparison, Statistics
from knowledge.answering.query import understand
from knowledge.languages.language import language
from knowledge.storage.indexed_facts import IndexedFact, name_terms
from tests.small_corpus import make_corpus

ENGLISH = language("en")


@pytest.fixture
def compare(tmp_path):
    """Return the features of sentences of one paragraph for a question; the first may have example questions."""

    def features(question, *sentences, asks=(), **more):
        index, speller = make_corpus(tmp_path / "index", sentences)
        query = understand(question, [ENGLISH], speller, index)
        entries = {
            row: entry(row, len(sentences), text, asks if row == 1 else ())
            for row, text in enumerate(sentences, 1)
        }
        comparison = Comparison(query, entries, entries, Statistics(20.0, lambda _: 1.0), **more)
        return [comparison.features(row, 1.0)[0] for row in entries]

    return features


def entry(row, last, text, asks):
    return IndexedFact(
        row=row,
        document=7,
        first=1,
        last=last,
        terms=" ".join(ENGLISH.terms(text)),
        names=" ".join(sorted(name_terms(text, ENGLISH))),
        words="\n".join(" ".join(token.text for token in ENGLISH.tokens(line)) for line in (text, *asks)),
        heading="harbour",
        asks="\n".join(" ".join(ENGLISH.terms(ask)) for ask in asks),
        ask_kinds=tuple(ENGLISH.asked_for(ask) for ask in asks),
        is_curated=bool(asks),
    )


def test_a_word_of_the_same_sense_is_covered_in_part(compare):
    (one,) = compare("Who repaired the ship?", "The crew mended the vessel.")
    assert one.coverage < one.coverage_alike < 1


def test_an_approved_fact_knows_what_its_document_holds_besides(compare):
    approved, half, whole = compare(
        "Who repaired the old ship?",
        "Odile did.",
        "Some ship was mended.",
        "The old ship was repaired.",
        asks=["Who did it?"],
    )
    assert approved.coverage == 0
    assert approved.coverage_draft == whole.coverage == approved.coverage_document == 1
    assert half.coverage_draft == 0


def test_the_echo_counts_words_as_written_and_their_neighbours(compare):
    whole, part, none = compare(
        "where is the old quay", "This is where the old quay is.", "Old quays are there.", "Nothing fits."
    )
    assert whole.echo == 1
    assert whole.echo_pairs == pytest.approx(0.5)  # "the old" and "old quay" of four pairs
    assert 0 < part.echo < 1
    assert part.echo_pairs == none.echo == 0


def test_the_first_and_the_last_found_word_have_their_places(compare):
    (one,) = compare("pilots quay", "Ten pilots live near the quay.")
    assert (one.first, one.last) == (pytest.approx(1 / 6), pytest.approx(5 / 6))


def test_what_begins_with_a_thing_explains_it(compare):
    first, other = compare(
        "What is a quay?", "A quay is a landing place.", "Boats are tied with ropes to the quay."
    )
    assert (first.offers_definition, other.offers_definition) == (1, -1)


def test_a_long_question_asks_for_more_than_a_definition(compare):
    (one,) = compare("What is the oldest stone quay on the northern shore?", "A quay is a landing place.")
    assert one.offers_definition == 0


@pytest.mark.parametrize(
    ("question", "kind", "offers", "does_not"),
    [
        (
            "Who leads the pilots?",
            "offers_entity",
            "The pilots follow Ada Brandt.",
            "The pilots follow nobody.",
        ),
        (
            "When did the pilots strike?",
            "offers_quantity",
            "The pilots struck in 1911.",
            "The pilots struck loudly.",
        ),
        (
            "Why did the pilots strike?",
            "offers_reason",
            "The pilots struck because of the fog.",
            "The pilots struck loudly.",
        ),
        (
            "How do the pilots steer?",
            "offers_manner",
            "The pilots steer using a lamp.",
            "The pilots steer calmly.",
        ),
    ],
)
def test_an_answer_of_the_kind_asked_for_is_noticed(compare, question, kind, offers, does_not):
    one, other = compare(question, offers, does_not)
    assert (getattr(one, kind), getattr(other, kind)) == (1, -1)


def test_an_example_question_in_other_words_is_near(compare):
    (same,) = compare("How do I buy a film?", "Films cost two crowns.", asks=["How can I purchase a movie?"])
    (other,) = compare("How do I buy a film?", "Films cost two crowns.", asks=["Where does the ferry land?"])
    assert same.ask_alike > 0.5 > other.ask_alike
    assert same.likeness_ask > other.likeness_ask


def test_an_example_that_asks_for_another_kind_is_half_as_near(compare):
    (where,) = compare("Where does the ferry land?", "It does.", asks=["Where does the ferry land?"])
    (when,) = compare("Where does the ferry land?", "It does.", asks=["When does the ferry land?"])
    assert (where.ask, when.ask) == (pytest.approx(1), pytest.approx(0.5))


def test_what_a_fee_is_and_how_much_it_is_are_the_same_question(compare):
    (one,) = compare("How much is the fee?", "Two crowns.", asks=["What is the fee?"])
    assert one.ask == pytest.approx(1)


def test_a_sentence_encoder_has_the_last_word_on_likeness(compare):
    (one,) = compare(
        "Where does the ferry land?", "It does.", asks=["When?", "Where?"], likenesses={1: (0.1, 0.2, 0.7)}
    )
    assert (one.likeness, one.likeness_ask) == (0.1, 0.7)


@pytest.mark.parametrize(
    ("sentence", "offers"),
    [
        ("Vane owned nine old ships.", 1),
        ("Vane owned 12 ships.", 1),
        ("The ships of Vane sailed in 1871.", -1),
        ("Vane paid 300 crowns.", -1),
    ],
)
def test_a_count_is_offered_where_a_number_stands_before_what_is_counted(compare, sentence, offers):
    (one,) = compare("How many ships did Vane own?", sentence)
    assert one.offers_count == offers


def test_nothing_is_counted_where_nothing_is_to_be_counted(compare):
    (one,) = compare("Which ships did Vane own?", "Vane owned nine ships.")
    assert one.offers_count == 0
