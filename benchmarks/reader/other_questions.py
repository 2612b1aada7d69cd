"""Near misses by what is asked: another attribute of the same thing, or the same of another time."""

import re
from random import Random

from reader.edit_words import MONTHS, OFFICES
from reader.seen import Seen

AUXILIARIES = "did|does|do|was|were|is|are|has|have|had|can|could|will|would|should"
WHO = "Who|Whom|What person|Which person"
TIMES = (
    r"\d|\b(to-?day|tomorrow|yesterday|tonight|now|recent\w*|later|ago|early|late|century|decades?|years?|months?|weeks?|weekend|days?|hours?|minutes?|morning|evening|night|noon|during|after|"
    r"before|since|until|till|when|whenever|while|once|first|last|next|always|never|every|season|summer|winter|spring|autumn|fall|christmas|upon|as|if|period|era|age|time|then|eve|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|\w+day)s?\b"
)
PLACE_CUES = r"\b(in|at|near|from|to|on|into|throughout|across|around|outside|inside|where|here|there|within|over|under|city|town|country|place|home|behind|between|along|through|international|local|off)\b|\b\w+(?:ish|ese|ian)\b"
REASONS = r"\b(because|due|since|so|to|for|as|after|therefore|thus|by|since|result\w*|reason\w*|caus\w*|led|lead\w*|in order|thanks|if|when|with|made?|mak\w+|why|help\w*|allow\w*|believ\w*|want\w*|need\w*|of|from|from)\b|[:;]"
ADVERBS = {
    "When": TIMES,
    "Where": PLACE_CUES,
    "Why": REASONS,
    "At what time of day": r"\d|\b(o.clock|noon|midnight|morning|evening|night|dawn|dusk|afternoon|sunrise|sunset)\b",
    "On which day of the week": r"\b(\w+day|weekends?)s?\b",
    "In which month": r"\b("
    + "|".join(MONTHS)
    + r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|christmas)\b|\d[/-]\d",
    "How many times": r"\b(\w*times?|once|twice|\d+|every|always|again|second|third|never|repeated\w*|first|two|three|four|five)\b",
}
HOW_IT_IS = r"\b(feel|felt|look|sound|seem|describe|rate|know|think|compare|differ)\b"
DATED = ("When", "In what year", "In which year", "What year")
OF_A_PERSON = {
    "How old is {}?": r"\d|\b(old|age|aged|born|young|year\w*)\b",
    "When was {} born?": r"\d|\b(born|birth\w*|century|age)\b",
    "What is the e-mail address of {}?": r"@|mail",
    "What is the phone number of {}?": r"\d{3}|phone|tel\b",
    "How much does {} earn?": r"\d|\b(salary|pay|paid|earn\w*|wage\w*|money|rich|poor|income|dollars?)\b",
    "How tall is {}?": r"\d|\b(tall|height|short)\b",
    "Where does {} live?": r"\b(live[sd]?|living|resid\w+|home|house|in|at|from|of|near)\b",
    "Who is {} married to?": r"\b(marr\w+|wife|husband|spouse|wed\w*|partner|queen|king|girlfriend|boyfriend)\b",
    "How many children does {} have?": r"\b(child\w*|son|sons|daughter\w*|kids?|father|mother)\b",
}


def other_attribute(question: str, seen: Seen, random: Random) -> str | None:
    """When for where, how old for who: only what the passage holds no value for."""
    person = re.match(rf"(?:{WHO}) (is|was) ((?:the|his|her|their|its) [^,]+?)\?*$", question)
    doer = re.match(rf"(?:{WHO}) (?!{AUXILIARIES}|else)([a-z]+(?:ed|s|[a-z]) [^,]+?)\?*$", question)
    if person or doer:
        whom = person.group(2) if person else f"the person who {doer.group(1)}" if doer else ""
        if re.fullmatch(r"[A-Z][\w.-]+(?: [A-Z][\w.-]+)+", seen.answer) and (doer or random.random() < 0.5):
            whom = seen.answer
        free = [form for form, values in OF_A_PERSON.items() if seen.lacks(values)]
        return random.choice(free).format(whom) if free else None
    return _other_adverb(question, seen, random)


def _other_adverb(question: str, seen: Seen, random: Random) -> str | None:
    """When did they find the boat, for what did they find."""
    clause = re.match(
        r"(What|When|Where|Why|Who|Whom|How|In (?:what|which) year|What year) (did|does|do|can|could|will|would|should) (.+?[^\s?.])\?*$",
        question,
    )
    if not clause or re.search(
        r",|\b(and|when|if|after|before|during|because|while|since)\b", clause.group(3)
    ):
        return None
    asked, auxiliary, rest = clause.groups()
    if asked == "Who" or (asked == "How" and not seen.lacks(HOW_IT_IS)) or re.search(HOW_IT_IS, rest):
        return None
    if asked in ("What", "Whom"):
        if (
            re.search(
                r"\b(do|have|say|mean|called?|feel|look|happen\w*|consist|include|contain|than|be|like|name|want|think)\b",
                rest,
            )
            or not 0 < len(seen.answer.split()) < 5
        ):
            return None
        rest = f"{rest} {seen.answer}"
    sensible = (
        ADVERBS
        if asked in DATED and auxiliary == "did"
        else {"When", "Why"}
        if asked == "How"
        else {"When", "Where", "Why"}
    )
    free = [word for word in sensible if seen.lacks(ADVERBS[word]) and word.lower() != asked.lower()]
    return f"{random.choice(free)} {auxiliary} {rest}?" if free else None


VARIES = r"[$£€%]|\b(there|cost|charge|pay|live|people|members|students|employees|staff|schools|seats)\b|[a-z] [A-Z]"


def other_time(question: str, seen: Seen, random: Random) -> str | None:
    """The one before, the one in another year: of what is, and of who holds it."""
    if not seen.lacks(
        r"\b(before|previous\w*|former\w*|succe\w+|predecess\w+|replac\w+|until|last|next|after|follow\w*|past|will|future|since|used to|formerly)\b|\b(1[89]|20)\d\d\b"
    ):
        return None
    if re.search(
        r"\b(after|before|in|during|since|by|from|when|on|first|last) \S*(\d{4}|year)|\b(first|last|before|after)\b",
        question,
    ):
        return None
    holder = re.match(r"(Who) (?:is|was) (the [^,?]*\b(?:" + "|".join(OFFICES) + r")\b[^,?]*?)\?*$", question)
    if holder:
        before = (
            [f"before {seen.answer}"] if re.fullmatch(r"[A-Z][\w.-]+(?: [A-Z][\w.-]+)+", seen.answer) else []
        )
        year = random.randrange(1950, 2012)
        return random.choice(
            (
                *[f"Who was {holder.group(2)} {one}?" for one in (*before, f"before {year}", f"in {year}")],
                f"Who will be {holder.group(2)} next year?",
            )
        )
    amount = re.match(r"How (much|many) ([^,?]*\b(?:is|are|does|do)\b[^,?]*?)\?*$", question)
    if amount and re.search(VARIES, question):
        then = random.choice(
            (
                "last year",
                f"in {random.randrange(1950, 2012)}",
                f"back in {random.randrange(1950, 2012)}",
                "ten years ago",
            )
        )
        past = re.sub(
            r"\b(is|are|does|do)\b",
            lambda found: {"is": "was", "are": "were"}.get(found.group(), "did"),
            amount.group(2),
            count=1,
        )
        return f"How {amount.group(1)} {past} {then}?"
    return None
