"""The learned numbers: plain figures in weights.json, learned from question sets by `benchmarks/learn.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from knowledge.answering.answerability import AnswerabilityInputs
from knowledge.answering.confidence import ConfidenceInputs
from knowledge.answering.linear_model import Inputs, LinearModel
from knowledge.answering.reranking import ReadInputs, ToldInputs
from knowledge.answering.signals.signals import Signals
from knowledge.errors import CitebotError


@dataclass(frozen=True, slots=True)
class Worth:
    """What the verdicts of a reader are worth in a language."""

    read: LinearModel[ReadInputs]
    """How likely a candidate is the answer if there is one, once it was read."""
    told: LinearModel[ToldInputs]
    """How likely there is one, once the first candidates were read."""


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them."""

    ranking: LinearModel[Signals]
    """Orders approved facts among themselves and drafts among themselves."""
    confidence: LinearModel[ConfidenceInputs]
    """How likely a candidate is the answer."""
    answerability: LinearModel[AnswerabilityInputs]
    """How likely there is an answer among the sources."""
    worth: Mapping[str, Worth]
    """Code of a language → what the verdicts on questions in it are worth."""


_DECIMALS = 4


class _Logistic(msgspec.Struct):
    weights: Mapping[str, float]
    bias: float


class _Worth(msgspec.Struct):
    read: _Logistic
    told: _Logistic


class _File(msgspec.Struct):
    """What stands in weights.json."""

    ranking: Mapping[str, float]
    confidence: _Logistic
    answerability: _Logistic
    worth: Mapping[str, _Worth]


def weights_file(*, is_encoded: bool) -> Path:
    """Return where the weights for ranking with or without a sentence encoder are kept."""
    return Path(__file__).with_name("weights-encoder.json" if is_encoded else "weights.json")


@cache
def learned_weights(*, is_encoded: bool = False) -> Weights:
    """Return the weights that ship with the program.

    Raises:
        CitebotError: If they do not fit what the models read.
    """
    return read(weights_file(is_encoded=is_encoded).read_bytes())


def read(content: bytes) -> Weights:
    """Return the weights of a file's content.

    Raises:
        CitebotError: If it is damaged, or if they do not fit what the models read.
    """
    try:
        file = msgspec.json.decode(content, type=_File)
    except msgspec.MsgspecError as error:
        raise CitebotError(
            f"The weights cannot be read ({error}). Install Citebot again, or learn them anew with benchmarks/learn.py."
        ) from error
    return Weights(
        LinearModel(Signals, file.ranking),
        _model(ConfidenceInputs, file.confidence),
        _model(AnswerabilityInputs, file.answerability),
        {
            name: Worth(_model(ReadInputs, worth.read), _model(ToldInputs, worth.told))
            for name, worth in file.worth.items()
        },
    )


def written(weights: Weights) -> bytes:
    """Return what a file of these weights holds, rounded."""
    file = _File(
        _rounded(weights.ranking.weights),
        _logistic(weights.confidence),
        _logistic(weights.answerability),
        {name: _Worth(_logistic(worth.read), _logistic(worth.told)) for name, worth in weights.worth.items()},
    )
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def _model(inputs: type[Inputs], file: _Logistic) -> LinearModel[Inputs]:
    return LinearModel(inputs, file.weights, file.bias)


def _logistic(model: LinearModel[Any]) -> _Logistic:
    return _Logistic(_rounded(model.weights), round(model.bias, _DECIMALS))


def _rounded(weights: Mapping[str, float]) -> Mapping[str, float]:
    return {name: round(weight, _DECIMALS) for name, weight in weights.items()}
