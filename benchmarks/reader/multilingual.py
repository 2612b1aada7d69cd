"""Give the English reader a vocabulary of many languages, to train a multilingual one from.

    python benchmarks/reader/multilingual.py OUT_FOLDER ENGLISH.pt WEIGHTS TOKENIZER

ENGLISH.pt is a checkpoint of `train.py` or `restore.py`; WEIGHTS (e5-small-q4.bin) and TOKENIZER (tokenizer.json) are of multilingual-e5-small, see `e5.py`.
Its vocabulary replaces the English one, and every piece of it gets an embedding made of English ones (as WECHSEL does, Minixhofer et al., 2022): its own if
it is English too, else the mean of those of the English words that mean most nearly the same, as e5 sees them. So the reader reads, say, Spanish at once, as
if a dictionary stood between; what is left to learn from few lessons is how other languages put their sentences. Ten minutes of one core.

OUT_FOLDER holds what `train.py --model` wants, and the checkpoint start.pt. What follows, with public sets in a folder D
and the English reader's own near misses, encyclopedia articles and how-to files in english.jsonl:

    python benchmarks/reader/restore.py english.pt                                       (ENGLISH.pt, where the checkpoint of the reader that ships is lost)
    python benchmarks/reader/examples.py others.jsonl D/near_miss_lessons_pt D/near_miss_lessons_pt/! D/arabic D/chinese D/languages/{es,de,ru,zh,ar,el,tr,vi,th,hi,ro}
    python benchmarks/reader/train.py many.pt english.jsonl others.jsonl --model OUT_FOLDER --start OUT_FOLDER/start.pt --rate 8e-5 --words 2.5e-4 --edits 0.25 \
        --minutes 66 --hold-out Islamism "Scottish Parliament" "Steam engine"             (keep its checkpoint now and then)
    python benchmarks/reader/average.py mean.pt CHECKPOINT.pt...
    python benchmarks/reader/export.py mean.pt --model OUT_FOLDER --out knowledge/answering/reading/multilingual     (35 MB and a tokenizer of 4; 31 MB packed)

Since then it read 27,000 lessons more, 38,000, and 49,000, most of them of `written/`, from `restore.py --shipped … --model OUT_FOLDER`, each time with another --seed. Before the last ones,
half of the difference between two checkpoints of the English reader, before and after what it had learned meanwhile, was added to each weight that both have but the embeddings.

What the first 37,600 lessons taught: articles count, not minutes. By itself it was right as often on the held-out articles after 4,600 lessons as after 37,600, most of which were seven articles in
eleven translations over and over; where lessons come from two hundred articles it gains most, and where people wrote near misses it learns to refuse. One bias for all languages does not
make it safe: how far the signals are too modest differs from language to language, so each has the bias at which as many questions that have an answer are answered as unread.

Where an approved fact was right (117 Portuguese questions), 80.3 % were answered rightly unread and 58.1 read, since the near misses of their example questions teach to distrust them.
Therefore it reads drafts only. Which languages the program lets it read, and what it does in them, says its card in knowledge/answering/reading/multilingual/.
"""

import argparse
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

sys.path.insert(0, str(Path(__file__).parents[1]))

from export_encoder import packaged_model
from reader.e5 import Weights, cut_vocabulary, encoder, vectors
from reader.four_bits import restored

SPECIAL = {"<s>": "[CLS]", "</s>": "[SEP]", "<pad>": "[PAD]", "<unk>": "[UNK]", "<mask>": "[MASK]"}
NEAREST = 5
"""English words that a piece is made of."""
SHARPNESS = 0.03
"""Cosine by which a word must be nearer to count e times as much."""
OWN = 0.25
"""What is a piece's own, drawn by chance, beside what it shares with others that mean the same: names must stay apart."""
PAIR = [
    {"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}},
    {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "</s>", "type_id": 1}},
]  # fmt: skip
"""Question and passage, as the English reader is used to them."""


def translated(
    pieces: list[str],
    meant: np.ndarray,
    english: dict[str, np.ndarray],
    words: list[str],
    words_meant: np.ndarray,
) -> np.ndarray:
    """Return an embedding for each piece.

    Args:
        pieces: Of the new vocabulary; those that begin a word begin with "▁".
        meant: What each means, a row a piece.
        english: Piece of the English vocabulary → its embedding.
        words: Whole English words among them.
        words_meant: What each means.
    """
    draw = np.random.default_rng(0)
    of_words = np.stack([english[word] for word in words])
    length = np.linalg.norm(of_words, axis=1).mean()
    made = np.zeros((len(pieces), of_words.shape[1]), np.float32)
    for number, piece in enumerate(pieces):
        if (known := _english(piece, english)) is not None:
            made[number] = known
            continue
        alike = words_meant @ meant[number]
        nearest = np.argpartition(-alike, NEAREST)[:NEAREST]
        shares = np.exp((alike[nearest] - alike[nearest].max()) / SHARPNESS)
        own = _unit(draw.standard_normal(of_words.shape[1]))
        made[number] = length * _unit(_unit(shares @ of_words[nearest]) + OWN * own)
    return made


def _english(piece: str, english: dict[str, np.ndarray]) -> np.ndarray | None:
    """Return the embedding of a piece that the English vocabulary has too."""
    if piece in SPECIAL:
        return english[SPECIAL[piece]]
    if piece == "▁":
        return np.asarray(np.mean(list(english.values()), axis=0))
    decomposed = unicodedata.normalize("NFKD", piece.lstrip("▁").lower())
    word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    forms = [word, f"##{word}"] if piece.startswith("▁") or not word[:1].isalpha() else [f"##{word}", word]
    return next((english[form] for form in forms if form in english), None)


def _unit(vector: Any) -> Any:
    return vector / np.linalg.norm(vector)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("tokenizer", type=Path)
    arguments = parser.parse_args()
    folder = packaged_model()
    vocabulary = json.loads((folder / "tokenizer.json").read_bytes())["model"]["vocab"]
    state = torch.load(arguments.english)
    table = state["encoder.embeddings.word_embeddings.weight"].numpy()
    words = [word for word in vocabulary if word.isalpha() and word.isascii() and len(word) > 1]
    content, kept = cut_vocabulary(arguments.tokenizer)
    pieces = [piece for piece, _ in content["model"]["vocab"]]
    model, tokenizer = encoder(Weights(arguments.weights), kept), Tokenizer.from_str(json.dumps(content))
    asked = tokenizer.encode("query:", add_special_tokens=False).ids
    begin, end = tokenizer.encode("").ids
    written = [tokenizer.encode(word, add_special_tokens=False).ids for word in words]
    made = translated(
        pieces,
        vectors(model, [[begin, *asked, number, end] for number in range(len(pieces))]),
        {word: table[number] for word, number in vocabulary.items()},
        words,
        vectors(model, [[begin, *asked, *ids, end] for ids in written]),
    )
    state["encoder.embeddings.word_embeddings.weight"] = torch.from_numpy(restored(made))
    content["post_processor"]["pair"] = PAIR
    config = BertConfig.from_pretrained(
        folder, vocab_size=len(pieces), pad_token_id=tokenizer.token_to_id("<pad>")
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(arguments.out)
    (arguments.out / "tokenizer.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    torch.save(state, arguments.out / "start.pt")


if __name__ == "__main__":
    main()
