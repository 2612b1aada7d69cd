"""How alike a question and a text are in sense, whatever their words."""

from collections.abc import Iterable, Sequence

from knowledge.answering.query import Query
from knowledge.answering.signals.coverage import QuestionWords
from knowledge.languages.word_vectors import Likeness, vectors


def compare_senses(query: Query, texts: Iterable[Sequence[str]]) -> Likeness | None:
    """Hold the words of a question against the terms of all texts at once; None where its language has no word vectors."""
    table = vectors(query.language.code)
    if table is None:
        return None
    return Likeness(table, [(word.terms, word.weight) for word in query.words], texts)


def coverage_alike(senses: Likeness | None, words: QuestionWords, terms: Sequence[str], found: int) -> float:
    """Return the share of the question that a text holds, a word that is not found counted as far as the text holds one like it.

    Args:
        senses: The question's.
        words: The same question's.
        terms: Those of the text, without function words.
        found: Bit mask of the words that it holds.
    """
    return senses.coverage(terms, found) if senses else words.share(found)


def estimated_likenesses(senses: Likeness | None, texts: Iterable[Sequence[str]]) -> Sequence[float]:
    """Return about the cosine of the question with each of a fact's texts, where no sentence encoder has told it."""
    return [senses.cosine(terms) for terms in texts] if senses else [0.0]
