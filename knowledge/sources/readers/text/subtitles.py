"""Subtitles and transcripts with times (.srt, .vtt): what was said, in paragraphs under the time at which each begins."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.errors import ReadError
from knowledge.model import Kind
from knowledge.sources.readers.blocks import Block, Reading, assemble
from knowledge.sources.readers.decoding import decode
from knowledge.sources.readers.metadata import language_code

_TIMES = re.compile(
    r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d\d):(?P<seconds>\d\d)[.,]\d{1,3}\s*-->\s*"
    r"(?:(?P<end_hours>\d{1,3}):)?(?P<end_minutes>\d\d):(?P<end_seconds>\d\d)[.,]\d{1,3}.*"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,80})>")
_MARKUP = re.compile(r"</?[a-z0-9][^<>]*>|\{\\[^}]*\}", re.IGNORECASE)
_NAME = re.compile(r"(?:>>\s*)?((?:[^\W\d_][\w.’'-]*\s?){1,4}):\s+(?=\S)")
_TURN = re.compile(r"(?:-|–|—|>>+)\s*(?=\S)")
_SOUND = re.compile(r"\[[^\]]*\]|\([^)]{1,30}\)|[♪♫].*")
_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।][)\]}"'»”’」』]*$""")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u2e80-\u9fff\uf900-\ufaff]")
_PAUSE_S = 2
"""Silence after a sentence that parts paragraphs."""
_SCENE_S = 10
"""Silence that parts them wherever it falls."""
_PARAGRAPH_LENGTH = 300
"""Characters after which the next sentence begins a paragraph; a text without full stops is cut at twice as many."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a subtitle."""

    start_s: int
    end_s: int
    text: str
    opens_turn: bool
    """Whether somebody else begins to speak."""


def read(content: bytes) -> Reading:
    """Read subtitles. What is heard but not said, such as "[applause]", is left out; who speaks is kept as "Name: …".

    Raises:
        ReadError: If the content holds no subtitles, or its encoding cannot be told.
    """
    text = decode(content).removeprefix("\ufeff")
    chunks = [
        chunk.splitlines() for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    ]
    lines = list(_lines(chunks))
    if not lines:
        raise ReadError("holds no subtitles. If it is plain text, rename it so that it ends in .txt.")
    header = chunks[0] if chunks[0][0].startswith("WEBVTT") else [""]
    text, passages = assemble(_blocks(lines))
    return Reading(
        text,
        passages,
        title=header[0].removeprefix("WEBVTT").strip(" \t-–"),
        language=next((language_code(line[9:]) for line in header if line.startswith("Language:")), ""),
    )


def _lines(chunks: list[list[str]]) -> Iterator[_Line]:
    """Yield what was said; a line that a subtitle repeats from the one before, as live captions do, once."""
    voice = last = ""
    for chunk in chunks:
        at, times = next(
            ((at, match) for at, line in enumerate(chunk) if (match := _TIMES.match(line.strip()))), (0, None)
        )
        if times is None:
            continue  # a number, a note or a style sheet
        start_s, end_s = _seconds(times, ""), _seconds(times, "end_")
        for line in chunk[at + 1 :]:
            named = _VOICE.search(line)
            said = " ".join(html.unescape(_MARKUP.sub("", line)).split())
            if not said or said == last or _SOUND.fullmatch(said):
                continue
            last = said
            turn = _TURN.match(said)
            said = said[turn.end() :] if turn else said
            opens_turn = turn is not None or _NAME.match(said) is not None
            if named:
                name = " ".join(html.unescape(named[1]).split())
                opens_turn, voice = opens_turn or name != voice, name
                said = f"{name}: {said}" if opens_turn else said
            yield _Line(start_s, end_s, said, opens_turn)


def _seconds(times: re.Match[str], which: str) -> int:
    hours, minutes, seconds = (int(times[which + unit] or 0) for unit in ("hours", "minutes", "seconds"))
    return hours * 3600 + minutes * 60 + seconds


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    paragraph = ""
    start_s = end_s = 0
    for line in lines:
        if paragraph and _parts(paragraph, line, line.start_s - end_s):
            yield from _paragraph(start_s, paragraph)
            paragraph = ""
        if not paragraph:
            start_s = line.start_s
        paragraph = _joined(paragraph, line.text)
        end_s = line.end_s
    yield from _paragraph(start_s, paragraph)


def _parts(paragraph: str, line: _Line, silence_s: int) -> bool:
    """Tell whether a line begins a paragraph."""
    is_sentence_over = _SENTENCE_END.search(paragraph) is not None
    return (
        line.opens_turn
        or silence_s >= _SCENE_S
        or (is_sentence_over and (silence_s >= _PAUSE_S or len(paragraph) >= _PARAGRAPH_LENGTH))
        or len(paragraph) >= 2 * _PARAGRAPH_LENGTH
    )


def _joined(before: str, after: str) -> str:
    spaceless = not before or (_UNSPACED.match(before[-1]) and _UNSPACED.match(after))
    return f"{before}{after}" if spaceless else f"{before} {after}"


def _paragraph(start_s: int, text: str) -> Iterator[Block]:
    yield Block(f"{start_s // 3600:02d}:{start_s // 60 % 60:02d}:{start_s % 60:02d}", Kind.HEADING, 1)
    yield Block(text)
