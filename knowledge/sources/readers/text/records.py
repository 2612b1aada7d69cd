"""Records of programs (JSON, XML) → blocks: questions with answers, titles with texts, who said what, and rows.

A record is a mapping of keys to values. What its keys say decides what it is, in whatever language:
question and answer read like an entry of an FAQ, title and long text like a section, speaker and text like a line
of a conversation. Any other record is a row with its keys as columns; the keys of a mapping within it are put behind
the key that holds it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from knowledge.languages.language import language, languages
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block
from knowledge.sources.readers.tables import TABLE_LEVEL
from knowledge.sources.readers.web.elements import blocks, parse

Value = str | Sequence["Value"] | Mapping[str, "Value"]

_KEYS = {
    "question": "prompt query term begriff",
    "answer": "response completion solution definition meaning bedeutung accepted_answer suggested_answer",
    "title": "title name heading headline subject titel überschrift betreff titre título titulo titolo заголовок название "
    "标题 عنوان summary",
    "text": "text body content description message inhalt beschreibung nachricht texte contenu texto contenido testo "
    "contenuto текст содержание 内容 نص details",
    "speaker": "speaker from sender author role user sprecher absender autor",
}
"""Role → what programs call it, besides the words for question and answer that languages have."""
_TERMS = frozenset(["prompt", "query", "term", "begriff"])
"""Keys of what is answered, and yet is no question."""
_LETTERS = frozenset({"q", "a"})
"""Single letters that mean question and answer in whatever language."""
_FORM = frozenset(
    ["text", "html", "body", "content", "value", "raw", "md", "markdown", "de", "en", "es", "fr", "it", "pt"]
)
"""Words that follow such a key and change nothing ("question_text")."""
_WORD = re.compile(r"[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[^\W\d_A-ZÀ-Þ]+|\d+")
_HTML = re.compile(r"</?(?:p|br|ul|ol|li|div|span|b|i|a|strong|em|h\d|table)\b[^>]*>", re.IGNORECASE)
_INNER = frozenset({"@type", "@id", "@context", "$schema", "id", "_id", "uuid", "guid"})
"""Keys whose values tell a reader nothing."""
_QUESTION_END = re.compile(r"[?？؟⁇]\W*$")
"""Of a key that is a question, with its answer for a value."""
_TEXT_LENGTH = 100
"""Characters from which a text under a title is more than a value."""
_LEVELS = 6


def record_blocks(value: Value, level: int = 1) -> Iterator[Block]:
    """Describe records and what they hold.

    Args:
        value: Texts, lists and mappings, nested.
        level: Of the headings that keys become.
    """
    if isinstance(value, str):
        yield from _prose(value)
    elif isinstance(value, Mapping):
        yield from _mapping(value, level, None)
    else:
        for number, entry in enumerate(value, 1):
            if isinstance(entry, Mapping):
                yield from _mapping(entry, level, number)
            elif isinstance(entry, str):
                yield Block(_plain(entry), Kind.ITEM)
            else:
                yield from record_blocks(entry, level)


def readable(key: str) -> str:
    """Turn "openingHours" or "opening_hours" into "opening hours"."""
    words = [word if word.isupper() else word.lower() for word in _WORD.findall(key)]
    return " ".join(words) if re.search(r"[_a-zß-ÿ](?=[_A-ZÀ-Þ])|_", key) and words else key.strip()


def _mapping(record: Mapping[str, Value], level: int, number: int | None) -> Iterator[Block]:
    for key in filter(_QUESTION_END.search, record):
        yield from _answered(key, _said(record[key]))
    record = {key: value for key, value in record.items() if not _QUESTION_END.search(key)}
    roles = {role: key for key in reversed(list(record)) if (role := _role(key)) and record[key]}
    question, answer = (_said(record.get(roles.get(role, ""), "")) for role in ("question", "answer"))
    title, text, speaker = (
        _said(record.get(roles.get(role, ""), "")) for role in ("title", "text", "speaker")
    )
    if answer and (question or (title and len(roles["answer"]) > 1)):
        asked = _plain(question or title)
        is_told = bool(question) and roles["question"] not in _TERMS and not _QUESTION_END.search(asked)
        yield from _answered(f"Q: {asked}" if is_told else asked, answer)
    elif text and speaker and not title:
        yield Block(f"{_plain(speaker)}: {_plain(text)}")
    elif title and len(text) > _TEXT_LENGTH:
        yield Block(_plain(title), Kind.HEADING, min(level, _LEVELS))
        yield from _rest(record, {roles["title"], roles["text"]}, level + 1, number)
        yield from _prose(text)
        yield Block(kind=Kind.HEADING, level=min(level, _LEVELS))
    else:
        yield from _rest(record, set(), level, number)


def _answered(question: str, answer: str) -> Iterator[Block]:
    yield Block(question, Kind.HEADING, TABLE_LEVEL)
    yield from _prose(answer)
    yield Block(kind=Kind.HEADING, level=TABLE_LEVEL)


def _role(key: str) -> str:
    words = [word.lower() for word in _WORD.findall(key)]
    while len(words) > 1 and words[-1] in _FORM:
        words.pop()
    return _roles().get("_".join(words), "")


@cache
def _roles() -> Mapping[str, str]:
    """Return key → role."""
    roles = {key: role for role, keys in _KEYS.items() for key in keys.split()}
    for shapes in (language(code).shapes for code in languages()):
        for role, words in (("question", shapes.question), ("answer", shapes.answer)):
            for word in words:
                if len(word) > 1 or word in _LETTERS or not word.isascii():
                    roles.setdefault("_".join(word.lower().split()), role)
    return roles


def _said(value: Value) -> str:
    """Return the text of a value: its own, that of the mapping it is, or those of the list it is, as paragraphs."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((_said(below) for key, below in value.items() if _role(key) in {"text", "answer"}), "")
    return "\n\n".join(filter(None, map(_said, value)))


def _rest(record: Mapping[str, Value], read: set[str], level: int, number: int | None) -> Iterator[Block]:
    """Describe a record as a row, followed by the records it holds, each kind under its key."""
    left = {key: value for key, value in record.items() if key not in read}
    cells = [(key, text) for key, value in left.items() for key, text in _cells(readable(key), value)]
    is_long = len(cells) == 1 and len(cells[0][1]) > _TEXT_LENGTH
    if cells and not is_long:
        yield Block(kind=Kind.ROW, row=number, cells=tuple(cells))
    elif cells:
        yield Block(cells[0][0], Kind.HEADING, min(level, _LEVELS))
        yield Block(cells[0][1])
    for key, value in left.items():
        if not _is_flat(value):
            yield Block(readable(key), Kind.HEADING, min(level, _LEVELS))
            yield from (
                _table(value, level + 1) if isinstance(value, Mapping) else record_blocks(value, level + 1)
            )
    yield Block(kind=Kind.HEADING, level=min(level, _LEVELS))


def _cells(column: str, value: Value) -> Iterator[tuple[str, str]]:
    """Yield (column, text) of what a flat value holds."""
    if column in _INNER or not _is_flat(value):
        return
    if isinstance(value, str):
        text = _plain(value)
    elif isinstance(value, Mapping):
        for key, below in value.items():
            if key not in _INNER:
                yield from _cells(f"{column} {readable(key)}", below)
        return
    else:
        text = ", ".join(filter(None, (_plain(entry) for entry in value if isinstance(entry, str))))
    if text:
        yield column, text


def _is_flat(value: Value) -> bool:
    """Tell whether a value fits into the row of the record that holds it."""
    if isinstance(value, str):
        return True
    if isinstance(value, Mapping) and (
        {"question", "answer"} <= set(map(_role, value)) or any(map(_QUESTION_END.search, value))
    ):
        return False
    held = value.values() if isinstance(value, Mapping) else value
    return all(isinstance(below, str) and len(below) <= _TEXT_LENGTH for below in held)


def _table(records: Mapping[str, Value], level: int) -> Iterator[Block]:
    """Describe a mapping of mappings, each a row that begins with its key where they are alike."""
    rows = [(key, value) for key, value in records.items() if isinstance(value, Mapping) and _is_flat(value)]
    if len(rows) < max(2, len(records)) or any(_role(key) for key in records):
        yield from record_blocks(records, level)
        return
    for number, (key, value) in enumerate(rows, 1):
        cells = [cell for column, below in value.items() for cell in _cells(readable(column), below)]
        yield Block(kind=Kind.ROW, row=number, cells=(("", readable(key)), *cells))


def _plain(text: str) -> str:
    """Return a text on one line, without markup."""
    if _HTML.search(text):
        text = " ".join(block.text for block in _prose(text))
    return " ".join(text.split())


def _prose(text: str) -> Iterator[Block]:
    """Describe a text of one or more paragraphs, which may be written in HTML."""
    if _HTML.search(text):
        page = parse(text)
        if page.body is not None:
            yield from blocks(page.body)
    else:
        for paragraph in re.split(r"\n\s*\n", text):
            yield Block(paragraph)
