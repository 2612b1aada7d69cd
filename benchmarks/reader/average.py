"""Average checkpoints of one training, weight by weight.

    python benchmarks/reader/average.py OUT.pt CHECKPOINT.pt...

Where lessons are few, the last checkpoint knows them too well; the mean over a training (Izmailov et al., 2018) knows less of them and more of others.
"""

import argparse
from pathlib import Path
from typing import Any

import torch


def mean(checkpoints: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the mean of each weight."""
    return {name: torch.stack([one[name] for one in checkpoints]).mean(0) for name in checkpoints[0]}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", nargs="+", type=Path, metavar="CHECKPOINT")
    arguments = parser.parse_args()
    torch.save(mean([torch.load(file) for file in arguments.checkpoints]), arguments.out)


if __name__ == "__main__":
    main()
