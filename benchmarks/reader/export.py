"""Write a trained reader as the product ships it: an ONNX file whose weights are 8-bit integers, and its tokenizer.

    python benchmarks/reader/export.py CHECKPOINT.pt [--out FOLDER] [--model FOLDER]

Each column of a matrix has a scale of its own, and what is multiplied with it becomes 8-bit integers too, by one scale for all: half of the time of
32-bit numbers. With --model, the folder of a multilingual reader, its word embeddings get 4 bits, which they were made or taught for. At the end the verdicts on some pairs are held against those of the checkpoint itself.

It needs torch, transformers, onnx and onnxscript.
"""

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).parents[1]))

from export_encoder import export, packaged_model
from reader.encoder import Reader, tokenizer_of
from reader.four_bits import restored, with_small_words

from knowledge.answering.reading.reader import LONGEST

PRODUCT = Path(__file__).parents[2] / "knowledge/answering/reading/model"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "verdict"
FURTHEST = 0.1
"""Mean difference in probability from the checkpoint that is allowed; a single pair on the edge may differ by more."""
PAIRS = (
    ("When does the ferry leave?", "The ferry to the island leaves at seven. | Timetable | "),
    (
        "Who repaired the roof?",
        "Boats cross to the isle every morning. | Timetable | The roof was repaired in May.",
    ),
    ("How much is a day pass?", "How much does it cost? A day pass is 12 euros. | Prices > Passes | "),
    ("Who is the deputy mayor?", "The mayor is Anna Holm. | People | "),
)


class Verdicts(torch.nn.Module):  # type: ignore[misc]  # torch is no dependency
    """A reader without what it says of single tokens."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """Return the verdict on each pair."""
        verdict, _ = self.reader(input_ids, attention_mask, token_type_ids)
        return verdict


def shrink(whole: Path, file: Path, *, has_small_words: bool) -> None:
    """Write an ONNX model with 8-bit weights, each column of a matrix by its own scale; its word embeddings, if they are to be small, with 4 bits."""
    kinds = ["MatMul", "Gemm"] if has_small_words else None
    quantize_dynamic(whole, file, kinds, weight_type=QuantType.QInt8, per_channel=True)
    if has_small_words:
        onnx.save(with_small_words(onnx.load(file)), file)


def verdicts(file: Path, encoded: dict[str, Any]) -> np.ndarray:
    """Return the verdicts of an ONNX model."""
    import onnxruntime

    session = onnxruntime.InferenceSession(file)
    (found,) = session.run([OUTPUT], {name: tensor.numpy() for name, tensor in encoded.items()})
    return np.asarray(found)


def probability(odds: np.ndarray) -> np.ndarray:
    """Return what log-odds mean."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def encoded_pairs(tokenizer: Any) -> dict[str, Any]:
    """Return some pairs of question and passage as a reader is given them."""
    questions, passages = zip(*PAIRS, strict=True)
    encoded = tokenizer(
        list(questions),
        list(passages),
        truncation="only_second",
        max_length=LONGEST,
        padding=True,
        return_tensors="pt",
        return_token_type_ids=True,
    )
    return {name: encoded[name] for name in INPUTS}


def main() -> None:
    """Export a checkpoint and check it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=PRODUCT)
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="as `multilingual.py` makes it")
    arguments = parser.parse_args()
    folder = arguments.model or packaged_model()
    reader, tokenizer = Reader(folder), tokenizer_of(folder)
    reader.load_state_dict(torch.load(arguments.checkpoint))
    reader.eval()
    if arguments.model:
        words = reader.encoder.embeddings.word_embeddings.weight
        words.data.copy_(torch.from_numpy(restored(words.detach().numpy())))
    encoded = encoded_pairs(tokenizer)
    arguments.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "tokenizer.json", arguments.out)
    file = arguments.out / "reader.onnx"
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        export(Verdicts(reader), encoded, whole, [OUTPUT])
        shrink(whole, file, has_small_words=bool(arguments.model))
    with torch.no_grad():
        expected, _ = reader(**encoded)
    apart = np.abs(probability(verdicts(file, encoded)) - probability(expected.numpy()))
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB; probabilities differ by {apart.mean():.3f}")
    if apart.mean() > FURTHEST:
        raise SystemExit("The verdicts differ too much. Do not ship this.")


if __name__ == "__main__":
    main()
