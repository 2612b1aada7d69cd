"""Which search engine a home has: the one that comes with the program, or the one that its settings name."""

from collections.abc import Mapping
from pathlib import Path

from knowledge.errors import ConfigError
from knowledge.storage.fact_index import Engine
from knowledge.storage.tantivy_index import TantivyEngine

_KEY = "CITEBOT_SEARCH_TOKEN"
"""The variable with what shows this program to a server, where the address does not hold it."""


def engine(address: str, home: Path, environ: Mapping[str, str]) -> Engine:
    """Return the engine at an address, without asking it anything.

    Args:
        address: The setting `search`; empty for the engine that comes with the program.
        home: Folder that files are counted from.
        environ: Holds the token, if there is one.

    Raises:
        ConfigError: If no engine has such an address.
    """
    if not address:
        return TantivyEngine()
    if address.startswith("milvus:"):
        from knowledge.storage.fallback_engine import FallbackEngine
        from knowledge.storage.milvus_address import MilvusAddress
        from knowledge.storage.milvus_engine import MilvusEngine

        parsed = MilvusAddress.parse(address, home, environ.get(_KEY, "").strip())
        milvus = MilvusEngine(parsed)
        return FallbackEngine(milvus, TantivyEngine()) if parsed.has_fallback else milvus
    raise ConfigError(
        "search: there is no such engine. Leave it empty, or write “milvus:FILE.db” or “milvus://HOST:PORT”."
    )
