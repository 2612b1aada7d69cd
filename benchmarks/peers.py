"""Other ways to find a sentence, each in a process of its own.

    python benchmarks/peers.py NAME < JOB

JOB is a JSON object with the `texts` to search, the `questions` to ask, the `home` that holds the same texts (for Citebot) and the
folder of an `encoder`. What comes back is one with `build_s`, the `mb` by which the process grew at its peak, libraries
included (on Linux only), and for each question what was `found` ([number of the text, score], best first) and how long it `took_ms`.

The stemmers of the peers are English.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

LIMIT = 30
"""Texts that are returned: more than ten, since several may belong to one fact."""
_WORD = re.compile(r"\w+")
_BATCH = 32
"""Texts that the encoder reads at once."""
_NO_ENCODER = "give --encoder FOLDER"

Found = list[tuple[int, float]]
Search = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class Job:
    """What a peer is to do."""

    texts: Sequence[str]
    questions: Sequence[str]
    home: str
    encoder: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it."""

    build_s: float
    mb: float
    found: Sequence[Found]
    took_ms: Sequence[float]


def citebot(job: Job, *, is_encoded: bool) -> Search:
    """Read the home from nothing and ask it; the score is the answerability of the question."""
    from knowledge.answering.reading.reader import Reader
    from knowledge.base import KnowledgeBase
    from knowledge.languages.sentence_encoder import Encoder

    if is_encoded and job.encoder is None:
        raise ImportError(_NO_ENCODER)
    number = {text: n for n, text in enumerate(job.texts)}
    encoder = Encoder(Path(job.encoder)) if is_encoded and job.encoder else None
    base = KnowledgeBase(
        Path(job.home), Path(job.home) / f"derived-{is_encoded:d}", encoder=encoder, readers=Reader.shipped()
    )
    base.refresh()

    def search(question: str) -> Found:
        outcome = base.ask(question)
        return [(number[match.fact.statement], outcome.answerability) for match in outcome.matches]

    return search


def rapidfuzz(job: Job, scorer: str, *, is_folded: bool) -> Search:
    """Compare the question with every text; folded, case and punctuation are put aside first."""
    from rapidfuzz import fuzz, process, utils

    fold: Callable[[str], str] = utils.default_process if is_folded else str
    choices = [fold(text) for text in job.texts]

    def search(question: str) -> Found:
        asked = fold(question)
        found = process.extract(asked, choices, scorer=getattr(fuzz, scorer), limit=LIMIT)
        return [(number, score) for _, score, number in found]

    return search


def fts5(job: Job) -> Search:
    """Search SQLite's full-text index for any of the words."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE text USING fts5(body, tokenize = 'porter unicode61')")
    connection.executemany("INSERT INTO text (rowid, body) VALUES (?, ?)", enumerate(job.texts))

    def search(question: str) -> Found:
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
        sql = "SELECT rowid, -rank FROM text WHERE text MATCH ? ORDER BY rank LIMIT ?"
        return connection.execute(sql, (words, LIMIT)).fetchall() if words else []

    return search


def tantivy(job: Job) -> Search:
    """Search a tantivy index in memory for any of the words."""
    import tantivy as engine

    schema = (
        engine.SchemaBuilder()
        .add_text_field("body", tokenizer_name="en_stem")
        .add_unsigned_field("number", stored=True)
        .build()
    )
    index = engine.Index(schema)
    writer = index.writer()
    for number, text in enumerate(job.texts):
        writer.add_document(engine.Document(body=text, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> Found:
        query = index.parse_query(" ".join(_WORD.findall(question.lower())), ["body"])
        hits = searcher.search(query, LIMIT).hits
        return [(searcher.doc(address)["number"][0], score) for score, address in hits]

    return search


def bm25s(job: Job) -> Search:
    """Look the words up in a sparse matrix of BM25 scores."""
    import bm25s as engine
    import Stemmer

    read = partial(engine.tokenize, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False)
    retriever = engine.BM25()
    retriever.index(read(list(job.texts)), show_progress=False)
    limit = min(LIMIT, len(job.texts))

    def search(question: str) -> Found:
        numbers, scores = retriever.retrieve(read([question]), k=limit, show_progress=False)
        return [(int(n), float(s)) for n, s in zip(numbers[0], scores[0], strict=True)]

    return search


def wordllama(job: Job) -> Search:
    """Compare mean token vectors."""
    import wordllama as package

    # Its wheel keeps the tokenizer where only its cache is looked for.
    model = package.WordLlama.load(cache_dir=Path(package.__file__).parent, disable_download=True)
    return _by_vector(job.texts, partial(model.embed, norm=True))


def encoder(job: Job) -> Search:
    """Compare the vectors of a sentence encoder, and nothing else."""
    if job.encoder is None:
        raise ImportError(_NO_ENCODER)
    import numpy as np

    from knowledge.languages.sentence_encoder import Encoder

    model = Encoder(Path(job.encoder))

    def embed(texts: list[str]) -> Any:
        rows = np.array([np.frombuffer(row, np.int8) for row in model.encode(texts)], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    return _by_vector(job.texts, embed)


def _by_vector(texts: Sequence[str], embed: Callable[[list[str]], Any]) -> Search:
    import numpy as np

    by_length = sorted(range(len(texts)), key=lambda number: len(texts[number]))  # less padding
    batches = [by_length[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
    vectors = np.concatenate([embed([texts[number] for number in batch]) for batch in batches])
    limit = min(LIMIT, len(texts))

    def search(question: str) -> Found:
        scores = vectors @ embed([question])[0]
        best = np.argpartition(-scores, limit - 1)[:limit]
        return [(by_length[n], float(scores[n])) for n in best[np.argsort(-scores[best])]]

    return search


PEERS: dict[str, Callable[[Job], Search]] = {
    "Citebot": partial(citebot, is_encoded=False),
    "Citebot with the encoder": partial(citebot, is_encoded=True),
    "rapidfuzz token_set_ratio": partial(rapidfuzz, scorer="token_set_ratio", is_folded=False),
    "the same, case folded": partial(rapidfuzz, scorer="token_set_ratio", is_folded=True),
    "rapidfuzz WRatio": partial(rapidfuzz, scorer="WRatio", is_folded=True),
    "SQLite FTS5 bm25, porter": fts5,
    "tantivy BM25, en_stem": tantivy,
    "bm25s + PyStemmer": bm25s,
    "WordLlama": wordllama,
    "the encoder alone": encoder,
}
"""Name → what builds it. An ImportError says that it is not installed."""


def run(name: str, job: Job) -> Run:
    """Build a peer and ask it every question, one after the other."""
    before, started = _peak_mb(), time.perf_counter()
    search = PEERS[name](job)
    build_s = time.perf_counter() - started
    found, took_ms = [], []
    for question in job.questions:
        started = time.perf_counter()
        found.append(search(question))
        took_ms.append((time.perf_counter() - started) * 1000)
    return Run(build_s, _peak_mb() - before, found, took_ms)


def _peak_mb() -> float:
    """Return the most memory that this process has held so far; getrusage would count that of its parent too."""
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s*(\d+) kB", status.read_text("ascii")) if status.exists() else None
    return int(peak[1]) / 1024 if peak else float("nan")


def main(arguments: Iterable[str]) -> None:
    """Read the job, print what came of it; where the peer is not installed, why not."""
    (name,) = arguments
    try:
        came = asdict(run(name, Job(**json.load(sys.stdin))))
    except ImportError as error:
        came = {"missing": error.name or str(error)}
    json.dump(came, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
