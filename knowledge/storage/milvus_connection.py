"""What is asked of Milvus, each call with a bounded wait and an error that a person understands.

The only module that imports pymilvus, and not before something is asked.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Any

from knowledge.errors import ConfigError, SearchError
from knowledge.storage.milvus_address import MilvusAddress
from knowledge.storage.sparse_vectors import Vector

ASK_S = 3.0
"""How long somebody who asks is kept waiting."""
EMBEDDED_ASK_S = 30.0
"""The same for the embedded one, which cannot be away but may be slow."""
_WRITE_S = 120.0
"""How long one batch may take to be written."""
_EMBEDDED_S = 3600.0
"""How long the embedded one may take to make its index anew, in this process and without a server that could be away."""
_AT_ONCE = 1000
"""Rows that are sent together, about a kilobyte each."""
_HOUR_MS = 3_600_000
_NOT_FOUND = 100
"""What Milvus says of a collection that is not there."""
_TALKATIVE = ("pymilvus", "grpc._server", "milvus_lite", "faiss")
"""Loggers that write whole tracebacks to stderr of what is no fault, or is told as a `SearchError`."""

SentRow = tuple[int, int, Vector]
"""A fact: its row, the row of its source, its vector."""

_log = logging.getLogger(__name__)


class MilvusConnection:
    """Milvus at one address; connected when it is first needed, and again after it was away."""

    def __init__(self, address: MilvusAddress) -> None:
        self.address = address
        self._ask_s = EMBEDDED_ASK_S if address.file else ASK_S
        self._client: Any = None
        self._connecting = threading.Lock()
        self._failed_at = 0.0
        """When a connection could last not be made, by the monotonic clock."""

    def collections(self) -> list[str]:
        """Return the names of the collections of this home."""
        names: list[str] = self._asked(self._names)
        return names

    def make(self, collection: str) -> None:
        """Make an empty collection."""
        self._asked(lambda client: _make(client, collection))

    def drop(self, collection: str) -> None:
        """Drop a collection and all its rows."""
        self._asked(lambda client: client.drop_collection(collection, timeout=_WRITE_S))

    def put(self, collection: str, rows: Iterable[SentRow]) -> None:
        """Write facts, in the place of those that have their rows; so a batch that is sent twice is there once."""
        rows = iter(rows)
        while batch := list(islice(rows, _AT_ONCE)):
            self._asked(partial(_put, collection, batch))

    def delete(self, collection: str, which: str) -> None:
        """Delete the rows of which an expression is true."""
        self._asked(lambda client: client.delete(collection, filter=which, timeout=_WRITE_S))

    def settle(self, collection: str) -> None:
        """Put what was written where it is found quickly, which a server does by itself."""
        if self.address.file:
            self._asked(lambda client: client.flush(collection, timeout=_EMBEDDED_S))
            self.warm(collection)

    def warm(self, collection: str) -> None:
        """Let an embedded one make its index, which it does when it is first searched."""
        if self.address.file:
            self._search(collection, {0: 1.0}, 1, "", _EMBEDDED_S)

    def count(self, collection: str) -> int:
        """Return how many rows there are, all that was written before included."""
        found = self._asked(
            lambda client: client.query(
                collection, output_fields=["count(*)"], consistency_level="Strong", timeout=self._ask_s
            )
        )
        return int(found[0]["count(*)"])

    def search(self, collection: str, vector: Vector, limit: int, which: str) -> list[tuple[int, float]]:
        """Return (row, inner product) of the rows nearest to a vector of which an expression is true, best first."""
        return self._search(collection, vector, limit, which, self._ask_s)

    def _search(
        self, collection: str, vector: Vector, limit: int, which: str, wait_s: float
    ) -> list[tuple[int, float]]:
        (hits,) = self._asked(
            lambda client: client.search(
                collection,
                [vector],
                anns_field="terms",
                limit=limit,
                filter=which,
                search_params={"metric_type": "IP"},
                timeout=wait_s,
            )
        )
        return [(int(hit["row"]), float(hit["distance"])) for hit in hits]

    def _asked(self, what: Callable[[Any], Any]) -> Any:
        """Return what comes of a call.

        Raises:
            SearchError: If nothing does.
        """
        grpc, exceptions = _client_library()
        try:
            return what(self._connected())
        except (exceptions.MilvusException, grpc.RpcError, OSError) as error:
            _log.info("%s: %s", self.address.shown, type(error).__name__)
            raise SearchError(_refusal(self.address, error)) from error

    def _connected(self) -> Any:
        """Return the client, connected; whoever has waited for another's attempt in vain does not wait for one more."""
        began = time.monotonic()
        with self._connecting:
            if self._client is None:
                if self._failed_at > began:
                    raise SearchError(_refusal(self.address, None))
                try:
                    self._client = _connected(self.address)
                    self._load(self._client)
                except BaseException:
                    self._failed_at = time.monotonic()
                    raise
            return self._client

    def _load(self, client: Any) -> None:
        """Have the collections of this home searched, which an embedded one does not do by itself when its file is opened."""
        for name in self._names(client):
            client.load_collection(name, timeout=_EMBEDDED_S if self.address.file else self._ask_s)

    def _names(self, client: Any) -> list[str]:
        found = client.list_collections(timeout=self._ask_s)
        return [name for name in found if name.rpartition("_")[0] == self.address.prefix]

    def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _client_library() -> tuple[Any, Any]:
    """Return the modules of gRPC and of pymilvus's exceptions.

    Raises:
        ConfigError: If they are not installed.
    """
    try:
        import grpc
        from pymilvus import exceptions
    except ImportError as error:
        raise ConfigError(
            'search: what speaks with Milvus is not installed. Install it with: pip install "citebot[milvus]"'
        ) from error
    for library in _TALKATIVE:
        logging.getLogger(library).setLevel(logging.CRITICAL)
    return grpc, exceptions


def _connected(address: MilvusAddress) -> Any:
    from pymilvus import MilvusClient

    options: dict[str, Any] = {"secure": True} if address.uri.startswith("https:") else {}
    if address.ca:
        options["server_pem_path"] = address.ca
    if address.file:  # the embedded one hangs up on whoever asks every few seconds whether it is still there
        options["grpc_options"] = {"grpc.keepalive_time_ms": _HOUR_MS}
    return MilvusClient(address.uri, token=address.token, db_name=address.database, timeout=ASK_S, **options)


def _make(client: Any, collection: str) -> None:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("row", DataType.INT64, is_primary=True)
    schema.add_field("source", DataType.INT64)
    schema.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
    indexes = client.prepare_index_params()
    indexes.add_index("terms", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    client.create_collection(
        collection,
        schema=schema,
        index_params=indexes,
        consistency_level="Bounded",
        timeout=_WRITE_S,
    )


def _put(collection: str, batch: Iterable[SentRow], client: Any) -> None:
    rows = [{"row": row, "source": source, "terms": vector} for row, source, vector in batch]
    client.upsert(collection, rows, timeout=_WRITE_S)


def _refusal(address: MilvusAddress, error: Exception | None) -> str:
    if getattr(error, "code", None) == _NOT_FOUND:
        return (
            f"The facts are gone from the search engine at {address.shown}. They are put there again when Citebot "
            "starts anew, or with: citebot refresh"
        )
    if address.file:
        return (
            f"The search engine in {address.file} cannot be used. It serves one program at a time: end the other one, "
            "or use a server. Until then nothing can be looked up."
        )
    return (
        f"The search engine at {address.shown} does not answer, or does not let Citebot in. Check that it runs and "
        "that address and token are right. Until then nothing can be looked up."
    )
