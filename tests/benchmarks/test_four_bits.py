import numpy as np
import pytest

pytest.importorskip("onnx", reason="the dependency group “dev” is not installed")

from onnx import TensorProto, helper, numpy_helper
from reader.four_bits import BLOCK, restored, with_small_words

onnxruntime = pytest.importorskip("onnxruntime", reason="not made for this machine")
TABLE = np.random.default_rng(1).standard_normal((7, 2 * BLOCK)).astype(np.float32)


def test_what_had_four_bits_loses_nothing():
    once = restored(TABLE)
    assert np.abs(once - TABLE).max() < 0.3
    assert np.array_equal(restored(once), once)


def test_a_model_with_small_words_gives_the_same_as_the_table_that_they_make():
    gather = helper.make_node("Gather", ["table", "ids"], ["states"])
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [None])
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [None, 2 * BLOCK])
    graph = helper.make_graph([gather], "words", [ids], [states], [numpy_helper.from_array(TABLE, "table")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    session = onnxruntime.InferenceSession(with_small_words(model).SerializeToString())
    (found,) = session.run(None, {"ids": np.array([3, 0, 6])})
    assert np.allclose(found, restored(TABLE)[[3, 0, 6]], atol=1e-6)
