"""aiogram, whose models are each built when they are first needed.

As it is imported it builds all of them, seven hundred, which takes longer than a hundred tests; a few dozen are ever used here.
"""

import sys
import typing
from functools import cache
from unittest.mock import patch

from pydantic import BaseModel


@cache
def load() -> None:
    """Import aiogram; to be called before anything else does."""
    with patch.object(BaseModel, "model_rebuild", classmethod(lambda _cls, **_options: None)):
        import aiogram.types
    # Where a model is built late, pydantic looks for what its annotations name in its module, which imports that for type checkers only.
    names = {name: getattr(aiogram.types, name) for name in aiogram.types.__all__}
    names |= {name: getattr(typing, name) for name in ("List", "Literal", "Optional", "Union")}
    for module_name, module in tuple(sys.modules.items()):
        if module_name.startswith("aiogram.types."):
            vars(module).update(names | vars(module))
    aiogram.types.Message.model_rebuild()  # `history.Post` derives from it, in a module that knows none of these names
