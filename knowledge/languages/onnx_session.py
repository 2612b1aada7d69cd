"""Models in ONNX format, made ready to run on a processor."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGES = ("onnxruntime", "tokenizers", "numpy")
"""What running a model of language needs."""

_THREADS = 2


def missing_package() -> str | None:
    """Return the first of the packages that is not installed; None if all are."""
    return next((name for name in PACKAGES if find_spec(name) is None), None)


def open_session(file: Path) -> Any:
    """Load a model.

    Raises:
        Exception: Whatever ONNX Runtime raises where it cannot be used; nothing narrower is promised.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    # Threads that spin while they wait make a question take twice as long where the other core is busy.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4  # errors are raised, and told once
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
