"""Where the database of a home is, as its settings name it."""

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from knowledge.errors import ConfigError

SCHEMES = ("postgresql", "postgres")
"""Of the addresses that libpq takes (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS)."""

_SCHEMA = "citebot"
"""Where a home's tables stand unless its address names a schema."""
_HOST = re.compile(r"(\[[^\]]*\]|[^:]*)(:\d*)?")
"""One of the hosts that an address may name, with its port."""
_FAULTY = (
    "“store”: {} cannot be understood. Write special signs in it as in a link, such as %40 for @, %2F for / and %25 for %, "
    "and check the names of its parameters."
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a home's database is."""

    conninfo: str = field(repr=False)
    """What libpq takes; may hold a password."""
    schema: str
    """Where the tables stand."""
    shown: str
    """Host and database, for sentences and the log."""

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the address that a URL names; "schema" among its parameters is ours, the others are libpq's.

        Raises:
            ConfigError: If it is none. It is not repeated, since it may hold a password.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in SCHEMES or not url.startswith(f"{parts.scheme}://"):
            raise ConfigError("“store” must be an address such as postgresql://user@host/database, or empty.")
        place, database = parts.netloc.rpartition("@")[2], parts.path.strip("/")
        # Libpq ends the password at the first of these signs, and would name the rest of it as host, port or database.
        is_whole = parts.netloc.count("@") <= 1 and "@" not in database and "/" not in database
        if not is_whole or not all(map(_HOST.fullmatch, place.split(","))):
            raise ConfigError(_FAULTY.format("the address"))
        parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
        schema = parameters.pop("schema", _SCHEMA)
        if not schema.isidentifier() or not schema.isascii() or schema != schema.lower():
            raise ConfigError(
                "“store”: a schema is named by small letters, digits and _, such as ?schema=harbour."
            )
        place = place or parameters.get("host", "")
        query = urlencode(parameters)
        plain = f"{parts.scheme}://{parts.netloc}{parts.path}{f'?{query}' if query else ''}"
        shown = "/".join(filter(None, (place, database or parameters.get("dbname", ""))))
        return cls(plain, schema, shown or parameters.get("service", "") or "this machine")

    def faulty(self) -> str:
        """Return the sentence about an address that libpq cannot understand, without what may be a password."""
        return _FAULTY.format(f"the address of {self.shown}")
