import json

import pytest

np = pytest.importorskip("numpy", reason="not made for this machine")
onnx = pytest.importorskip("onnx", reason="making a model takes the package onnx")
pytest.importorskip("onnxruntime", reason="not made for this machine")
tokenizers = pytest.importorskip("tokenizers", reason="not made for this machine")

DIMENSIONS = 8
_WORDS = [
    "[PAD]",
    "[UNK]",
    "query:",
    "passage:",
    "the",
    "bakery",
    "opens",
    "at",
    "six",
    "seven",
    "a",
    "loaf",
    "costs",
    "two",
    "crowns",
    "mill",
    "grinds",
    "rye",
    "when",
    "does",
]


class TinyEncoder:
    """A model folder as small as can be: each word has a random vector of its own, whatever its neighbours."""

    def __init__(self, folder, seed=0, *, is_pooled=False, extra_input=None, limit=None):
        self.folder = folder
        self._is_pooled = is_pooled
        self._words = {word: number for number, word in enumerate(_WORDS)}
        rng = np.random.default_rng(seed)
        self.table = rng.normal(size=(len(_WORDS), DIMENSIONS)).astype(np.float32)
        folder.mkdir(parents=True, exist_ok=True)
        self._write_tokenizer()
        self._write_model(extra_input)
        if limit:
            self.write("sentence_bert_config.json", {"max_seq_length": limit})

    def write(self, name, settings):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")

    def rows(self, text):
        """Return the vectors of the words of a text."""
        return self.table[[self._words.get(word, 1) for word in text.lower().split()]]

    def _write_tokenizer(self):
        tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(self._words, unk_token="[UNK]"))
        tokenizer.normalizer = tokenizers.normalizers.Lowercase()
        tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
        tokenizer.enable_padding(pad_id=0, pad_token="[PAD]", length=16)
        tokenizer.enable_truncation(12)
        tokenizer.save(str(self.folder / "tokenizer.json"))

    def _write_model(self, extra_input):
        helper, number, real = onnx.helper, onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
        inputs = ["input_ids", "attention_mask", *([extra_input] if extra_input else [])]
        nodes = [helper.make_node("Gather", ["table", "input_ids"], ["tokens"])]
        outputs = [helper.make_tensor_value_info("tokens", real, ["texts", "length", DIMENSIONS])]
        if self._is_pooled:
            nodes.append(
                helper.make_node("ReduceMax", ["tokens", "length_axis"], ["sentence_embedding"], keepdims=0)
            )
            outputs.append(helper.make_tensor_value_info("sentence_embedding", real, ["texts", DIMENSIONS]))
        graph = helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info(name, number, ["texts", "length"]) for name in inputs],
            outputs,
            [
                onnx.numpy_helper.from_array(self.table, "table"),
                onnx.numpy_helper.from_array(np.array([1]), "length_axis"),
            ],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
        onnx.save(model, self.folder / "model.onnx")
