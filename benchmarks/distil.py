r"""Make knowledge/languages/vectors-LANGUAGE.msgpack, the table that tells which words are alike in sense, from a sentence encoder.

    python benchmarks/distil.py FOLDER [--language en] [--words 60000] [--dimensions 256]

FOLDER holds a sentence encoder for that language, as `benchmarks/export_encoder.py` makes it; the table that ships is from
all-MiniLM-L6-v2 (Apache 2.0). Each of the most frequent words of the language's dictionary is encoded on its own. The vector of a term is
the mean of those of its words, by the root of their frequency; the mean of all terms is taken away, since it says nothing, and the
principal components are kept, as 8-bit integers. No text is needed. (Vectors trained further, on 75,000 definitions of a
dictionary, so that their sums come near to what the encoder says of whole texts, ranked no better.)

It needs the dependency group "learn".
"""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from knowledge.languages.everyday import dictionary
from knowledge.languages.language import language
from knowledge.languages.sentence_encoder import Encoder
from knowledge.languages.word_vectors import Table, path_of

Floats = np.ndarray[Any, np.dtype[np.float32]]

SIF = 1e-3
"""Weighs a term by SIF / (SIF + its share of everyday language) (Arora, Liang and Ma, 2017)."""


BRITISH = {
    r"(?<=[a-z]{2}[bdlnmpv])or(?=s?$|ed$|ing$|al$|able$|ful$|ite$|ers?$)": "our",
    r"iz(?=es?$|ed$|ing$|ers?$|ations?$)": "is",
    r"yz(?=es?$|ed$|ing$|ers?$)": "ys",
    r"(?<=[bt])er(?=s?$)": "re",
    r"(?<=[aeiou])l(?=ed$|ing$|ers?$)": "ll",
    r"ense(?=s?$)": "ence",
    r"og(?=s?$)": "ogue",
    r"(?<=[aeiou])gram(?=s?$)": "gramme",
}
"""American spelling → British."""


def frequent_words(code: str, limit: int) -> dict[str, int]:
    """Return the most frequent words of a language with their counts."""
    known = dictionary(code)
    counts = dict(known.counts) if known is not None else {}
    letters = (word for word in counts if word.isalpha())
    return {word: counts[word] for word in sorted(letters, key=lambda word: (-counts[word], word))[:limit]}


def term_vectors(encoder: Encoder, code: str, counts: dict[str, int]) -> dict[str, Floats]:
    """Return term → mean of the unit vectors of its words."""
    stem = language(code).stem
    sums: dict[str, Floats] = {}
    rows = unit(np.array([np.frombuffer(row, np.int8) for row in encoder.encode(list(counts))], np.float32))
    weights: dict[str, float] = {}
    for (word, count), row in zip(counts.items(), rows, strict=True):
        term, weight = stem(word), (count + 1) ** 0.5
        sums[term] = sums.get(term, np.float32(0)) + weight * row
        weights[term] = weights.get(term, 0.0) + weight
    return {term: total / weights[term] for term, total in sums.items()}


def with_british(vectors: dict[str, Floats], counts: Iterable[str]) -> dict[str, Floats]:
    """Return the terms and, since the English dictionary is American, those of British spellings, where no other word is spelt so."""
    stem = language("en").stem
    british = {
        stem(re.sub(american, spelt, word)): vectors[stem(word)]
        for american, spelt in BRITISH.items()
        for word in counts
        if re.search(american, word)
    }
    return british | vectors


def unit(rows: Floats) -> Floats:
    """Return the rows with length 1."""
    lengths: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / (lengths + np.float32(1e-9))


def principal(rows: Floats, dimensions: int) -> np.ndarray[Any, np.dtype[np.int8]]:
    """Return the rows around their mean, along their first principal components, as 8-bit integers of the full range each."""
    rows = rows - rows.mean(axis=0)
    _, _, axes = np.linalg.svd(rows, full_matrices=False)
    along = rows @ axes[:dimensions].T
    largest: Floats = np.abs(along).max(axis=1, keepdims=True)
    scaled: Floats = np.rint(along * (127 / largest))
    return scaled.astype(np.int8)


def shares(code: str, counts: dict[str, int], terms: Iterable[str]) -> list[float]:
    """Return how much of everyday language each term makes up."""
    stem, total = language(code).stem, sum(counts.values())
    sums: dict[str, int] = {}
    for word, count in counts.items():
        sums[stem(word)] = sums.get(stem(word), 0) + count
    return [sums.get(term, 0) / total for term in terms]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--language", default="en", metavar="CODE")
    parser.add_argument("--words", type=int, default=60_000, metavar="N")
    parser.add_argument("--dimensions", type=int, default=256, metavar="N")
    arguments = parser.parse_args()
    code = arguments.language
    counts = frequent_words(code, arguments.words)
    vectors = term_vectors(Encoder(arguments.folder), code, counts)
    if code == "en":
        vectors = with_british(vectors, counts)
    rows = principal(unit(np.array(list(vectors.values()))), arguments.dimensions)
    weights = [round(SIF / (SIF + share), 4) for share in shares(code, counts, vectors)]
    table = Table(list(vectors), arguments.dimensions, weights, rows.tobytes())
    path_of(code).write_bytes(msgspec.msgpack.encode(table))


if __name__ == "__main__":
    main()
