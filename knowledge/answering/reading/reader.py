"""Small models that read a question beside a passage and say whether this tells what was asked.

Two ship with the program, see the card in `model/`: one reads English, `multilingual/` some other languages. They need onnxruntime and tokenizers; where these
are not to be had, nothing is read, and the signals decide alone.
"""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

from knowledge.answering.reading.passage import Passage
from knowledge.errors import CitebotError
from knowledge.languages.onnx_session import missing_package, open_session

ENGLISH = "english"
MULTILINGUAL = "multilingual"

LONGEST = 80
"""Tokens of a question and a passage that are read; they were taught with as many."""

_MODELS = {
    ENGLISH: ("model", frozenset({"en"})),
    MULTILINGUAL: ("multilingual", frozenset({"ar", "de", "es", "fr", "it", "pt", "ru", "tr", "zh"})),
}
"""Name → folder, and codes of the languages that it reads: those in which it did more good than harm on documents that it had not seen; the cards say how much."""
_FILE = "reader.onnx"
_TOKENIZER = "tokenizer.json"


class Reader:
    """Says of passages whether they tell what was asked.

    Cheap to make: the model is loaded when the first passage is read. Several threads may share it.
    """

    def __init__(self, name: str = ENGLISH, folder: Path | None = None) -> None:
        """Make one of those that ship, or one like it whose model stands in another folder."""
        shipped, self._languages = _MODELS[name]
        self.name = name
        self.knows_approved = name == ENGLISH
        """Whether its verdicts on approved facts are to be trusted: the others made the program withhold right ones."""
        self._folder = folder or Path(__file__).with_name(shipped)
        self._loading = threading.Lock()
        self._model: _Model | None = None

    @classmethod
    @cache
    def shipped(cls) -> tuple[Self, ...]:
        """Return those that come with the program; none where what they need is not installed."""
        return () if missing_package() else tuple(map(cls, _MODELS))

    def reads(self, language: str) -> bool:
        """Tell whether it was taught a language, given by its code."""
        return language in self._languages

    def read(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """Return the verdict on each passage: the log-odds that it tells what was asked, against that nothing does.

        Args:
            question: As it was understood.
            passages: A few; time grows with their length.

        Raises:
            CitebotError: If the model cannot be used.
        """
        if not passages:
            return []
        with self._loading:
            if self._model is None:
                self._model = _load(self._folder)
        return self._model.read(question, passages)


class _Model:
    """The model, loaded."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer
        # As in training wherever the passage is the longer one; a question that alone is too long is cut as well.
        tokenizer.enable_truncation(LONGEST, strategy="longest_first")
        tokenizer.enable_padding()

    def read(self, question: str, passages: Sequence[Passage]) -> list[float]:
        import numpy as np

        texts = [passage.text(question) for passage in passages]
        encodings = self._tokenizer.encode_batch([(question, text) for text in texts])
        feed = {
            "input_ids": np.array([encoding.ids for encoding in encodings], np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], np.int64),
            "token_type_ids": np.array([encoding.type_ids for encoding in encodings], np.int64),
        }
        (verdicts,) = self._session.run(["verdict"], feed)
        return [float(odds) for odds in verdicts]


def _load(folder: Path) -> _Model:
    """Load the model.

    Raises:
        CitebotError: If it is damaged.
    """
    from tokenizers import Tokenizer

    try:
        return _Model(open_session(folder / _FILE), Tokenizer.from_file(str(folder / _TOKENIZER)))
    except Exception as error:  # neither library raises anything narrower
        raise CitebotError(
            f"The reader cannot be used ({type(error).__name__}). Install Citebot again, or set “reader: off”."
        ) from error
