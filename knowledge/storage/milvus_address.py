"""The setting `search` → where Milvus is: a server, or the file of an embedded one."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from knowledge.errors import ConfigError

_PORT = 19530
_NAME = re.compile(r"[a-z0-9_]{1,40}", re.IGNORECASE)
_HOW = (
    "Write “milvus:FILE.db” for an embedded one, or “milvus://HOST:PORT/DATABASE” for a server, after which may stand "
    "“?name=NAME”, “?tls=yes”, “?ca=FILE” and “?fallback=yes” (several are joined by “&”)."
)


@dataclass(frozen=True, slots=True)
class MilvusAddress:
    """Where Milvus is, and what the collections of a home are called."""

    uri: str
    """As pymilvus takes it."""
    shown: str
    """As a person may see it: without what is secret."""
    prefix: str
    """With which the name of each of the home's collections begins."""
    file: Path | None = None
    """Of an embedded one."""
    has_fallback: bool = False
    """The program's own engine is kept beside it."""
    database: str = ""
    token: str = ""
    ca: str = ""
    """File of the authority that vouches for the server; empty for those that the system trusts."""

    @classmethod
    def parse(cls, text: str, home: Path, token: str = "") -> "MilvusAddress":
        """Return where an address leads.

        Args:
            text: The setting.
            home: What files are counted from, and what names the collections where the address does not.
            token: What shows this program to the server, unless it stands in the address: “user:password”, or a key.

        Raises:
            ConfigError: If it is no address.
        """
        try:
            parts = urlsplit(text)
            port = parts.port or _PORT
        except ValueError as error:
            raise ConfigError(f"search: this is no address. {_HOW}") from error
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        name = options.pop("name", "") or sha256(str(home.absolute()).encode()).hexdigest()[:12]
        tls, fallback, ca = options.pop("tls", "no"), options.pop("fallback", "no"), options.pop("ca", "")
        database = parts.path.strip("/")
        if options or parts.fragment or {tls, fallback} - {"yes", "no"} or not _NAME.fullmatch(name):
            raise ConfigError(f"search: what stands behind “?” is not understood. {_HOW}")
        prefix = f"citebot_{name.lower()}"
        if not text.startswith("milvus://"):
            if "yes" in (tls, fallback) or ca:
                raise ConfigError(f"search: only a server has “tls”, “ca” and “fallback”. {_HOW}")
            return cls._of_file(parts.path, home, prefix)
        if not parts.hostname or "/" in database:
            raise ConfigError(f"search: the address names no server. {_HOW}")
        place = f"[{parts.hostname}]:{port}" if ":" in parts.hostname else f"{parts.hostname}:{port}"
        user, _, password = (unquote(part) for part in parts.netloc.rpartition("@")[0].partition(":"))
        return cls(
            uri=f"{'https' if tls == 'yes' or ca else 'http'}://{place}",
            shown=f"milvus://{place}{parts.path.rstrip('/')}",
            prefix=prefix,
            database=database,
            token=f"{user}:{password}" if password else user or token,
            has_fallback=fallback == "yes",
            ca=str(home / Path(ca).expanduser()) if ca else "",
        )

    @classmethod
    def _of_file(cls, path: str, home: Path, prefix: str) -> "MilvusAddress":
        file = home / Path(unquote(path)).expanduser()
        if file.suffix != ".db" or not file.parent.is_dir():
            raise ConfigError(f"search: {file} must end with .db and stand in a folder that is there. {_HOW}")
        return cls(uri=str(file), shown=f"milvus:{file}", prefix=prefix, file=file)
