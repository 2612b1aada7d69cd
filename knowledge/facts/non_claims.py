"""Sentences that state nothing: tables of contents, links, notices, references, headings that look like paragraphs.

An honest sentence must never be taken for furniture: what ends in a full stop, names a value ("Capital: Havana") or holds
a number is a claim unless it has the unmistakable form of one of these.
"""

import re

_LINE = 100
"""Characters at the end of a sentence in which the dots of a table of contents are looked for."""
_LETTER = re.compile(r"[^\W\d_]")
_LEADERS = re.compile(r"(?:\.\s?){4,}(?:\d+|[ivxlc]+)$|(?:\.\s?){6,}$|\s[…·_]{3,}\s*\d*$|…{2,}\s*\d*$")
_LINK = re.compile(r"(?:[\w ]{0,20}:\s*)?(?:https?://|www\.)\S+\.?|\S{1,80}@\S{1,80}")
_NOTICE = re.compile(
    r"(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4})|all rights reserved|(?:skip to|jump to) (?:main )?(?:content|navigation)|"
    r"(?:this|our|the) (?:web)?site uses cookies|we use cookies|(?:accept|manage|reject|allow) (?:all )?cookies|cookie settings|"
    r"(?:wir|diese (?:web)?seite) (?:verwendet|verwenden|nutzt|nutzen) cookies|(?:utilizamos|usamos) cookies|nous utilisons des cookies|"
    r"(?:(?:read|learn|see|show|load) more|share (?:this|on)|follow us|click here|subscribe|sign (?:in|up)|log ?in)(?: \w+){0,2}\W*$)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:By|Von|Par|Por|Di) [A-ZÀ-Þ][\w.’'-]*(?:(?: and |, | & | und | et | y | e | )[A-ZÀ-Þ][\w.’'-]*){1,5}"
)
_REFERENCE = re.compile(
    r"(?:\[?\d{1,3}[\].)]?\s+)?[A-ZÀ-Þ][\w’'-]+,? (?:[A-Z]\.?[ -]?){1,3}(?:,|;| and | & |\.|\().{8,400}?"
    r"(?:\b(?:19|20)\d{2}\b.{0,30}?\d+(?:\s?\(\d+\))?\s?[:,]\s?\w?\d+|\d+(?:\s?\(\d+\))?\s?[:,]\s?\d+[–-]\d+|\bdoi\b)"
)
_LONGEST_REFERENCE = 500
_REFERENCES = re.compile(
    r"(?:\d+\.?\s+)?(?:references|bibliography|works cited|literature cited|literatur(?:verzeichnis)?|einzelnachweise|"
    r"bibliografía|referencias|bibliographie|références|bibliografia|riferimenti|referências|литература|примечания|"
    r"参考文献|参考资料|المراجع|مراجع)\W*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d{2}\b")
_STOPPED = re.compile(r"[.!?…。！？؟۔।][\W\d]*$")
_STATES_A_VALUE = re.compile(r"\d|\w\s?[:：=–—]\s?\S")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003134f]")
_UNSPACED = re.compile(r"[\u0e01-\u0e4e\u0e80-\u0ece\u1000-\u103f\u1780-\u17d3]")
"""Thai, Lao, Burmese and Khmer."""
_UNSPACED_A_WORD = 4
"""Their letters and marks."""
_LETTERS_A_WORD = 8
"""For other scripts without spaces, where a count of words says nothing."""


def is_furniture(sentence: str) -> bool:
    """Tell whether a sentence, white space squeezed, has the form of something that states nothing."""
    return not _LETTER.search(sentence) or any(
        (
            _LEADERS.search(sentence[-_LINE:]),
            _LINK.fullmatch(sentence),
            _NOTICE.match(sentence),
            _BYLINE.fullmatch(sentence),
        )
    )


def is_fragment(sentence: str, fewest_words: int) -> bool:
    """Tell whether a sentence is too short to claim anything.

    Args:
        sentence: White space squeezed.
        fewest_words: Of a claim without a full stop; with one, two are enough.
    """
    if _STATES_A_VALUE.search(sentence):
        return False
    if _STOPPED.search(sentence):
        fewest_words = 2
    ideographs = len(_IDEOGRAPH.findall(sentence))
    letters = sum(map(str.isalpha, sentence))
    unspaced = len(_UNSPACED.findall(sentence)) // _UNSPACED_A_WORD
    words = max(len(sentence.split()), (ideographs + 1) // 2, letters // _LETTERS_A_WORD, unspaced)
    return words < fewest_words


def is_reference(passage: str, heading: str) -> bool:
    """Tell whether a passage, white space squeezed, is an entry of a reference list.

    Args:
        passage: The whole passage, since an entry falls into several sentences.
        heading: The heading it stands under.
    """
    if _REFERENCES.fullmatch(heading):
        return bool(_YEAR.search(passage)) and bool(
            _REFERENCE.match(passage) or len(passage) <= _LONGEST_REFERENCE
        )
    return len(passage) <= _LONGEST_REFERENCE and bool(_REFERENCE.match(passage))
