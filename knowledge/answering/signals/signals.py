"""What speaks for a fact as the answer to a question, in numbers that a person can read."""

import msgspec

from knowledge.answering.linear_model import SpeaksAgainst, SpeaksFor

WHOLE = 0.999
"""Share of a question that is all of it, but for rounding."""


class Signals(msgspec.Struct, frozen=True, gc=False):
    """What speaks for a fact as the answer. Shares are of the question's weight, from 0 to 1."""

    bm25_paragraph: SpeaksFor
    """BM25 of its paragraph over the question's weight."""
    retrieval: SpeaksFor
    """The index's score over that of the best candidate."""
    coverage: SpeaksFor
    """Share found in the sentence, in any form."""
    coverage_alike: SpeaksFor
    """Share added by words that are not found, as far as the sentence holds one like them in sense."""
    coverage_before: SpeaksFor
    """Share added by the sentence before. Each of these is what comes on top, so that none can speak against a fact."""
    coverage_after: SpeaksFor
    """Share added by the sentence after."""
    coverage_paragraph: SpeaksFor
    """Share added by the rest of its paragraph."""
    coverage_heading: SpeaksFor
    """Share found in its title and headings."""
    coverage_all: SpeaksFor
    """Share that only its title and headings add."""
    coverage_document: SpeaksFor
    """Share that only other candidates from its document add."""
    coverage_draft: SpeaksFor
    """For an approved fact, share found in that draft of its document that holds most; else 0."""
    names_missing: SpeaksAgainst
    """Share of names and numbers found nowhere."""
    echo: SpeaksFor
    """Share of all words of the question, function words too, that it holds as they are written."""
    echo_pairs: SpeaksFor
    """Share of the question's neighbouring words that are neighbours in it too, as they are written."""
    first: float
    """Where the first word of the question stands in it, from 0 at its beginning to 1 at its end."""
    last: float
    """Where the last one stands."""
    order: SpeaksFor
    """Share of neighbouring question words that stand close together in it, in the same order."""
    novelty: float
    """Logarithm of the sentence's content words that the question does not hold."""
    length: float
    """Logarithm of its words."""
    offers_entity: SpeaksFor
    """Where a person or place is asked for, 1 if it holds a name that is not in the question, -1 if it does not; else 0."""
    offers_quantity: SpeaksFor
    """Where a time or number is asked for, 1 if it holds one that is not in the question, -1 if it does not; else 0."""
    offers_count: SpeaksFor
    """Where something is to be counted, 1 if a number stands right before it, -1 if none does; else 0."""
    offers_reason: SpeaksFor
    """Where a reason is asked for, 1 if it holds a word such as "because", -1 if it does not; else 0."""
    offers_manner: SpeaksFor
    """Where a manner is asked for, 1 if it holds a word such as "by" or "using", -1 if it does not; else 0."""
    offers_definition: SpeaksFor
    """Where something is to be explained, 1 if the sentence begins with it, -1 if it does not; else 0."""
    offers_value: SpeaksFor
    """1 if it holds a telephone number, price, time or the like where that is asked for, -1 if not although a word names it; else 0."""
    lead: SpeaksFor
    """1 over its position in the paragraph."""
    ask: SpeaksFor
    """Likeness of the nearest example question: the harmonic mean of the shares that either holds of the other."""
    ask_alike: SpeaksFor
    """The same, words that are alike in sense included."""
    likeness: SpeaksFor
    """Cosine between question and sentence, as weighted sums of the vectors of their words."""
    likeness_ask: SpeaksFor
    """The same for the nearest example question."""
    has_examples: float
    """1 if it is known by what questions it answers: the document asks them, or a person approved it."""
    approved: float
    """1 if a person approved it."""
