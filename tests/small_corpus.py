from collections import Counter

from knowledge.answering.spelling import Speller
from knowledge.languages.language import language
from knowledge.storage.indexed_facts import IndexedFact
from knowledge.storage.tantivy_index import TantivyIndex, write


def make_corpus(folder, sentences, code="en", implied=""):
    """Index some sentences, each as a source of its own and with the terms that all imply; return the index and who reads questions with it."""
    words = Counter(token.text for sentence in sentences for token in language(code).tokens(sentence))
    with write(folder, None) as writer:
        for row, sentence in enumerate(sentences, 1):
            writer.add([_entry(row, " ".join([*language(code).terms(sentence), implied]))])
        writer.count(sorted(words.items()))
    index = TantivyIndex(folder)
    return index, Speller(index, words.total())


def _entry(row, words):
    return IndexedFact(
        row=row, document=row, first=row, last=row, terms=words, names="", words="", heading=""
    )
