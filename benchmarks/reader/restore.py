"""Make a checkpoint of a reader that ships, to train on from where its own is lost.

    python benchmarks/reader/restore.py CHECKPOINT.pt [--shipped FOLDER [--model FOLDER]]

What has 8 bits there has them here too, but for the embeddings, which no training changed. Its verdict on single tokens does not ship: that layer begins anew.
Of a multilingual one, --model is the folder to write that `train.py --model` wants; its word embeddings, of 4 bits, are restored too.
"""

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

sys.path.insert(0, str(Path(__file__).parents[1]))

from export_encoder import packaged_model
from reader.encoder import Reader, tokenizer_of
from reader.export import FURTHEST, PRODUCT, encoded_pairs, probability, verdicts
from reader.four_bits import BLOCK

WORDS = "encoder.embeddings.word_embeddings.weight"


def weights(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Return the weights of a model that `export.py` wrote, by their names in torch; those of the embeddings are left out.

    A matrix is called what the bias is called that is added to its product.
    """
    tensors = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    reading: dict[str, list[Any]] = {}
    for node in model.graph.node:
        for name in node.input:
            reading.setdefault(name, []).append(node)
    found = {name: tensor for name, tensor in tensors.items() if name.startswith("reader.")}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            (cast,) = reading[node.output[0]]
            (scaled,) = reading[cast.output[0]]
            (added,) = reading[scaled.output[0]]
            bias = next(name for name in added.input if name in tensors)
            matrix = node.input[1].removesuffix("_quantized")
            whole = tensors[node.input[1]].astype(np.float32) - tensors[f"{matrix}_zero_point"].astype(
                np.float32
            )
            found[bias.removesuffix("bias") + "weight"] = (whole * tensors[f"{matrix}_scale"]).T
    return {
        name.removeprefix("reader."): tensor
        for name, tensor in found.items()
        if not name.startswith("reader.encoder.embeddings.") and name.endswith((".weight", ".bias"))
    }


def small_words(model: onnx.ModelProto) -> np.ndarray:
    """Return the word embeddings of a model that `export.py` wrote with 4 bits a number."""
    tensors = {each.name: each for each in model.graph.initializer}
    (node,) = (node for node in model.graph.node if node.op_type == "GatherBlockQuantized")
    whole = numpy_helper.to_array(tensors[node.input[0]]).astype(np.float32)
    scale = numpy_helper.to_array(tensors[node.input[2]])
    words: np.ndarray = (whole.reshape(*scale.shape, BLOCK) * scale[..., None]).reshape(whole.shape)
    return words


def write_model(folder: Path, shipped: Path) -> None:
    """Write what `train.py --model` wants beside a checkpoint: the English model with the vocabulary of one that ships."""
    tokenizer = Tokenizer.from_file(str(shipped / "tokenizer.json"))
    config = BertConfig.from_pretrained(
        packaged_model(),
        vocab_size=tokenizer.get_vocab_size(),
        pad_token_id=tokenizer.token_to_id("<pad>"),
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    shutil.copy(shipped / "tokenizer.json", folder)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--shipped", type=Path, default=PRODUCT, metavar="FOLDER")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="to write, for a multilingual one")
    arguments = parser.parse_args()
    folder, file = arguments.model or packaged_model(), arguments.shipped / "reader.onnx"
    torch.manual_seed(0)
    model = onnx.load(file)
    tensors = weights(model)
    if arguments.model:
        write_model(folder, arguments.shipped)
        english = Reader(packaged_model()).encoder.embeddings.state_dict()
        tensors |= {f"encoder.embeddings.{name}": tensor.numpy() for name, tensor in english.items()}
        tensors[WORDS] = small_words(model)
    reader, tokenizer = Reader(folder), tokenizer_of(folder)
    known = {name: torch.from_numpy(tensor.copy()) for name, tensor in tensors.items()}
    left = reader.load_state_dict(known, strict=False)
    print("not in it:", *(name for name in left.missing_keys if "embeddings" not in name))
    assert not left.unexpected_keys
    encoded = encoded_pairs(tokenizer)
    with torch.no_grad():
        expected, _ = reader.eval()(**encoded)
    apart = np.abs(probability(verdicts(file, encoded)) - probability(expected.numpy()))
    print(f"probabilities differ by {apart.mean():.3f}")
    if apart.mean() > FURTHEST:
        raise SystemExit("The verdicts differ too much. Do not train on.")
    torch.save(reader.state_dict(), arguments.checkpoint)


if __name__ == "__main__":
    main()
