"""Passage text → sentence spans.

sentencex proposes where sentences end; it is quick, knows many languages, and never cuts inside quotation marks or
brackets. Three passes make of that what a careful reader would:

1. its proposals, and the ends it is known to overlook, are judged one by one: where an abbreviation, an ordinal or a
   speech verb carries the sentence on, it has not ended;
2. what is still long is cut inside quotation marks and brackets too, since one that never closes would hide the rest;
3. what has no stops at all, such as a list or a transcript, is cut at the next best mark.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import sentencex

from knowledge.languages.language import Language

Span = tuple[int, int]

_LONG = 300
"""Characters beyond which a sentence is also cut inside quotation marks and brackets."""

_CLAUSE = 150
"""The same where only spaces part clauses and sentences, as in Thai, Lao and Khmer; a wider space parts sentences."""
_SHORTEST_CLAUSE = 60
"""Characters below which what is left belongs to what is before."""
_SPACE = re.compile(r"\s{2,}|(?<![\d(\[“\"])\s(?![\d)\]”\"ๆฯ\s])")
"""A space beside a number or a mark parts nothing."""

_LAST_RESORTS = (
    (_LONG, re.compile(r"；")),
    (600, re.compile(r";(?=\s)(?![^()]{,200}\))|\n")),
    (1500, re.compile(r"[,:](?=\s)|[，、،]")),
    (1500, re.compile(r"\s")),
)
"""(characters beyond which a sentence is cut, where)."""


def split(text: str, language: Language) -> list[Span]:
    """Split a passage into sentences.

    Args:
        text: One passage; a single line break in it is a space.
        language: Of the text; one that sentencex does not know is split by general rules.

    Returns:
        (start, end) of each sentence in `text`, trimmed, in order, with only white space between them.
    """
    ends = sorted({*_proposals(text, language), *_overlooked(text)})
    spans: list[Span] = []
    for start, end in _judged(text, (0, len(text)), ends, language):
        if language.data.cut == "pairs" and end - start > _CLAUSE:
            spans.extend(_clauses(text, (start, end)))
            continue
        if end - start <= _LONG:
            spans.append((start, end))
            continue
        unquoted = text[start:end].translate(_UNQUOTED)
        inside = [start + offset for offset in _proposals(unquoted, language)]
        for sentence in _judged(text, (start, end), inside, language):
            spans.extend(_shortened(text, sentence))
    return spans


_PLAIN = str.maketrans(dict.fromkeys("\n•▪◦‣●·", " "))
_UNQUOTED = str.maketrans(dict.fromkeys('"“”„«»‹›()[]{}「」『』（）【】', " "))
_NOTE = re.compile(r"\((\d{1,3}(?:[,–-]\s?\d{1,3})*)\)")


def _proposals(text: str, language: Language) -> Iterator[int]:
    """Yield where sentencex ends a sentence.

    It takes what follows a bullet or a number in brackets for a point of a list, and never cuts inside one; so these,
    and the line breaks that begin a point, are replaced, one character by one.
    """
    plain = _NOTE.sub(r"x\1x", text.translate(_PLAIN))
    for boundary in sentencex.get_sentence_boundaries(language.code, plain):
        start, end, piece = boundary["start_index"], boundary["end_index"], boundary["text"]
        assert plain[start:end] == piece, "sentencex counts in code points"
        yield start + len(piece.rstrip())


UPPER = "A-ZÀ-ÖØ-ÞĀĄĆČĎĐĒĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽА-ЯЁІЇЄҐΑ-Ω"
"""Capitals of Latin, Greek and Cyrillic, as the inside of a character class."""
_OVERLOOKED = re.compile(
    rf"""
    (?<=[.!?]\s)\([^()]{{2,}}[.!?]["”]?\)(?=\s)         # a sentence in brackets
    | …(?=\s+[{UPPER}])
    | (?<=[^\W\d_A-Z]{{2}}\.)\d{{1,3}}(?:[,–-]\d{{1,3}})*(?=\s+[{UPPER}])    # a raised note number, now flat
    | \d\s?(?:гг?|руб|км|м|кг|[kcm]?m|kg|g|ha|min|h|s)\.(?=\s+[{UPPER}][^\W\d_A-ZА-ЯЁ])
    | (?<!\w)(?:т\.\s?[дпк]|др|пр|н\.\s?э)\.(?=\s+[{UPPER}][^\W\d_A-ZА-ЯЁ])
    | [。！？](?=\d)
    | \S(?=[^\S\n]*\n\s*(?:\n|[•▪◦‣●·*]\s|\d{{1,2}}\)\s))    # a blank line, or the next point of a list
    """,
    re.VERBOSE,
)


def _overlooked(text: str) -> Iterator[int]:
    for match in _OVERLOOKED.finditer(text):
        yield match.end()


_TAIL = r"""["“”’»)\]」』》]*(?:\s?\[(?:\d[\d\s,;–-]*|[a-z][\w ]{2,30})\])*"""
"""What still belongs to a sentence after its stop: closing marks and references."""
_WHOLE_TAIL = re.compile(rf"{_TAIL}(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")


def _judged(text: str, span: Span, ends: Iterable[int], language: Language) -> list[Span]:
    """Return the sentences of a span, given where they may end."""
    start, end = _trimmed(text, *span)
    spans: list[Span] = []
    for proposal in chain(ends, [end]):
        if proposal <= start:
            continue
        tail = _WHOLE_TAIL.match(text, proposal, end)
        stop = tail.end() if tail else proposal
        following, _ = _trimmed(text, stop, end)
        if following < end and _goes_on(text, start, stop, following, language):
            continue
        if spans and not _LETTER.search(text, start, stop):
            start = spans.pop()[0]
        spans.append((start, stop))
        start = following
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _shortened(text: str, span: Span) -> list[Span]:
    """Return the pieces of a sentence that is too long to be read as one."""
    spans = [span]
    for limit, mark in _LAST_RESORTS:
        spans = [piece for whole in spans for piece in _pieces(text, whole, limit, mark)]
    return spans


def _pieces(text: str, span: Span, limit: int, mark: re.Pattern[str]) -> Iterator[Span]:
    start, end = span
    if end - start > limit:
        for match in mark.finditer(text, start, end):
            if match.end() - start > limit // 3:
                yield _trimmed(text, start, match.end())
                start, _ = _trimmed(text, match.end(), end)
    if start < end:
        yield start, end


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield the pieces of a text whose sentences end with no more than a space, each about as long as a sentence."""
    start, end = span
    for space in _SPACE.finditer(text, start, end):
        is_wide = len(space.group()) > 1
        length = space.start() - start
        if length >= (_SHORTEST_CLAUSE if is_wide else _CLAUSE) and end - space.end() >= _SHORTEST_CLAUSE:
            yield start, space.start()
            start = space.end()
    yield start, end


# --- does the sentence go on? ----------------------------------------------------------------------

_CONTEXT = 60
"""Characters on either side of a stop that decide."""

_NUMBER = re.compile(r"[(\[]?\d|[IVXLC]{2,}\b|[B-HJ-Z]\b(?![.'’])")
_POINT = re.compile(r"[(\[]?(?:\d{1,4}|[A-Za-z])[)\]]")
_STOPPED = re.compile(rf"[.!?…:;。！？；：؟؛۔।]{_TAIL}$")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]")
_YEAR_FIRST = re.compile(r"(?:В|С|К|До|После|На)\s\d{4}(?:[–-]\d{4})?\s?гг?\.")
_LAST_WORD = re.compile(r"([^\s(\[«„“\"'’—–/]+)\.$")
_ORDINAL = re.compile(r"(\w*)\s+\d{1,2}\.$")
_COUNTED = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)"
)
_TIME_OF_DAY = re.compile(r"\b[ap]\.\s?m\.$")
_DAY = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|E[SD]?T|P[SD]?T|GMT|UTC)\b")
_FIRST_WORD = re.compile(r"[\"“«‘(\[—–-]*\s*([^\W\d_]+)(?!\w|\)|-[A-Z])")
_EXCLAIMED = re.compile(r"[!?][\"”’'»“]$")
_SPEAKER = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*|the|of|and)\s+){1,4}"
    r"(?:said|says|asked|asks|replied|cried|shouted|wondered|added|answered|exclaimed|demanded|called|told|wrote|joked)\b"
)
_CLOSED = re.compile(r"[！？。…][”」』]$")
_SAID = re.compile(r"と|って|[^，。！？；：、]{0,8}(?:说|道|问|喊|叫|答|表示)")
_GLUED = re.compile(r"[^\W\d_A-Z]{3}[.!?]$")
_CAPITALISED = re.compile(rf"[{UPPER}]\w*\s")
_ASCII_STOPS = ".!?"
_LAST_CASED_SCRIPT = "\u058f"


def _goes_on(text: str, start: int, stop: int, following: int, language: Language) -> bool:
    """Tell whether what follows still belongs to the sentence that begins at `start`."""
    before = text[max(start, stop - _CONTEXT) : stop]
    after = text[following : following + _CONTEXT]
    if stop == following and before[-1] in _ASCII_STOPS:
        return not _is_missing_space(before, after)
    if (
        after[0] in ",;:،，、)"
        or _ENUMERATOR.fullmatch(text, start, stop)
        or _YEAR_FIRST.fullmatch(text, start, stop)
    ):
        return True
    if _POINT.match(after) and not _STOPPED.search(before):
        is_open = before.rfind("(") > before.rfind(")")
        return is_open or after[0] == "(" or "\n" not in text[stop:following]
    first = _FIRST_WORD.match(after)
    if first and first[1].islower() and not text[start].islower():
        return True
    word = first[1] if first else ""
    return (
        _is_abbreviated(before, after, word, language)
        or _is_ordinal(before, after, language)
        or _is_spoken(before, after)
    )


def _is_missing_space(before: str, after: str) -> bool:
    """Tell whether a stop without a space is one all the same, as in "the end.The next"."""
    if after[0].isalpha() and after[0] > _LAST_CASED_SCRIPT:
        return not before[-2:-1].isdigit()
    return bool(_GLUED.search(before) and _CAPITALISED.match(after))


def _is_abbreviated(before: str, after: str, first: str, language: Language) -> bool:
    last = _LAST_WORD.search(before)
    if not last:
        return False
    word, known = last[1], language.data.abbreviations
    if word.lower() in known.before_number and (len(word) > 1 or word.islower()) and _NUMBER.match(after):
        return word.lower() != "no" or after[0].isdigit()
    if word in known.before_name:
        return first not in known.often_first and not first.islower()
    return bool(_never_last(language).search(before) or (_TIME_OF_DAY.search(before) and _DAY.match(after)))


@cache
def _never_last(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(language.data.abbreviations.never_last) or '(?!)'})\.$")


def _is_ordinal(before: str, after: str, language: Language) -> bool:
    known = language.data.abbreviations
    if not known.writes_ordinals:
        return False
    ordinal = _ORDINAL.search(before)
    return bool(ordinal and (ordinal[1].lower() in known.before_ordinal or _COUNTED.match(after)))


def _is_spoken(before: str, after: str) -> bool:
    """Tell whether a speech verb, or the rest of a title in marks, follows on a quotation."""
    if before.endswith("》"):
        return True
    return bool(
        (_EXCLAIMED.search(before) and _SPEAKER.match(after))
        or (_CLOSED.search(before) and _SAID.match(after))
    )
