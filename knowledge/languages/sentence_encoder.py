"""How alike whole sentences are, whatever their words: a sentence encoder on ONNX Runtime, for those who want one.

The model is in a folder that the operator names; nothing is ever fetched.
What the files of the folder mean is the convention of sentence-transformers (https://sbert.net).
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from knowledge.errors import ConfigError
from knowledge.languages.cosine import cosines, rounded
from knowledge.languages.onnx_session import PACKAGES, missing_package, open_session

MODEL_FILES = ("model.onnx", "onnx/model.onnx", "model_optimized.onnx", "model_quantized.onnx")
"""Where the model may be in its folder; the first one that is there counts."""
TOKENIZER_FILE = "tokenizer.json"
SETTINGS_FILES = (
    "1_Pooling/config.json",
    "config_sentence_transformers.json",
    "sentence_bert_config.json",
    "tokenizer_config.json",
)
"""What says how the model wants to be used, as far as they are there."""

_BATCH_TOKENS = 512
"""Tokens, padding included, that go through the model at once; more take more memory and no less time."""
_USUAL_LIMIT = 256
"""Tokens of a text that are read where no file says how many."""
_LIMIT = 512
"""Tokens of a text that are read at the most, since a sentence has fewer and time grows with their square."""
INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
"""Input that a model may have → what a tokenizer calls it."""
_POOLED = "sentence_embedding"
"""Output that is one vector for each text."""
_POOLINGS = {"mean": False, "mean_tokens": False, "cls": True, "cls_token": True}
"""Ways to make one vector of those of all tokens → whether that of the first token stands for the text."""

_T = TypeVar("_T")


class Encoder:
    """A model that turns texts into vectors, near each other where the texts mean nearly the same.

    Cheap to make: the model is loaded when the first text is encoded. Several threads may share it.
    """

    def __init__(self, folder: Path) -> None:
        """Look whether everything is there.

        Args:
            folder: Holds the model, its tokenizer, and what sentence-transformers puts beside them.

        Raises:
            ConfigError: If a package is not installed or the folder lacks a file.
        """
        if absent := missing_package():
            raise ConfigError(
                f"“encoder” is set, but {absent} is not installed. To install what it needs: "
                f"pip install {' '.join(PACKAGES)}. Or remove “encoder” from the settings."
            )
        if not folder.is_dir():
            raise ConfigError(
                f"“encoder”: there is no folder {folder}. Check its name, which counts from the home."
            )
        found = [path for name in MODEL_FILES if (path := folder / name).is_file()]
        lacking = [] if found else [MODEL_FILES[0]]
        lacking += [] if (folder / TOKENIZER_FILE).is_file() else [TOKENIZER_FILE]
        if lacking:
            raise ConfigError(
                f"“encoder”: there is no {' and no '.join(lacking)} in the folder {folder}. Put there what the export of a "
                "sentence encoder to ONNX makes, or remove “encoder” from the settings."
            )
        self._folder = folder
        self._file = found[0]
        self._loading = threading.Lock()
        self._model: _Model | None = None

    @cached_property
    def digest(self) -> str:
        """Return what tells this model and its settings from all others: SHA-256, in hex."""
        sha = hashlib.sha256()
        # The weights of a large model stand in files of their own, named after it.
        model = sorted(self._file.parent.glob(f"{self._file.name}*"))
        for path in (*model, *(self._folder / name for name in (TOKENIZER_FILE, *SETTINGS_FILES))):
            if path.is_file():
                with path.open("rb") as file:
                    sha.update(hashlib.file_digest(file, "sha256").digest())
        return sha.hexdigest()

    def encode(self, texts: Sequence[str], *, is_question: bool = False) -> list[bytes]:
        """Return the vector of each text: signed 8-bit integers, scaled so that the greatest is 127 or -127.

        Args:
            texts: Sentences or questions; what goes beyond the model's longest text is not read.
            is_question: Whether they are questions, which some models want to be told.

        Raises:
            ConfigError: If the model cannot be loaded.
        """
        if not texts:
            return []
        with self._loading:
            if self._model is None:
                self._model = _load(self._file, self._folder)
        return self._model.encode(texts, is_question=is_question)


def likeness(one: bytes, many: Sequence[bytes]) -> list[float]:
    """Return the cosine of a vector with each of many of the same encoder, from -1 to 1."""
    (row,) = cosines([one], many)
    return row


class _Model:
    """A loaded model with its tokenizer."""

    def __init__(self, session: Any, tokenizer: Any, settings: Mapping[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = [(one.name, _meaning(INPUTS, one.name)) for one in session.get_inputs()]
        names = [one.name for one in session.get_outputs()]
        self._output = _POOLED if _POOLED in names else names[0]
        self._is_first_token = _meaning(_POOLINGS, _pooling(settings))
        prompts = settings.get("prompts") or {}
        self._before_question = prompts.get("query", "")
        self._before_statement = prompts.get("document", prompts.get("passage", ""))
        self._padding = _padding(tokenizer)
        tokenizer.no_padding()
        tokenizer.enable_truncation(_limit(settings))

    def encode(self, texts: Sequence[str], *, is_question: bool) -> list[bytes]:
        before = self._before_question if is_question else self._before_statement
        encodings = self._tokenizer.encode_batch([before + text for text in texts])
        vectors = [b""] * len(texts)
        for batch in _batches([len(encoding) for encoding in encodings]):
            rows = self._run([encodings[n] for n in batch])
            for n, row in zip(batch, rows, strict=True):
                vectors[n] = row.tobytes()
        return vectors

    def _run(self, encodings: Sequence[Any]) -> Any:
        """Return one row of 8-bit integers for each encoding."""
        import numpy as np

        longest = max(1, *map(len, encodings))
        for encoding in encodings:
            encoding.pad(longest, **self._padding)
        feed = {
            name: np.array([getattr(encoding, part) for encoding in encodings], np.int64)
            for name, part in self._inputs
        }
        (output,) = self._session.run([self._output], feed)
        if output.ndim == 3 and self._is_first_token:
            output = output[:, 0]
        elif output.ndim == 3:
            # The sum points where the mean does, and only directions are compared.
            mask = np.array([encoding.attention_mask for encoding in encodings], output.dtype)
            output = np.einsum("ntd,nt->nd", output, mask)
        return rounded(output)


def _load(file: Path, folder: Path) -> _Model:
    """Load a model and try it.

    Raises:
        ConfigError: If it cannot be used.
    """
    from tokenizers import Tokenizer

    try:
        settings: dict[str, Any] = {}
        for path in (folder / name for name in SETTINGS_FILES):
            if path.is_file():
                settings |= json.loads(path.read_text(encoding="utf-8"))
        model = _Model(open_session(file), Tokenizer.from_file(str(folder / TOKENIZER_FILE)), settings)
        model.encode(["?"], is_question=True)
    except Exception as error:  # neither library raises anything narrower
        raise ConfigError(
            f"“encoder”: the model in {folder} cannot be used ({type(error).__name__}: {error}). Make the folder again, or "
            "remove “encoder” from the settings."
        ) from error
    return model


def _meaning(known: Mapping[str, _T], name: str) -> _T:
    """Return what a name in the model's files stands for."""
    if name not in known:
        raise ValueError(f"it needs “{name}”, which Citebot does not know")
    return known[name]


def _pooling(settings: Mapping[str, Any]) -> str:
    """Return how the model makes one vector of those of all tokens."""
    flags = [key for key, is_on in settings.items() if key.startswith("pooling_mode_") and is_on]
    return "+".join(key.removeprefix("pooling_mode_") for key in flags) or settings.get(
        "pooling_mode", "mean"
    )


def _limit(settings: Mapping[str, Any]) -> int:
    """Return how many tokens of a text are to be read."""
    limit = settings.get("max_seq_length") or settings.get("model_max_length") or _USUAL_LIMIT
    return int(min(limit, _LIMIT))


def _padding(tokenizer: Any) -> dict[str, Any]:
    """Return what a tokenizer fills short texts up with; some models tell padding by it."""
    if tokenizer.padding:
        return {"pad_id": tokenizer.padding["pad_id"], "pad_token": tokenizer.padding["pad_token"]}
    for token in ("[PAD]", "<pad>"):
        if (number := tokenizer.token_to_id(token)) is not None:
            return {"pad_id": number, "pad_token": token}
    return {}


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the positions of texts to be run together, alike in length and so little padded, the longest first."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        end = start + max(1, _BATCH_TOKENS // max(1, lengths[order[start]]))
        yield order[start:end]
        start = end
