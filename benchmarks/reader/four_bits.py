"""Keep the word embeddings of an ONNX model as 4-bit integers: of a model that knows many languages they are most of its size."""

from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

BLOCK = 32
"""Numbers that share a scale."""
_LEAST, _MOST = -8, 7


def quantized(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a matrix as 4-bit integers, and the scale of each block of a row.

    Of a matrix that had 4 bits a number before nothing is lost, be its scales those of the largest number or of its opposite.
    """
    blocks = matrix.reshape(len(matrix), -1, BLOCK)
    largest = np.abs(blocks).max(-1, keepdims=True)
    tries = []
    for steps in (_LEAST, -_LEAST, _MOST):
        scale = np.where(largest > 0, largest / steps, 1).astype(np.float16).astype(np.float32)
        whole = np.clip(np.round(blocks / scale), _LEAST, _MOST)
        tries.append((np.abs(whole * scale - blocks).max(-1, keepdims=True), scale, whole))
    errors, scales, wholes = (np.stack(parts) for parts in zip(*tries, strict=True))
    best = errors.argmin(0, keepdims=True)
    whole, scale = (np.take_along_axis(each, best, 0)[0] for each in (wholes, scales))
    return whole.astype(np.int8).reshape(matrix.shape), scale[..., 0]


def restored(matrix: np.ndarray) -> np.ndarray:
    """Return what a matrix is after it was kept so."""
    whole, scale = quantized(matrix)
    blocks: np.ndarray = whole.reshape(len(matrix), -1, BLOCK) * scale[..., None]
    return blocks.reshape(matrix.shape).astype(np.float32)


def with_small_words(model: ModelProto) -> ModelProto:
    """Return a model whose largest table, which the word embeddings are, has 4 bits a number."""
    tables = {each.name: each for each in model.graph.initializer}
    nodes = [node for node in model.graph.node if node.op_type == "Gather" and node.input[0] in tables]
    node = max(nodes, key=lambda node: int(np.prod(tables[node.input[0]].dims)))
    table = tables[node.input[0]]
    whole, scale = quantized(numpy_helper.to_array(table))
    low, high = whole.reshape(-1, 2).astype(np.uint8).T & 15
    packed = (low | high << 4).tobytes()
    model.graph.initializer.remove(table)
    model.graph.initializer.extend(
        [
            helper.make_tensor(table.name, TensorProto.INT4, table.dims, packed, raw=True),
            numpy_helper.from_array(scale.astype(np.float32), f"{table.name}_scale"),
        ]
    )
    small: Any = helper.make_node(
        "GatherBlockQuantized",
        [table.name, node.input[1], f"{table.name}_scale"],
        list(node.output),
        domain="com.microsoft",
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    at = list(model.graph.node).index(node)
    model.graph.node.remove(node)
    model.graph.node.insert(at, small)
    if not any(each.domain == "com.microsoft" for each in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model
