"""The network that reads: an encoder with a verdict on each pair of question and passage.

It needs torch and transformers.
"""

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModel, PreTrainedTokenizerFast


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
        read = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        states = read.last_hidden_state.float()
        return self.verdict(states[:, 0]).squeeze(-1), self.telling(states).squeeze(-1)


def tokenizer_of(folder: Path) -> Any:
    """Return the tokenizer of a model."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    padding = next(token for token in ("[PAD]", "<pad>") if tokenizer.token_to_id(token) is not None)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=padding)
