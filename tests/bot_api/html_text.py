"""Telegram's subset of HTML → text and entities; strict, and refusing in Telegram's words.

The rules are those of the Bot API's formatting options and of td's parser: tags in any case, four named and all
numeric character references, any other & as it stands. Custom emoji and times are not among them.
"""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from tests.bot_api.entities import Entity
from tests.bot_api.refusals import Refusal, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "pre": "pre",
    "code": "code",
    "a": "text_link",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_WHITE = " \t\r\n\v"

_PLAIN = re.compile(r"[^<&]+")
_TAG_NAME = re.compile(rf"</?([^>{_WHITE}]*)")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([A-Za-z]+));?")
_SPACE = re.compile(rf"[{_WHITE}]*")
_NAME = re.compile(rf"""[^=>/"'{_WHITE}]*""")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    argument: str
    """The href, the language of the code, or "1" for an expandable quote."""
    start: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the text without its markup, and what the markup says about it, as yet in no canonical form.

    Raises:
        Refusal: If the markup is wrong; offsets in its words count bytes of UTF-8.
    """
    parser = _Parser(source)
    parser.parse()
    return parser.text, parser.entities


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._open: list[_OpenTag] = []
        self.text = ""
        self.entities: list[Entity] = []

    def parse(self) -> None:
        """Read the source to its end."""
        if "\0" in self._source:
            raise _wrong("Text must not contain null bytes")
        while self._at < len(self._source):
            if self._source.startswith("</", self._at):
                self._end_tag(self._at)
            elif self._source[self._at] == "<":
                self._start_tag(self._at)
            else:
                self.text += self._reference() or self._take(_PLAIN) or self._skip()
        if self._open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        if _SURROGATE.search(self.text):
            raise _wrong(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self.entities = [replace(e, details={}) if e.kind == "code" else e for e in self.entities]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        self._at = match.end() if match else self._at
        return match[0] if match else ""

    def _skip(self) -> str:
        self._at += 1
        return self._source[self._at - 1]

    @property
    def _next(self) -> str:
        """Return the character ahead, empty at the end."""
        return self._source[self._at : self._at + 1]

    def _byte(self, position: int) -> int:
        return len(self._source[:position].encode(errors="surrogatepass"))

    def _reference(self) -> str:
        """Take a character reference; return nothing where the & is only an &."""
        match = _REFERENCE.match(self._source, self._at)
        if not match:
            return ""
        hexadecimal, decimal, name = match.groups()
        if name:
            decoded = _NAMED.get(name, "")
        else:
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            decoded = chr(code) if 0 < code < 0x10FFFF and len(match[0].rstrip(";")) < 10 else ""
        self._at = match.end() if decoded else self._at
        return decoded

    def _start_tag(self, begin: int) -> None:
        name = self._take(_TAG_NAME)[1:].lower()
        if not self._next:
            raise _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _KINDS:
            raise _wrong(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        argument = ""
        self._take(_SPACE)
        while self._next != ">":
            argument = self._attribute(name, begin) or argument
            self._take(_SPACE)
        self._at += 1
        if name == "span" and argument != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self._open.append(_OpenTag(name, argument, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> str:
        """Take an attribute; return what it says if the tag has a use for it."""
        unclosed = f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}'
        attribute = self._take(_NAME)
        if not attribute:
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._take(_SPACE)
        value = ""
        if self._next == "=":
            self._at += 1
            self._take(_SPACE)
            if not self._next:
                raise _wrong(unclosed)
            value = self._quoted() if self._next in "'\"" else self._token()
            unclosed = f"Unclosed start tag at byte offset {self._byte(begin)}"
        if not self._next:
            raise _wrong(unclosed)
        match tag, attribute:
            case "a", "href":
                return value
            case "code", "class":
                return value.removeprefix("language-") if value.startswith("language-") else ""
            case "span", "class":
                return value.removeprefix("tg-") if value.startswith("tg-") else ""
            case "blockquote", "expandable":
                return "1"
        return ""

    def _quoted(self) -> str:
        mark, value = self._skip(), ""
        while self._next and self._next != mark:
            value += self._reference() or self._skip()
        self._at += 1
        return value

    def _token(self) -> str:
        begin = self._at
        value = self._take(_TOKEN)
        if self._next not in f">{_WHITE}":
            raise _wrong(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return value.lower()

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise _wrong(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._take(_TAG_NAME)[2:].lower()
        self._take(_SPACE)
        if self._next != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name not in ("", tag.name):
            raise _wrong(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{tag.name}>", found "</{name}>"'
            )
        if tag.start < len(self.text):
            self._mark(tag)

    def _mark(self, tag: _OpenTag) -> None:
        kind, details = _KINDS[tag.name], dict[str, Any]()
        match tag.name:
            case "a":
                kind, details = _link(tag.argument or self.text[tag.start :])
            case "blockquote" if tag.argument:
                kind = "expandable_blockquote"
            case "code" | "pre":
                # <pre> and <code class="language-…"> around the same text, in either order, are one.
                details = {"language": tag.argument} if tag.argument else {}
                other = Entity("code" if kind == "pre" else "pre", tag.start, len(self.text))
                inner = self.entities[-1] if self.entities else None
                if inner and replace(inner, details={}) == other and (details or inner.details):
                    kind, details = "pre", details or inner.details
                    self.entities.pop()
        if kind:
            self.entities.append(Entity(kind, tag.start, len(self.text), details))


def _link(url: str) -> tuple[str, dict[str, Any]]:
    """Return the kind and details of a link, no kind if Telegram would drop it."""
    if user := _USER_LINK.fullmatch(url):
        return "text_mention", {"user": int(user[1])}
    link = checked_link(url)
    return "text_link" if link else "", {"url": link}


def checked_link(url: str) -> str:
    """Return a link in Telegram's spelling; nothing if it cannot be one."""
    try:
        parts = urlsplit(url.strip() if "://" in url else f"http://{url.strip()}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme in ("tg", "ton"):
        return parts.geturl()
    is_host = "." in host.strip(".") or host == "localhost"
    if parts.scheme not in ("http", "https", "ftp") or not is_host or re.search(r"\s", url.strip()):
        return ""
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def _wrong(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")
