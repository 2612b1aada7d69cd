"""The network that reads: an encoder with a verdict on each pair of question and passage.

It needs torch and transformers.
"""

import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tokenizers.processors import TemplateProcessing
from transformers import AutoModel, PreTrainedTokenizerFast

FROZEN = 4
"""Of the twelve layers of a large one."""


class Reader(torch.nn.Module):  # type: ignore[misc]  # torch is no dependency
    """An encoder with a verdict on each pair, and one on each token."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # Without dropout and with plain attention a processor is fastest; frozen embeddings halve the optimiser's work.
        self.encoder = AutoModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.encoder.embeddings.requires_grad_(requires_grad=False)
        self.verdict = torch.nn.Linear(self.encoder.config.hidden_size, 1)
        self.telling = torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> tuple[Any, Any]:
        """Return the verdict on each pair, and on each of its tokens."""
        states = self.states(input_ids, attention_mask, token_type_ids).float()
        return self.verdict(states[:, 0]).squeeze(-1), self.telling(states).squeeze(-1)

    def states(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """Return the vectors of all tokens."""
        read = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return read.last_hidden_state


class LargeReader(Reader):
    """The same on MPNet, which does not tell its two texts apart by types; its first layers stay as they are."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for layer in self.encoder.encoder.layer[:FROZEN]:
            layer.requires_grad_(requires_grad=False)
        self.encoder.encoder.relative_attention_bias.requires_grad_(requires_grad=False)

    def states(self, input_ids: Any, attention_mask: Any, _: Any) -> Any:
        """Return the vectors of all tokens."""
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def reader_of(folder: Path) -> Reader:
    """Return a reader that begins with the weights of a model."""
    return LargeReader(folder) if _is_large(folder) else Reader(folder)


def tokenizer_of(folder: Path) -> Any:
    """Return the tokenizer of a model."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    if _is_large(folder):
        tokenizer.no_padding()
        tokenizer.no_truncation()
        marks = [(mark, tokenizer.token_to_id(mark)) for mark in ("<s>", "</s>")]
        tokenizer.post_processor = TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> </s> $B:1 </s>:1", special_tokens=marks
        )
    padding = next(token for token in ("[PAD]", "<pad>") if tokenizer.token_to_id(token) is not None)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=padding)


def _is_large(folder: Path) -> bool:
    return bool(json.loads((folder / "config.json").read_text(encoding="utf-8"))["model_type"] == "mpnet")
