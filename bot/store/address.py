"""Where the database of a home is, as its settings name it."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from knowledge.errors import ConfigError

SCHEMES = ("postgresql", "postgres")
"""Of the addresses that libpq takes (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS)."""

_SCHEMA = "citebot"
"""Where a home's tables stand unless its address names a schema."""


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
            port, host, database = parts.port, parts.hostname or "", parts.path.strip("/")
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in SCHEMES:
            raise ConfigError("“store” must be an address such as postgresql://user@host/database, or empty.")
        parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
        schema = parameters.pop("schema", _SCHEMA)
        if not schema.isidentifier() or not schema.isascii() or schema != schema.lower():
            raise ConfigError(
                "“store”: a schema is named by small letters, digits and _, such as ?schema=harbour."
            )
        host = host or parameters.get("host", "")
        place = f"{host}:{port}" if port else host
        query = urlencode(parameters)
        plain = f"{parts.scheme}://{parts.netloc}{parts.path}{f'?{query}' if query else ''}"
        shown = "/".join(filter(None, (place, database or parameters.get("dbname", ""))))
        address = cls(plain, schema, shown or parameters.get("service", "") or "this machine")
        if (
            parts.netloc.count("@") > 1
        ):  # libpq ends the password at the first, and would name the rest of it as the host
            raise ConfigError(address.faulty())
        return address

    def faulty(self) -> str:
        """Return the sentence about an address that libpq cannot understand, without what may be a password."""
        return (
            f"“store”: the address of {self.shown} cannot be understood. Write special signs in it as in a link, such as %40 for @ and "
            "%25 for %, and check the names of its parameters."
        )
