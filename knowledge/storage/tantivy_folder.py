"""What the indexes of a generation share: tantivy, in folders whose files never change.

Segments never change once written, so the next generation starts from hard links to those of the last one.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

from knowledge.errors import StoreError

AS_GIVEN = "as given"
"""Name of the tokenizer that splits at spaces and changes nothing."""

_WRITER_MEMORY = 64_000_000
_REWRITTEN = {"meta.json", ".managed.json"}


def open_index(folder: Path, schema: Any) -> Any:
    """Open the index of a folder, or make an empty one where the folder is empty.

    Raises:
        StoreError: If there is no such folder or it cannot be read.
    """
    try:
        index = tantivy.Index(schema, path=str(folder), reuse=True)
    except (OSError, ValueError) as error:
        raise StoreError(f"The index in {folder} cannot be opened ({error}). Delete that folder.") from error
    as_given = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(AS_GIVEN, as_given)
    return index


@contextmanager
def write_index(folder: Path, previous: Path | None, schema: Any) -> Iterator[Any]:
    """Give the writer of a new index, which is finished when it is left.

    Args:
        folder: Where to write; what stands there from an interrupted build is deleted.
        previous: Folder of an index to start from.
        schema: That of both.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in previous.iterdir() if previous is not None else ():
        if file.name in _REWRITTEN:
            shutil.copy2(file, folder / file.name)
        elif not file.name.endswith(".lock"):
            _link(file, folder / file.name)
    writer = open_index(folder, schema).writer(_WRITER_MEMORY, 1)
    yield writer
    try:
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:  # what tantivy makes of a disk that takes no more
        raise OSError(str(error)) from error


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without hard links
        shutil.copy2(file, target)
